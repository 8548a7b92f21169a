"""Writes torch_training.json: batch normalisation, dropout, log-softmax, penalties, decoupled decay and schedules as PyTorch computes them.

Run with PyTorch 1.13.1 built without MKL (as Debian builds it):  python3 torch_training.py
Weights stand in the layout of PyTorch's modules ([out, in]). The specs are those of the library, in its JSON.
"""
import json
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.manual_seed(21)


def values(tensor):
    # Nine digits identify a float32.
    numbers = tensor.detach().reshape(-1).tolist()
    return {"shape": list(tensor.shape), "values": [float(f"{number:.9g}") for number in numbers]}


def state(module):
    return {name: values(tensor) for name, tensor in module.state_dict().items()}


def norm(spec, module, shape):
    """Three batches in training, the last one gone back through, then one in evaluation."""
    if module.affine:
        nn.init.normal_(module.weight)
        nn.init.normal_(module.bias)
    case = {"spec": spec, "before": state(module), "batches": []}
    for _ in range(3):
        x = (torch.randn(shape) * 3 + 2).requires_grad_()
        y = module(x)
        case["batches"].append({"x": values(x), "y": values(y)})
    dy = torch.randn(shape)
    module.zero_grad()
    y.backward(dy)
    case.update({"dy": values(dy), "dx": values(x.grad), "after": state(module)})
    case["gradients"] = {name: values(p.grad) for name, p in module.named_parameters()}
    module.eval()
    x = torch.randn(shape)
    case["evaluation"] = {"x": values(x), "y": values(module(x))}
    return case


NORMS = [
    norm({"type": "batch-norm-1d"}, nn.BatchNorm1d(19), (6, 19)),
    norm({"type": "batch-norm-1d", "momentum": 0.4, "epsilon": 1e-3}, nn.BatchNorm1d(33, momentum=0.4, eps=1e-3), (9, 33)),
    norm({"type": "batch-norm-1d", "affine": False}, nn.BatchNorm1d(5, affine=False), (2, 5)),
]


def dropout(p, shape, seed):
    x = torch.randn(shape, requires_grad=True)
    dy = torch.randn(shape)
    case = {"p": p, "seed": seed, "x": values(x), "dy": values(dy), "passes": []}
    torch.manual_seed(seed)
    for _ in range(2):
        x.grad = None
        y = F.dropout(x, p, training=True)
        y.backward(dy)
        case["passes"].append({"y": values(y), "dx": values(x.grad)})
    return case


DROPOUTS = [dropout(0.5, (4, 21), 7), dropout(0.2, (3, 50), 8), dropout(0.0, (2, 3), 9)]


def log_softmax(shape):
    x = (torch.randn(shape) * 4).requires_grad_()
    labels = torch.randint(0, shape[1], (shape[0],))
    y = F.log_softmax(x, dim=1)
    y.retain_grad()
    loss = F.nll_loss(y, labels)
    loss.backward()
    return {"x": values(x), "labels": labels.tolist(), "y": values(y), "loss": loss.item(), "dy": values(y.grad), "dx": values(x.grad)}


LOG_SOFTMAXES = [log_softmax((5, 10)), log_softmax((3, 43))]


def training(layers, model, spec, optimizer, l1=0.0, l2=0.0):
    torch.manual_seed(31)
    case = {"layers": layers, "optimizer": spec, "l1": l1, "l2": l2, "before": state(model), "steps": []}
    optimizer = optimizer(model.parameters())
    model.train()
    weights = [p for p in model.parameters() if p.dim() > 1]
    torch.manual_seed(5)
    data = [(torch.randn(batch, 20), torch.randint(0, 5, (batch,))) for batch in (6, 6, 6, 6, 4)]
    torch.manual_seed(77)  # the masks
    for x, y in data:
        optimizer.zero_grad()
        value = F.cross_entropy(model(x), y)
        penalty = sum(l1 * w.abs().sum() + l2 * (w * w).sum() for w in weights)
        (value + penalty).backward()
        case["steps"].append({"x": values(x), "labels": y.tolist(), "loss": value.item(), "penalty": float(penalty)})
        optimizer.step()
    case["after"] = state(model)
    model.eval()
    x = torch.randn(4, 20)
    case["evaluation"] = {"x": values(x), "y": values(model(x))}
    return case


