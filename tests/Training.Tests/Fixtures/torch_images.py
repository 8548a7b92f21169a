"""Writes torch_images.json: what PyTorch computes for the layers of image networks, for training steps, and which first weights it draws.

Run with PyTorch 1.13.1:  python3 torch_images.py
The specs are those of the library, in its JSON.
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


def layer(spec, module, shape, train=True):
    module.train(train)
    case = {"spec": spec, "train": train, "state": {name: values(v.clone()) for name, v in module.state_dict().items()}}
    x = torch.randn(shape, requires_grad=True)
    y = module(x)
    dy = torch.randn(y.shape)
    y.backward(dy)
    case.update(x=values(x), y=values(y), dy=values(dy), dx=values(x.grad))
    case["gradients"] = {name: values(p.grad) for name, p in module.named_parameters()}
    case["buffers"] = {name: values(b) for name, b in module.named_buffers()}
    return case


def conv(shape, outputs, kernel, **options):
    spec = {"type": "conv-2d", "outputs": outputs, "kernel": kernel, **options}
    kernel = tuple(kernel) if isinstance(kernel, list) else kernel
    module = nn.Conv2d(shape[1], outputs, kernel, **{k: tuple(v) if isinstance(v, list) else v for k, v in options.items()})
    return layer(spec, module, shape)


def norm(shape, train, **options):
    module = nn.BatchNorm2d(shape[1], **options)
    spec = {"type": "batch-norm-2d"}
    if "eps" in options:
        spec.update(epsilon=options["eps"], momentum=options["momentum"])
    with torch.no_grad():
        module.weight.uniform_(-1, 1)
        module.bias.uniform_(-1, 1)
        module.running_mean.normal_()
        module.running_var.uniform_(0.5, 2)
    return layer(spec, module, shape, train)


LAYERS = [
    conv((2, 3, 7, 6), 4, 3),
    conv((2, 2, 8, 17), 5, 3, padding=1),
    conv((1, 3, 9, 11), 7, 3, stride=2, padding=1),
    conv((2, 2, 10, 9), 3, 3, dilation=2, padding=2),
    conv((2, 3, 11, 13), 8, [3, 5], stride=[2, 3], padding=[1, 2], dilation=[2, 1]),
    conv((2, 4, 5, 5), 3, 1, bias=False),
    conv((1, 1, 6, 40), 2, [5, 2], stride=[1, 4], padding=[0, 1]),
    conv((2, 2, 12, 12), 2, 2, stride=3),
    layer({"type": "max-pool-2d", "kernel": 2}, nn.MaxPool2d(2), (2, 3, 7, 9)),
    layer({"type": "max-pool-2d", "kernel": 4}, nn.MaxPool2d(4), (1, 2, 16, 16)),
    layer({"type": "max-pool-2d", "kernel": 3, "stride": 2, "padding": 1}, nn.MaxPool2d(3, 2, 1), (2, 2, 8, 7)),
    layer({"type": "max-pool-2d", "kernel": [3, 2], "stride": [1, 2], "padding": [1, 0]}, nn.MaxPool2d((3, 2), (1, 2), (1, 0)), (2, 2, 6, 9)),
    layer({"type": "adaptive-average-pool-2d", "size": 7}, nn.AdaptiveAvgPool2d(7), (1, 2, 7, 7)),
    layer({"type": "adaptive-average-pool-2d", "size": 1}, nn.AdaptiveAvgPool2d(1), (2, 3, 5, 4)),
    layer({"type": "adaptive-average-pool-2d", "size": [3, 4]}, nn.AdaptiveAvgPool2d((3, 4)), (2, 2, 7, 6)),
    norm((3, 4, 5, 6), True),
    norm((2, 3, 4, 33), True, eps=0.1, momentum=0.3),
    norm((2, 3, 5, 3), False),
]


def block(inputs, outputs, pool):
    return [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU(), nn.MaxPool2d(pool)]


def block_spec(outputs, pool):
    return [{"type": "conv-2d", "outputs": outputs, "kernel": 3, "padding": 1}, {"type": "batch-norm-2d"}, {"type": "relu"},
            {"type": "max-pool-2d", "kernel": pool}]


def training(name, shape, layers, specs, optimizer, create):
    model = nn.Sequential(*layers)
    for module in model:
        if isinstance(module, nn.BatchNorm2d):
            # Also scales that turn the largest into the smallest.
            nn.init.uniform_(module.weight, -1, 1)
    case = {"name": name, "model": {"inputShape": list(shape), "layers": specs}, "optimizer": optimizer, "steps": []}
    case["before"] = {key: values(v.clone()) for key, v in model.state_dict().items()}
    optimizer = create(model.parameters())
    for batch in (5, 5, 3):
        x, y = torch.randn(batch, *shape), torch.randint(0, 4, (batch,))
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        case["steps"].append({"x": values(x), "labels": y.tolist(), "loss": loss.item()})
    case["after"] = {key: values(v) for key, v in model.state_dict().items()}
    model.eval()
    case["logits"] = values(model(torch.tensor(case["steps"][0]["x"]["values"]).reshape(5, *shape)))
    return case


SGD = {"type": "sgd", "learningRate": 0.1, "weightDecay": 0.01}
HEAD = [{"type": "flatten"}, {"type": "linear", "outputs": 4}]
TRAININGS = [
    training("blocks", (3, 16, 16), [*block(3, 5, 2), *block(5, 7, 4), nn.Flatten(), nn.Linear(28, 4)],
             [*block_spec(5, 2), *block_spec(7, 4), *HEAD], SGD, lambda p: torch.optim.SGD(p, 0.1, weight_decay=0.01)),
    training("odd blocks", (2, 11, 13), [*block(2, 5, 2), *block(5, 3, 2), nn.Flatten(), nn.Linear(18, 4)],
             [*block_spec(5, 2), *block_spec(3, 2), *HEAD], {"type": "sgd", "learningRate": 0.1, "momentum": 0.9},
             lambda p: torch.optim.SGD(p, 0.1, momentum=0.9)),
    training("plain", (3, 9, 10), [nn.Conv2d(3, 6, 3, stride=2), nn.ReLU(), nn.Conv2d(6, 4, 3, padding=1), nn.LeakyReLU(0.1), nn.MaxPool2d(2),
                                   nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(16, 4)],
             [{"type": "conv-2d", "outputs": 6, "kernel": 3, "stride": 2}, {"type": "relu"},
              {"type": "conv-2d", "outputs": 4, "kernel": 3, "padding": 1}, {"type": "leaky-relu", "slope": 0.1}, {"type": "max-pool-2d", "kernel": 2},
              {"type": "adaptive-average-pool-2d", "size": 2}, *HEAD], SGD, lambda p: torch.optim.SGD(p, 0.1, weight_decay=0.01)),
]

torch.manual_seed(7)
grocery = nn.Sequential(*block(3, 21, 4), *block(21, 42, 4), *block(42, 84, 4), nn.Flatten(), nn.Linear(1344, 43))
GROCERY = {"seed": 7, "parameters": sum(p.numel() for p in grocery.parameters()), "firsts": {
    name: values(p.reshape(-1)[:5]) for name, p in grocery.named_parameters()}}

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(
    {"generator": f"torch_images.py with PyTorch {torch.__version__}", "layers": LAYERS, "trainings": TRAININGS, "grocery": GROCERY},
    separators=(",", ":")) + "\n")
