"""Optuna searching what `bench evaluate` trains: the error of every network of every study, as JSON. A study that the file has is not made again.

Usage: optuna_trainings.py <file> <seeds> <task> <the command that serves the task>...
"""
import json
import os
import subprocess
import sys
import warnings

import optuna

# Some tens of trainings are too few for CMA-ES.
SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "tpe-multivariate": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True),
}

EXPRESSIONS = {
    "uniform": lambda trial, path, bounds: trial.suggest_float(path, *bounds),
    "loguniform": lambda trial, path, bounds: trial.suggest_float(path, *bounds, log=True),
    "int": lambda trial, path, bounds: trial.suggest_int(path, *bounds),
    "logint": lambda trial, path, bounds: trial.suggest_int(path, *bounds, log=True),
}


def suggest(trial, node, path):
    """The parameters of a spec with Optuna's values in place of its search expressions; what an alternative has is named after it."""
    if isinstance(node, list):
        return [suggest(trial, item, f"{path}.{i}") for i, item in enumerate(node)]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        (name, argument), = node.items()
        if name in EXPRESSIONS:
            return EXPRESSIONS[name](trial, path, argument)
        if name == "choice":
            chosen = trial.suggest_categorical(path, list(range(len(argument))))
            return suggest(trial, argument[chosen], f"{path}[{chosen}]")
    return {key: suggest(trial, value, f"{path}.{key}") for key, value in node.items()}


def study(server, spec, sampler, seed):
    """As many networks as the spec has trials. What breaks a constraint is pruned: the sampler hears of it, and it does not count."""
    errors = []

    def objective(trial):
        server.stdin.write(json.dumps(suggest(trial, spec["params"], "params")) + "\n")
        server.stdin.flush()
        answer = json.loads(server.stdout.readline())
        if "refused" in answer:
            raise optuna.TrialPruned
        errors.append(answer["error"])
        return answer["error"]

    studied = optuna.create_study(sampler=SAMPLERS[sampler](seed))
    while len(errors) < spec["search"]["trials"]:
        studied.optimize(objective, n_trials=1)
    return errors


def main(path, seeds, task, command):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    result = {"optuna": optuna.__version__, "tasks": {}}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            result = json.load(file)
    studies = result["tasks"].setdefault(task, {})
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        spec = json.loads(server.stdout.readline())
        for seed in range(1, seeds + 1):
            for sampler in SAMPLERS:
                done = studies.setdefault(sampler, {})
                if str(seed) in done:
                    continue
                done[str(seed)] = study(server, spec, sampler, seed)
                with open(path + ".new", "w", encoding="utf-8") as file:
                    json.dump(result, file)
                os.replace(path + ".new", path)
            print(f"{task}, Optuna: seed {seed} of {seeds}", flush=True)
        server.stdin.close()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:])
