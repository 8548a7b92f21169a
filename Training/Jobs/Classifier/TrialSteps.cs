namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>What the trial counts in: epochs, or iterations where each of them is reported.</summary>
internal sealed class TrialSteps(ClassifierParameters parameters, ClassifierRun run)
{
    /// <summary>The unit in the singular.</summary>
    public string Unit => parameters.PerIteration ? "iteration" : "epoch";

    /// <summary>What is done, whole units only.</summary>
    public long Done => parameters.PerIteration ? run.Steps : run.Epochs;

    /// <summary>The unit that begins.</summary>
    public long Next => Done + 1;

    /// <summary>The units of some epochs.</summary>
    public long Of(int epochs) => parameters.PerIteration ? (long)epochs * run.StepsPerEpoch : epochs;
}
