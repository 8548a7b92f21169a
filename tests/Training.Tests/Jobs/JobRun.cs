using ActorTraining.Training.Jobs;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>Runs a job of the catalogue to its end.</summary>
internal static class JobRun
{
    public static RecordingTrial Run(string job, object parameters, ulong seed = 0) => Run(job, new RecordingTrial(parameters) { Seed = seed });

    public static RecordingTrial Run(string job, RecordingTrial trial)
    {
        JobCatalog.Default.Find(job)!.Create().RunAsync(trial, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return trial;
    }

    /// <summary>The message of a trial that cannot run.</summary>
    public static string Fault(string job, object parameters) => Assert.Throws<TrialException>(() => Run(job, parameters)).Message;
}
