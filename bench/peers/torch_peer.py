"""What the peers share: one thread, the best kernels of OpenBLAS, and turns on request. Import this before torch."""
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

torch.set_num_threads(1)


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


def images(folder):
    """The training images in [0, 1], as rows, and their labels."""
    x = torch.tensor(idx(folder, "train-images-idx3-ubyte", 16).reshape(-1, 784)).float() / 255
    return x, torch.tensor(idx(folder, "train-labels-idx1-ubyte", 8)).long()


def serve(turns):
    """Says what it runs on; then answers each line of the input, the name of a turn, with {"seconds": ..., "loss": ...}."""
    say(version=torch.__version__, blas=blas())
    for line in sys.stdin:
        begin = time.perf_counter()
        mean = turns[line.strip()]()
        say(seconds=time.perf_counter() - begin, loss=mean)
