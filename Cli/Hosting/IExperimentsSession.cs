using ActorTraining.Experiments;

namespace ActorTraining.Cli.Hosting;

/// <summary>An open store. Disposing it stops what runs: trials stop at their next checkpoint and can be resumed.</summary>
internal interface IExperimentsSession : IAsyncDisposable
{
    /// <summary>The experiments of the store.</summary>
    IExperiments Experiments { get; }
}