LINEAR17, LINEAR5 = {"type": "linear", "outputs": 17}, {"type": "linear", "outputs": 5}
SGD, ADAM = {"type": "sgd", "learningRate": 0.2}, {"type": "adam", "learningRate": 0.01}


def normed():
    return nn.Sequential(nn.Linear(20, 17), nn.BatchNorm1d(17), nn.LeakyReLU(0.2), nn.Linear(17, 5))


NORMED = [LINEAR17, {"type": "batch-norm-1d"}, {"type": "leaky-relu", "slope": 0.2}, LINEAR5]


def plain():
    return nn.Sequential(nn.Linear(20, 17), nn.Tanh(), nn.Linear(17, 5))


PLAIN = [LINEAR17, {"type": "tanh"}, LINEAR5]
DROPPED = [LINEAR17, {"type": "relu"}, {"type": "dropout", "probability": 0.3}, LINEAR5]

TRAININGS = [
    training(NORMED, normed(), SGD, lambda p: torch.optim.SGD(p, 0.2)),
    training(NORMED, normed(), {**SGD, "momentum": 0.9, "weightDecay": 0.01}, lambda p: torch.optim.SGD(p, 0.2, momentum=0.9, weight_decay=0.01)),
    training(NORMED, normed(), {**ADAM, "weightDecay": 1e-5}, lambda p: torch.optim.Adam(p, 0.01, weight_decay=1e-5)),
    training(PLAIN, plain(), {**ADAM, "weightDecay": 0.1, "decoupled": True}, lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1)),
    training(PLAIN, plain(), SGD, lambda p: torch.optim.SGD(p, 0.2), l2=0.01),
    training(PLAIN, plain(), SGD, lambda p: torch.optim.SGD(p, 0.2), l1=0.003, l2=0.002),
    training(PLAIN, plain(), ADAM, lambda p: torch.optim.Adam(p, 0.01), l1=0.01),
    training(DROPPED, nn.Sequential(nn.Linear(20, 17), nn.ReLU(), nn.Dropout(0.3), nn.Linear(17, 5)), SGD, lambda p: torch.optim.SGD(p, 0.2)),
]


def schedule(spec, create, units=8):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], 0.4)
    scheduler = create(optimizer)
    rates = []
    for _ in range(units):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return {"spec": spec, "rates": rates}


S = torch.optim.lr_scheduler
SCHEDULES = [
    schedule({"type": "step", "every": 3, "factor": 0.5}, lambda o: S.StepLR(o, 3, 0.5)),
    schedule({"type": "multi-step", "at": [2, 5], "factor": 0.1}, lambda o: S.MultiStepLR(o, [2, 5], 0.1)),
    schedule({"type": "exponential", "factor": 0.8}, lambda o: S.ExponentialLR(o, 0.8)),
    schedule({"type": "cosine"}, lambda o: S.CosineAnnealingLR(o, 8)),
    schedule({"type": "cosine", "end": 0.01}, lambda o: S.CosineAnnealingLR(o, 8, 0.01)),
    schedule({"type": "constant", "warmup": 4}, lambda o: S.LinearLR(o, 0.25, 1, 3)),
    schedule({"type": "exponential", "factor": 0.8, "warmup": 4},
             lambda o: S.SequentialLR(o, [S.LinearLR(o, 0.25, 1, 3), S.ExponentialLR(o, 0.8)], [4])),
]

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(
    {"generator": f"torch_training.py with PyTorch {torch.__version__}", "norms": NORMS, "dropouts": DROPOUTS, "logSoftmaxes": LOG_SOFTMAXES,
     "layerTrainings": TRAININGS, "schedules": SCHEDULES},
    separators=(",", ":")) + "\n")
