"""The peer of P2: a step of E4's network in PyTorch, on one thread.

    python3 grocery_step.py IMAGES

Says what it runs on; then answers each line of its input, "modules", with a step: {"seconds": ..., "loss": ...}. Weights and images are drawn from
seeds, as the other side draws them.
"""
import sys

import torch_peer

import torch
from torch import nn
from torch.nn import functional as F

COUNT = int(sys.argv[1])
torch.manual_seed(42)
layers, inputs = [], 3
for outputs in (21, 42, 84):
    layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU(), nn.MaxPool2d(4)]
    inputs = outputs
model = nn.Sequential(*layers, nn.Flatten(), nn.Linear(1344, 43), nn.LogSoftmax(dim=1))
optimizer = torch.optim.Adam(model.parameters(), 5e-4, weight_decay=1e-2)
torch.manual_seed(1)
X, Y = torch.randn(COUNT, 3, 256, 256), torch.arange(COUNT) % 43


def step():
    optimizer.zero_grad()
    loss = F.nll_loss(model(X), Y)
    loss.backward()
    optimizer.step()
    return loss.item()


torch_peer.serve({"modules": step})
