"""The peer of P1: one epoch of E2 in PyTorch, on one thread.

    python3 mnist_epoch.py MNIST_FOLDER INITIAL_PARAMETERS

Writes the first parameters (W1, b1, W2, b2 as float32, one after the other) and says what it runs on; then answers each line of its
input, "hand" or "modules", with an epoch: {"seconds": ..., "loss": ...}. Both variants go on from epoch to epoch.
"""
import sys

import torch_peer

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

BATCH, RATE = 32, 0.1

folder, parameters = sys.argv[1:3]
X, Y = torch_peer.images(folder)
torch.manual_seed(42)
W1, W2, b1, b2 = torch.randn(784, 128), torch.randn(128, 10), torch.zeros(128), torch.zeros(10)
np.concatenate([p.numpy().ravel() for p in (W1, b1, W2, b2)]).astype("<f4").tofile(parameters)

model = nn.Sequential(nn.Linear(784, 128), nn.Sigmoid(), nn.Linear(128, 10))
with torch.no_grad():
    for target, source in zip(model.parameters(), (W1.t(), b1, W2.t(), b2)):
        target.copy_(source)
optimizer = torch.optim.SGD(model.parameters(), RATE)


def hand():
    total = 0.0
    for start in range(0, len(Y), BATCH):
        x, y = X[start:start + BATCH], Y[start:start + BATCH]
        h = torch.sigmoid(x @ W1 + b1)
        p = torch.softmax(h @ W2 + b2, 1)
        rows = torch.arange(len(y))
        total -= torch.log(p[rows, y]).sum().item()
        d = p.clone()
        d[rows, y] -= 1
        d /= len(y)
        dz = (d @ W2.t()) * h * (1 - h)
        W2.sub_(RATE * (h.t() @ d))
        b2.sub_(RATE * d.sum(0))
        W1.sub_(RATE * (x.t() @ dz))
        b1.sub_(RATE * dz.sum(0))
    return total / len(Y)


def modules():
    total = 0.0
    for start in range(0, len(Y), BATCH):
        x, y = X[start:start + BATCH], Y[start:start + BATCH]
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
    return total / len(Y)


torch_peer.serve({"hand": hand, "modules": modules})
