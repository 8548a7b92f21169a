"""Writes torch_numerics.json: what PyTorch computes for every layer, loss and optimizer that the library has.

Run with PyTorch 1.13.1:  python3 torch_numerics.py
Weights stand in the layout of PyTorch's modules ([out, in]). The specs are those of the library, in its JSON.
"""
import json
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.manual_seed(20)


def values(tensor):
    # Nine digits identify a float32.
    numbers = tensor.detach().reshape(-1).tolist()
    return {"shape": list(tensor.shape), "values": [float(f"{number:.9g}") for number in numbers]}


def layer(spec, module, shape):
    x = torch.randn(shape, requires_grad=True)
    y = module(x)
    dy = torch.randn(y.shape)
    y.backward(dy)
    case = {"spec": spec, "x": values(x), "y": values(y), "dy": values(dy), "dx": values(x.grad)}
    case["parameters"] = {name: values(p) for name, p in module.named_parameters()}
    case["gradients"] = {name: values(p.grad) for name, p in module.named_parameters()}
    return case


LAYERS = [
    layer({"type": "linear", "outputs": 4}, nn.Linear(5, 4), (3, 5)),
    layer({"type": "linear", "outputs": 19, "bias": False}, nn.Linear(21, 19, bias=False), (7, 21)),
    layer({"type": "linear", "outputs": 70}, nn.Linear(9, 70), (8, 9)),
    layer({"type": "sigmoid"}, nn.Sigmoid(), (5, 18)),
    layer({"type": "tanh"}, nn.Tanh(), (5, 18)),
    layer({"type": "relu"}, nn.ReLU(), (5, 18)),
    layer({"type": "leaky-relu", "slope": 0.2}, nn.LeakyReLU(0.2), (5, 18)),
    layer({"type": "softmax"}, nn.Softmax(dim=1), (4, 19)),
]


def loss(kind, function, x, target):
    x.requires_grad_()
    value = function(x, target)
    value.backward()
    return {"kind": kind, "x": values(x), "target": values(target), "loss": value.item(), "dx": values(x.grad)}


LOSSES = [
    loss("cross-entropy", F.cross_entropy, torch.randn(6, 10) * 3, torch.randint(0, 10, (6,))),
    loss("cross-entropy", F.cross_entropy, torch.randn(34, 19), torch.randint(0, 19, (34,))),
    loss("binary-cross-entropy", F.binary_cross_entropy, torch.rand(6, 3), torch.rand(6, 3)),
    loss("l2", F.mse_loss, torch.randn(6, 5), torch.randn(6, 5)),
]


def optimizer(spec, create):
    w = torch.randn(3, 7).requires_grad_()
    case = {"spec": spec, "before": values(w.clone()), "gradients": []}
    optimizer = create([w])
    for _ in range(5):
        w.grad = torch.randn(3, 7)
        case["gradients"].append(values(w.grad))
        optimizer.step()
    case["after"] = values(w)
    return case


def training(spec, optimizer):
    model = nn.Sequential(nn.Linear(20, 17), nn.Sigmoid(), nn.Linear(17, 5))
    case = {"spec": spec, "before": {name: values(p.clone()) for name, p in model.named_parameters()}, "steps": []}
    optimizer = optimizer(model.parameters())
    for batch in (6, 6, 6, 6, 4):
        x, y = torch.randn(batch, 20), torch.randint(0, 5, (batch,))
        optimizer.zero_grad()
        value = F.cross_entropy(model(x), y)
        value.backward()
        optimizer.step()
        case["steps"].append({"x": values(x), "labels": y.tolist(), "loss": value.item()})
    case["after"] = {name: values(p) for name, p in model.named_parameters()}
    return case


CASES = [
    ({"type": "sgd", "learningRate": 0.5}, lambda p: torch.optim.SGD(p, 0.5)),
    ({"type": "sgd", "learningRate": 0.5, "weightDecay": 0.1}, lambda p: torch.optim.SGD(p, 0.5, weight_decay=0.1)),
    ({"type": "sgd", "learningRate": 0.2, "momentum": 0.9}, lambda p: torch.optim.SGD(p, 0.2, momentum=0.9)),
    ({"type": "sgd", "learningRate": 0.2, "momentum": 0.9, "weightDecay": 0.01},
     lambda p: torch.optim.SGD(p, 0.2, momentum=0.9, weight_decay=0.01)),
    ({"type": "adam", "learningRate": 0.01}, lambda p: torch.optim.Adam(p, 0.01)),
    ({"type": "adam", "learningRate": 0.01, "beta1": 0.8, "beta2": 0.99, "epsilon": 1e-6, "weightDecay": 0.1},
     lambda p: torch.optim.Adam(p, 0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1)),
]
OPTIMIZERS = [optimizer(*case) for case in CASES]
TRAININGS = [training(*case) for case in CASES]

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(
    {"generator": f"torch_numerics.py with PyTorch {torch.__version__}", "layers": LAYERS, "losses": LOSSES, "optimizers": OPTIMIZERS,
     "trainings": TRAININGS},
    separators=(",", ":")) + "\n")
