"""Writes the curves of ReferenceSweep.cs: experiment E3, a network 784-128-10 on MNIST with hand-written passes, by PyTorch 1.13.1.

usage: python3 reference_sweep.py FOLDER    (the four IDX files of MNIST, unzipped)
"""
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
folder = pathlib.Path(sys.argv[1])


def idx(name, header):
    return np.frombuffer((folder / name).read_bytes(), dtype=np.uint8)[header:]


def load(kind):
    pixels = idx(f"{kind}-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32) / 255
    return torch.from_numpy(pixels), torch.from_numpy(idx(f"{kind}-labels-idx1-ubyte", 8).astype(np.int64))


train, test = load("train"), load("t10k")
for lr in (0.01, 0.1, 1.0):
    torch.manual_seed(42)
    w1, w2, b1, b2 = torch.randn(784, 128), torch.randn(128, 10), torch.zeros(128), torch.zeros(10)
    for epoch in range(1, 17):
        for i in range(0, 60000, 32):
            x, y = train[0][i:i + 32], train[1][i:i + 32]
            hidden = torch.sigmoid(x @ w1 + b1)
            delta = torch.softmax(hidden @ w2 + b2, 1)
            delta[torch.arange(len(y)), y] -= 1
            delta /= len(y)
            below = delta @ w2.T * hidden * (1 - hidden)
            w2 -= lr * hidden.T @ delta
            b2 -= lr * delta.sum(0)
            w1 -= lr * x.T @ below
            b1 -= lr * below.sum(0)
        row = [f"{lr:g}", str(epoch)]
        for x, y in (train, test):
            logits = torch.sigmoid(x @ w1 + b1) @ w2 + b2
            row += [f"{F.cross_entropy(logits, y).item():.4f}", f"{(logits.argmax(1) == y).float().mean().item():.4f}"]
        print(",".join(row))
