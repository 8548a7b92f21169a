using ActorTraining.Experiments;

namespace ActorTraining.Cli.Hosting;

/// <summary>An open store. Disposing it stops what runs: trials stop at their next checkpoint and can be resumed.</summary>
internal interface IExperimentsSession : IAsyncDisposable
{
    /// <summary>The experiments of the store.</summary>
    IExperiments Experiments { get; }

    /// <summary>Completes, with the reason, when another process has taken over what runs here.</summary>
    Task<string> Lost => new TaskCompletionSource<string>().Task;
}
