"""The peer of P3: one epoch of E14 in PyTorch, on one thread.

    python3 fashion_epoch.py FASHION_MNIST_FOLDER INITIAL_STATE

Writes the first state dictionary and says what it runs on; then answers each line of its input, "modules" or "foreach" (Adam with its fused loops over
all parameters), with an epoch in the order of the file: {"seconds": ..., "loss": ...}. Both variants go on from epoch to epoch.
"""
import copy
import sys

import torch_peer

import torch
from torch import nn
from torch.nn import functional as F

BATCH, RATE, DECAY = 64, 1e-3, 1e-5

folder, state = sys.argv[1:3]
X, Y = torch_peer.images(folder)
X = (X - 0.5) / 0.5
torch.manual_seed(42)
SIZES = [784, 512, 256, 128]
layers = []
for inputs, outputs in zip(SIZES, SIZES[1:]):
    layers += [nn.Linear(inputs, outputs), nn.BatchNorm1d(outputs), nn.LeakyReLU(0.2)]
first = nn.Sequential(*layers, nn.Linear(128, 10))
torch.save(first.state_dict(), state)


def variant(foreach):
    model = copy.deepcopy(first)
    optimizer = torch.optim.Adam(model.parameters(), RATE, weight_decay=DECAY, foreach=foreach)

    def epoch():
        total = 0.0
        for start in range(0, len(Y), BATCH):
            x, y = X[start:start + BATCH], Y[start:start + BATCH]
            optimizer.zero_grad()
            loss = F.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(y)
        return total / len(Y)

    return epoch


torch_peer.serve({"modules": variant(False), "foreach": variant(True)})
