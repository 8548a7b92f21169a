"""Studies of trials that do nothing: a line with a storage and a number of trials comes in, a line with the seconds goes out."""
import json
import os
import sys
import tempfile
import time

import optuna

optuna.logging.set_verbosity(optuna.logging.WARNING)
print(json.dumps({"version": optuna.__version__}), flush=True)
for line in sys.stdin:
    storage, trials = line.split()
    with tempfile.TemporaryDirectory() as folder:
        url = "sqlite:///" + os.path.join(folder, "study.db") if storage == "sqlite" else None
        study = optuna.create_study(storage=url, sampler=optuna.samplers.RandomSampler(seed=1), direction="maximize")
        begin = time.perf_counter()
        study.optimize(lambda trial: trial.suggest_float("x", 0, 1), n_trials=int(trials))
        print(json.dumps({"seconds": time.perf_counter() - begin}), flush=True)
