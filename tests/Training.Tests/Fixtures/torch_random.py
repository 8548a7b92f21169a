"""Writes torch_random.json: random numbers of PyTorch for the tests of TorchRandom.

Run: python3 torch_random.py   (made with PyTorch 1.13.1 on x86-64 with AVX2)

Every case is a sequence of calls after one torch.manual_seed. Values are given as the bytes of the little-endian float32
(or int32) array: their SHA-256, and the first ones as 32-bit hexadecimal words.
"""
import hashlib
import json
import pathlib

import torch

torch.set_num_threads(1)

SHOWN = 32
SEEDS = [0, 1, 42, 2**32 - 1, 2**32 + 7, 1234567890123456789]


def record(call, tensor):
    array = tensor.contiguous().numpy()
    words = array.view("<u4").ravel()
    return call | {
        "count": int(array.size),
        "sha256": hashlib.sha256(array.astype(array.dtype.newbyteorder("<")).tobytes()).hexdigest(),
        "first": [f"{word:08x}" for word in words[:SHOWN]],
    }


def normal(size, mean=0.0, deviation=1.0):
    tensor = torch.randn(size) if (mean, deviation) == (0.0, 1.0) else torch.empty(size).normal_(mean, deviation)
    return record({"call": "normal", "mean": mean, "deviation": deviation}, tensor)


def uniform(size, low=0.0, high=1.0):
    tensor = torch.rand(size) if (low, high) == (0.0, 1.0) else torch.empty(size).uniform_(low, high)
    return record({"call": "uniform", "low": low, "high": high}, tensor)


def permutation(size):
    return record({"call": "permutation"}, torch.randperm(size, dtype=torch.int32))


def case(seed, *calls):
    torch.manual_seed(seed)
    return {"seed": seed, "calls": [call() for call in calls]}


cases = []
for seed in SEEDS:
    for size in [1, 2, 15, 16, 17, 31, 32, 100, 784 * 128]:
        cases.append(case(seed, lambda: normal(size)))
    for size in [1, 15, 16, 17, 1000]:
        cases.append(case(seed, lambda: uniform(size)))
    for size in [1, 2, 3, 10, 60000]:
        cases.append(case(seed, lambda: permutation(size)))

# Calls after one another: the number that Box-Muller keeps survives the calls in between.
cases.append(case(42, lambda: normal(3), lambda: normal(17), lambda: uniform(5), lambda: normal(2), lambda: permutation(10), lambda: normal(15)))
# The weights of the two-layer network of the notebook, then its shuffles.
cases.append(case(42, lambda: normal((784, 128)), lambda: normal((128, 10)), lambda: permutation(60000), lambda: permutation(60000)))
# Other parameters than the standard ones.
cases.append(case(7, lambda: normal(7840, 0.0, 1e-3), lambda: normal(5, 2.5, 0.3), lambda: normal(40, -1.5, 0.3), lambda: normal(6, 0.1, 1e-3)))
cases.append(case(7, lambda: uniform(1000, -1.0, 1.0), lambda: uniform(1000, 0.1, 0.7), lambda: uniform(999, -0.0357142857, 0.0357142857)))
# Enough values for every rare branch of the logarithm and the sine: radii near 0, all octants.
cases.append(case(2024, lambda: normal(4_000_000)))

path = pathlib.Path(__file__).with_suffix(".json")
lines = ",\n  ".join(json.dumps(entry) for entry in cases)
path.write_text(f'{{"torch": "{torch.__version__}", "cases": [\n  {lines}\n]}}\n')
