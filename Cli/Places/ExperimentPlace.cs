using ActorTraining.Cli.Control;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Reports;

namespace ActorTraining.Cli.Places;

/// <summary>Where the experiments are that a command is about: a store of this machine, or a server.</summary>
internal abstract class ExperimentPlace
{
    /// <summary>How it is shown.</summary>
    public abstract string Shown { get; }

    /// <summary>How another command names the same place, with a space before it; empty where it would be there unasked.</summary>
    public abstract string Words { get; }

    /// <summary>Who runs the experiments where it is not this process, as the end of a sentence: <c>goes on ...</c>.</summary>
    public abstract string Runner { get; }

    /// <summary>Whether this machine runs the experiments, so that their data sets have to be here.</summary>
    public abstract bool IsHere { get; }

    /// <summary>Whether there can be experiments.</summary>
    public abstract bool IsThere { get; }

    /// <summary>Where this machine wrote the reports of its experiments.</summary>
    public abstract ReportPlaces Reports { get; }

    /// <summary>Makes sure that there can be experiments.</summary>
    /// <exception cref="CommandException">There cannot.</exception>
    public void Require()
    {
        if (!IsThere)
            throw new CommandException(ExitCode.Usage, $"there are no experiments yet: {Shown} does not exist");
    }

    /// <summary>Opens it to look at experiments.</summary>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public abstract Task<IExperimentsSession> OpenAsync(CancellationToken cancel);

    /// <summary>Opens it to ask those who run the experiments.</summary>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public abstract Task<IExperimentsSession> ConnectAsync(CancellationToken cancel);

    /// <summary>Opens it to change experiments.</summary>
    /// <exception cref="CommandException">It cannot be used.</exception>
    public abstract Task<ControlSession> ControlAsync(CancellationToken cancel);

    /// <summary>Opens it to run an experiment and see it to its end.</summary>
    /// <param name="slots">How many trials run at once here; null for one per core.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreInUseException">Another process of this machine runs its experiments.</exception>
    /// <exception cref="CommandException">It cannot be used.</exception>
    public abstract Task<IExperimentsSession> RunAsync(int? slots, CancellationToken cancel);
}
