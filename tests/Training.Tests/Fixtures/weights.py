"""Writes weights/: small files of PyTorch and numpy, and what is in them, for the tests of the readers.

Run: python3 weights.py   (made with PyTorch 1.13.1 and numpy 1.24)

The files hold what real ones hold: the state of a module with its hidden _metadata, parameters, views of one storage, transposed
tensors and all types of numbers; and some that must be refused. weights.json has the expected values as float32.
"""
import collections
import json
import os
import pathlib
import struct

import numpy as np
import torch

folder = pathlib.Path(__file__).with_suffix("")
folder.mkdir(exist_ok=True)
torch.manual_seed(1)
expected = {}


def describe(tensors):
    return {
        name: {"shape": list(value.shape), "values": np.ascontiguousarray(value).astype(np.float32).ravel().tolist()}
        for name, value in tensors.items()
    }


def torch_file(name, state, **options):
    torch.save(state, folder / name, **options)
    expected[name] = describe({key: value.detach().to(torch.float32).numpy() for key, value in state.items()})


module = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
torch_file("module.pt", module.state_dict())
torch_file("legacy.pt", module.state_dict(), _use_new_zipfile_serialization=False)
torch_file("protocol4.pt", module.state_dict(), pickle_protocol=4)

base = torch.arange(12, dtype=torch.float32).reshape(3, 4)
views = {"all": base, "transposed": base.t(), "column": base[:, 1], "part": base[1:, ::2], "scalar": torch.tensor(2.5), "empty": torch.empty(0, 3)}
torch_file("views.pt", views)
torch_file("legacy-views.pt", views, _use_new_zipfile_serialization=False)
torch_file("parameters.pt", collections.OrderedDict(module.named_parameters()))

numbers = torch.tensor([0.0, 1.0, 2.0, 100.0])
types = {str(dtype).split(".")[1]: numbers.to(dtype) for dtype in (
    torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.int8, torch.uint8, torch.int16, torch.int32, torch.int64, torch.bool)}
torch_file("types.pt", types)

torch.save({"epoch": 3, "weight": base}, folder / "checkpoint.pt")
torch.save(module, folder / "whole-module.pt")
torch.jit.save(torch.jit.script(module), folder / "script.pt")


class Malice:
    def __reduce__(self):
        return os.system, ("touch owned",)


torch.save({"weight": Malice()}, folder / "malice.pt")
torch.save({"weight": Malice()}, folder / "legacy-malice.pt", _use_new_zipfile_serialization=False)

arrays = {"matrix": base.numpy(), "fortran": np.asfortranarray(base.numpy()), "scalar": np.float32(2.5), "cube": np.arange(24.0).reshape(2, 3, 4).transpose(2, 0, 1)}
arrays |= {kind: np.array([0, 1, 2, 100]).astype(kind) for kind in ("f2", "f4", "f8", "i1", "u1", "i2", "i4", "i8", "?")}
np.savez(folder / "arrays.npz", **arrays)
np.savez_compressed(folder / "compressed.npz", **arrays)
expected["arrays.npz"] = expected["compressed.npz"] = describe({name: np.asarray(value) for name, value in arrays.items()})
np.save(folder / "objects.npy", np.array([Malice()], dtype=object))
np.save(folder / "big-endian.npy", np.arange(3, dtype=">f4"))

# The safetensors package is not needed for its format: a length, a JSON header, the bytes.
header, data = {"__metadata__": {"format": "np"}}, b""
for name, dtype, value in [("matrix", "F32", base.numpy()), ("half", "F16", np.array([1.5, -2], "<f2")), ("count", "I64", np.array(7, "<i8"))]:
    header[name] = {"dtype": dtype, "shape": list(value.shape), "data_offsets": [len(data), len(data) + value.nbytes]}
    data += value.tobytes()
text = json.dumps(header).encode()
(folder / "plain.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
expected["plain.safetensors"] = describe({"matrix": base.numpy(), "half": np.array([1.5, -2]), "count": np.array(7)})

(folder / "weights.json").write_text(json.dumps(expected, indent=1) + "\n")
