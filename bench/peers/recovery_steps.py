"""The peer of P4: steps of E10 in PyTorch, on one thread.

    python3 recovery_steps.py

Says what it runs on; then answers each line of its input, "modules", with ten steps: {"seconds": ..., "loss": ...}, the loss their mean. Weights and
images are drawn from seeds, as the other side draws them.
"""
import torch_peer

import torch
from torch import nn
from torch.nn import functional as F

STEPS = 10
torch.manual_seed(7)
fixed = nn.Conv2d(3, 20, 5)
torch.manual_seed(42)
model = nn.Conv2d(3, 20, 5)
optimizer = torch.optim.SGD(model.parameters(), 0.01)
torch.manual_seed(1)
X = torch.randn(100, 3, 32, 32)
with torch.no_grad():
    Y = fixed(X)


def steps():
    total = 0.0
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = F.mse_loss(model(X), Y)
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total / STEPS


torch_peer.serve({"modules": steps})
