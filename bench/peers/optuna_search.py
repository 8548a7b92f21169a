"""Optuna on the functions of `bench search`: what every trial of every study gave, as JSON. Usage: optuna_search.py <file> <seeds> <trials at a time> [function...]"""
import heapq
import json
import math
import random
import sys
import time

import optuna

# How many trials run at a time.
WORKERS = 1

HARTMANN_ALPHA = (1.0, 1.2, 3.0, 3.2)
HARTMANN_6_A = ((10, 3, 17, 3.5, 1.7, 8), (0.05, 10, 17, 0.1, 8, 14), (3, 3.5, 1.7, 10, 17, 8), (17, 8, 0.05, 10, 0.1, 14))
HARTMANN_6_P = (
    (0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886),
    (0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991),
    (0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650),
    (0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381),
)
HARTMANN_3_A = ((3, 10, 30), (0.1, 10, 35), (3, 10, 30), (0.1, 10, 35))
HARTMANN_3_P = ((0.3689, 0.1170, 0.2673), (0.4699, 0.4387, 0.7470), (0.1091, 0.8732, 0.5547), (0.0381, 0.5743, 0.8828))


def hartmann(x, a, p):
    return -sum(alpha * math.exp(-sum(w * (v - c) ** 2 for w, v, c in zip(row, x, centre))) for alpha, row, centre in zip(HARTMANN_ALPHA, a, p))


def branin(trial):
    x, y = trial.suggest_float("x", -5, 10), trial.suggest_float("y", 0, 15)
    return (y - 5.1 / (4 * math.pi**2) * x**2 + 5 / math.pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann_6(trial):
    return hartmann([trial.suggest_float(f"x{i}", 0, 1) for i in range(6)], HARTMANN_6_A, HARTMANN_6_P)


def rosenbrock_10(trial):
    x = [trial.suggest_float(f"x{i}", -5, 10) for i in range(10)]
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def noisy_hartmann_3(trial):
    return hartmann([trial.suggest_float(f"x{i}", 0, 1) for i in range(3)], HARTMANN_3_A, HARTMANN_3_P)


def ackley_5(trial):
    x = [trial.suggest_float(f"x{i}", -20, 40) for i in range(5)]
    return 20 + math.e - 20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in x) / 5)) - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / 5)


def levy_8(trial):
    w = [1 + (trial.suggest_float(f"x{i}", -10, 10) - 1) / 4 for i in range(8)]
    middle = sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
    return math.sin(math.pi * w[0]) ** 2 + middle + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)


def vector(trial, count, low, high):
    return [trial.suggest_float(f"x{i}", low, high) for i in range(count)]


def griewank_6(trial):
    x = vector(trial, 6, -40, 60)
    return 1 + sum(v * v for v in x) / 4000 - math.prod(math.cos(v / math.sqrt(i + 1)) for i, v in enumerate(x))


def rastrigin_5(trial):
    return sum(v * v - 10 * math.cos(2 * math.pi * v) + 10 for v in vector(trial, 5, -4, 6))


def styblinski_6(trial):
    return sum((v**4 - 16 * v * v + 5 * v) / 2 for v in vector(trial, 6, -5, 5))


def ellipsoid_8(trial):
    x = vector(trial, 8, -3, 7)
    return sum(sum(x[: i + 1]) ** 2 for i in range(len(x)))


def dixon_7(trial):
    x = vector(trial, 7, -10, 10)
    return (x[0] - 1) ** 2 + sum((i + 1) * (2 * x[i] ** 2 - x[i - 1]) ** 2 for i in range(1, len(x)))


def michalewicz_5(trial):
    return -sum(math.sin(v) * math.sin((i + 1) * v * v / math.pi) ** 20 for i, v in enumerate(vector(trial, 5, 0, math.pi)))


def conditional(trial):
    kind = trial.suggest_categorical("kind", ["plain", "momentum", "adam"])
    if kind == "plain":
        lr = trial.suggest_float("plain.lr", 1e-4, 10, log=True)
        loss = 0.4 + 0.3 * (math.log10(lr) + 0.5) ** 2
    elif kind == "momentum":
        lr, momentum = trial.suggest_float("momentum.lr", 1e-5, 1, log=True), trial.suggest_float("momentum.momentum", 0, 0.99)
        loss = 0.1 + 0.3 * (math.log10(lr) + 1.5) ** 2 + 4 * (momentum - 0.9) ** 2
    else:
        lr, beta = trial.suggest_float("adam.lr", 1e-6, 1, log=True), trial.suggest_float("adam.beta", 0.5, 0.999)
        loss = 0.3 * (math.log10(lr) + 3) ** 2 + 6 * (beta - 0.95) ** 2
    layers = trial.suggest_int("layers", 1, 8)
    activation = trial.suggest_categorical("activation", ["relu", "tanh", "sigmoid", "gelu"])
    return loss + 0.05 * (layers - 3) ** 2 + {"relu": 0.05, "tanh": 0.1, "sigmoid": 0.3, "gelu": 0.0}[activation]


def zdt(trial, front):
    x = [trial.suggest_float(f"x{i}", 0, 1) for i in range(10)]
    distance = 1 + 9 * sum(x[1:]) / 9
    return x[0], distance * front(x[0] / distance)


