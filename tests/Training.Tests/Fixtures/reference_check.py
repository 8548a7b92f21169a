"""Writes reference.json of the job reference-check: outputs and gradients of PyTorch for Linear, ReLU, Sigmoid, a small network and softmax cross-entropy.

Run with PyTorch 1.13.1:  python3 reference_check.py
Inputs and weights are float32 numbers; PyTorch computes with them in float64, so that what is compared is the formula and not the rounding.
"""
import json
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.manual_seed(11)


def values(tensor):
    return {"shape": list(tensor.shape), "values": tensor.detach().reshape(-1).tolist()}


def single(*shape):
    return torch.randn(shape).to(torch.float64)


def case(name, layers, module, shape, labels=None):
    if module is not None:
        module = module.to(torch.float64)
        for parameter in module.parameters():
            parameter.data = parameter.data.to(torch.float32).to(torch.float64)
    x = single(*shape).requires_grad_()
    y = x if module is None else module(x)
    result = {"name": name, "layers": layers, "x": values(x), "state": {}, "gradients": {}}
    if labels is None:
        dy = single(*y.shape)
        y.backward(dy)
        result["outputGradient"] = values(dy)
    else:
        loss = F.cross_entropy(y, labels)
        loss.backward()
        result["labels"], result["loss"] = labels.tolist(), loss.item()
    result["output"], result["inputGradient"] = values(y), values(x.grad)
    for key, parameter in [] if module is None else module.named_parameters():
        result["state"][key], result["gradients"][key] = values(parameter), values(parameter.grad)
    return result


def linear(outputs):
    return {"type": "linear", "outputs": outputs}


relu, sigmoid = {"type": "relu"}, {"type": "sigmoid"}
cases = [
    case("Linear", [linear(5)], nn.Sequential(nn.Linear(7, 5)), (6, 7)),
    case("ReLU", [relu], nn.Sequential(nn.ReLU()), (6, 9)),
    case("Sigmoid", [sigmoid], nn.Sequential(nn.Sigmoid()), (6, 9)),
    case("Net (Linear, ReLU, Linear)", [linear(8), relu, linear(4)], nn.Sequential(nn.Linear(12, 8), nn.ReLU(), nn.Linear(8, 4)), (6, 12)),
    case("softmax cross-entropy", [], None, (6, 10), torch.randint(0, 10, (6,))),
    case("Net and softmax cross-entropy", [linear(8), relu, linear(4)], nn.Sequential(nn.Linear(12, 8), nn.ReLU(), nn.Linear(8, 4)), (6, 12),
         torch.randint(0, 4, (6,))),
]
path = pathlib.Path(__file__).parents[3] / "Training" / "Jobs" / "ReferenceCheck" / "reference.json"
path.write_text(json.dumps({"generator": f"reference_check.py with PyTorch {torch.__version__}", "cases": cases}, separators=(",", ":")) + "\n")
