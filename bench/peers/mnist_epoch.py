"""The peer of P1: one epoch of E2 in PyTorch, on one thread.

    python3 mnist_epoch.py MNIST_FOLDER INITIAL_PARAMETERS

Writes the first parameters (W1, b1, W2, b2 as float32, one after the other) and says what it runs on; then answers each line of its
input, "hand" or "modules", with an epoch: {"seconds": ..., "loss": ...}. Both variants go on from epoch to epoch.
"""
import ctypes
import json
import os
import pathlib
import re
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # OpenBLAS does not listen to torch.set_num_threads
# OpenBLAS falls back to kernels of 2004 on a processor that is newer than itself; the peer shall have the best that it can.
FLAGS = pathlib.Path("/proc/cpuinfo").read_text()
if "avx512f" in FLAGS:
    os.environ.setdefault("OPENBLAS_CORETYPE", "SKYLAKEX")
elif "avx2" in FLAGS:
    os.environ.setdefault("OPENBLAS_CORETYPE", "HASWELL")

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
BATCH, RATE = 32, 0.1


def say(**message):
    print(json.dumps(message), flush=True)


def blas():
    """The linear algebra library in use, from what the process has mapped, and its kernels; None for the slow reference BLAS."""
    torch.randn(64, 64) @ torch.randn(64, 64)
    found = re.search(r"(/\S*/([^/\s]*(?:openblas|mkl)[^/\s]*))$", pathlib.Path("/proc/self/maps").read_text(), re.MULTILINE)
    if not found:
        return None
    core = getattr(ctypes.CDLL(found[1]), "openblas_get_corename", None)
    if not core:
        return found[2]
    core.restype = ctypes.c_char_p
    return f"{found[2]} ({core().decode()} kernels)"


def idx(folder, name, header):
    return np.fromfile(pathlib.Path(folder) / name, dtype=np.uint8)[header:]


folder, parameters = sys.argv[1:3]
X = torch.tensor(idx(folder, "train-images-idx3-ubyte", 16).reshape(-1, 784)).float() / 255
Y = torch.tensor(idx(folder, "train-labels-idx1-ubyte", 8)).long()
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


say(version=torch.__version__, blas=blas())
for line in sys.stdin:
    begin = time.perf_counter()
    mean = {"hand": hand, "modules": modules}[line.strip()]()
    say(seconds=time.perf_counter() - begin, loss=mean)