def zdt_1(trial):
    return zdt(trial, lambda share: 1 - math.sqrt(share))


def zdt_2(trial):
    return zdt(trial, lambda share: 1 - share**2)


# The function, its trials, and the standard deviation of its noise.
FUNCTIONS = {
    "branin": (branin, 100, 0.0),
    "hartmann-6": (hartmann_6, 200, 0.0),
    "rosenbrock-10": (rosenbrock_10, 200, 0.0),
    "noisy-hartmann-3": (noisy_hartmann_3, 100, 0.2),
    "conditional": (conditional, 100, 0.0),
    "ackley-5": (ackley_5, 100, 0.0),
    "levy-8": (levy_8, 150, 0.0),
    "griewank-6": (griewank_6, 120, 0.0),
    "rastrigin-5": (rastrigin_5, 120, 0.0),
    "styblinski-6": (styblinski_6, 120, 0.0),
    "ellipsoid-8": (ellipsoid_8, 150, 0.0),
    "dixon-7": (dixon_7, 150, 0.0),
    "michalewicz-5": (michalewicz_5, 120, 0.0),
}

# Functions with two objectives, and their trials.
FRONTS = {"zdt-1": (zdt_1, 250), "zdt-2": (zdt_2, 250)}

FRONT_SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "nsga2": lambda seed: optuna.samplers.NSGAIISampler(seed=seed),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed, constant_liar=WORKERS > 1),
}

SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "cmaes": lambda seed: optuna.samplers.CmaEsSampler(seed=seed),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed, constant_liar=WORKERS > 1),
    "tpe-multivariate": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True, constant_liar=WORKERS > 1),
}


class Corner:
    """Stands in for a trial: everything at one place of its range, so that both programs can see that they compute the same."""

    def __init__(self, share):
        self.share = share

    def suggest_float(self, _, low, high, log=False):
        return low * (high / low) ** self.share if log else low + (high - low) * self.share

    def suggest_int(self, _, low, high):
        return low + min(int(self.share * (high - low + 1)), high - low)

    def suggest_categorical(self, _, choices):
        return choices[min(int(self.share * len(choices)), len(choices) - 1)]


def optimize(studied, function, trials, seed, noise=lambda: 0.0):
    """So many trials, WORKERS at a time; each takes between half and one and a half times the mean. Returns values and what was told, as the trials ended."""
    lengths = random.Random(seed)
    now, running, values, told = 0.0, [], [], []

    def end():
        ended, _, trial, value = heapq.heappop(running)
        values.append(value)
        told.append(value if isinstance(value, tuple) else value + noise())
        studied.tell(trial, told[-1])
        return ended

    for number in range(trials):
        if len(running) == WORKERS:
            now = end()
        trial = studied.ask()
        # Asking for the value draws the parameters; nobody is told of it before the end.
        heapq.heappush(running, (now + 0.5 + lengths.random(), number, trial, function(trial)))
    while running:
        end()
    return values, told


def study(name, sampler, seed):
    function, trials, deviation = FUNCTIONS[name]
    noise = random.Random(seed)
    begin = time.perf_counter()
    values, observed = optimize(optuna.create_study(sampler=SAMPLERS[sampler](seed)), function, trials, seed, lambda: noise.gauss(0, deviation))
    run = {"seed": seed, "seconds": time.perf_counter() - begin, "values": values}
    return run if deviation == 0 else {**run, "observed": observed}


def front_study(name, sampler, seed):
    function, trials = FRONTS[name]
    begin = time.perf_counter()
    values, _ = optimize(optuna.create_study(directions=["minimize", "minimize"], sampler=FRONT_SAMPLERS[sampler](seed)), function, trials, seed)
    return {"seed": seed, "seconds": time.perf_counter() - begin, "values": values}


def main(path, seeds, only):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    functions, fronts = ({name: known for name, known in group.items() if not only or name in only} for group in (FUNCTIONS, FRONTS))
    shares = [0.05, 0.35, 0.65, 0.95]
    result = {
        "optuna": optuna.__version__,
        "functions": {
            name: {"trials": trials, "shares": shares, "checks": [function(Corner(share)) for share in shares], "studies": {sampler: [] for sampler in SAMPLERS}}
            for name, (function, trials, _) in functions.items()
        },
        "fronts": {name: {"trials": trials, "studies": {sampler: [] for sampler in FRONT_SAMPLERS}} for name, (_, trials) in fronts.items()},
    }
    for seed in range(1, seeds + 1):
        for name in functions:
            for sampler in SAMPLERS:
                result["functions"][name]["studies"][sampler].append(study(name, sampler, seed))
        for name in fronts:
            for sampler in FRONT_SAMPLERS:
                result["fronts"][name]["studies"][sampler].append(front_study(name, sampler, seed))
        with open(path, "w", encoding="utf-8") as file:
            json.dump(result, file)
        print(f"seed {seed} of {seeds}", flush=True)


if __name__ == "__main__":
    import warnings

    warnings.simplefilter("ignore")
    WORKERS = int(sys.argv[3])
    main(sys.argv[1], int(sys.argv[2]), sys.argv[4:])
