using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Reports;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Runs;

/// <summary>Runs one experiment from its submission, or from where an earlier run left it, to its report.</summary>
internal sealed class ExperimentRun(CommandContext context, RunSettings settings, IRunRenderer renderer)
{
    /// <summary>The folder for reports of which nobody said where to put them.</summary>
    public const string ReportsFolder = "runs";

    /// <summary>Runs the experiment of a spec.</summary>
    /// <exception cref="CommandException">It could not be started.</exception>
    public Task<ExitCode> RunAsync(ExperimentSpec spec, CancellationToken cancel) => RunAsync(experiments => BeginAsync(experiments, spec, cancel), cancel);

    /// <summary>Runs an experiment that is stored already.</summary>
    /// <param name="find">Finds it and lets it go on, where it is not complete.</param>
    /// <param name="cancel">Stops at the next checkpoints.</param>
    /// <exception cref="StoreInUseException">Another process runs the experiments of the store.</exception>
    /// <exception cref="CommandException">It could not be started.</exception>
    public async Task<ExitCode> RunAsync(Func<IExperiments, Task<ExperimentInfo>> find, CancellationToken cancel)
    {
        string? id = null;
        try
        {
            await using IExperimentsSession session = await settings.Place.RunAsync(settings.Slots, cancel);
            ExperimentInfo experiment = await find(session.Experiments);
            id = experiment.Id;
            if (experiment.State is ExperimentState.Completed)
                context.Error.WriteLine($"experiment {id} is complete already{(settings.NoReport ? "" : "; its report is written again")}");
            else
                await WatchAsync(session.Experiments, experiment, cancel);
            return await FinishAsync(session.Experiments, id, cancel);
        }
        catch (OperationCanceledException) when (id is not null && context.Interruption.Requested)
        {
            string? stop = settings.Place.IsHere ? null : $"{context.Invocation} stop {id}{settings.Place.Words}";
            renderer.Interrupted(new InterruptedRun(id, settings.Continuation(id), stop));
            return ExitCode.Interrupted;
        }
        catch (HttpRequestException lost) when (id is not null && !settings.Place.IsHere)
        {
            throw new CommandException(ExitCode.ServerUnavailable, $"{lost.Message}\nexperiment {id} goes on there when the server does; to follow it again:\n  {settings.Continuation(id)}");
        }
    }

    private async Task<ExperimentInfo> BeginAsync(IExperiments experiments, ExperimentSpec spec, CancellationToken cancel)
    {
        if (!settings.Resume)
        {
            cancel.ThrowIfCancellationRequested();
            // Not to be cancelled half way: an experiment that was stored shall be known, so that the user can be told how to go on with it.
            return await experiments.GetAsync(await experiments.SubmitAsync(spec, CancellationToken.None), CancellationToken.None);
        }
        ExperimentInfo found = await ResumableExperiment.FindAsync(experiments, spec, settings.Place.Shown, cancel);
        if (found.State is not ExperimentState.Completed)
            await experiments.ResumeAsync(found.Id, cancel);
        return found;
    }

    private async Task WatchAsync(IExperiments experiments, ExperimentInfo experiment, CancellationToken cancel)
    {
        try
        {
            ClusterInfo cluster = await experiments.ClusterAsync(cancel);
            List<TrialInfo> trials = await ExperimentPages.AllTrialsAsync(experiments, experiment.Id, new TrialQuery(), cancel).ToListAsync(cancel);
            // A coordinator that has just begun may not have told the store yet how many trials it plans.
            experiment = experiment with { Planned = experiment.Planned ?? SearchAlgorithms.Create(experiment.Spec, context.Jobs).Planned };
            var view = new RunView(experiment, trials, cluster.Silos.Sum(silo => silo.Slots.Count), context.Clock);
            await new RunWatcher(experiments, renderer, context.Clock).WatchAsync(view, settings.Resume, cancel);
        }
        catch (OperationCanceledException) when (context.Interruption.Requested && settings.Place.IsHere)
        {
            context.Error.WriteLine("stopping: trials stop at their next checkpoint; Ctrl-C again leaves at once");
            throw;
        }
    }

    private async Task<ExitCode> FinishAsync(IExperiments experiments, string id, CancellationToken cancel)
    {
        ExperimentInfo experiment = await experiments.GetAsync(id, cancel);
        RunResult result = await RunResults.ReadAsync(experiments, experiment, cancel);
        if (!settings.NoReport)
            result = await WithReportAsync(result, experiments, cancel);
        renderer.Result(result);
        return result.ExitCode;
    }

    private async Task<RunResult> WithReportAsync(RunResult result, IExperiments experiments, CancellationToken cancel)
    {
        string id = result.Experiment.Id;
        var folder = new ReportFolder(settings.Report ?? context.FullPath(Path.Combine(ReportsFolder, id)));
        try
        {
            await new ReportWriter(experiments, settings.Place, context).WriteAsync(result.Experiment, folder, cancel);
            settings.Place.Reports.Remember(id, folder.FullPath);
            return result with { Report = folder.FullPath };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return result with { ReportError = error.Message };
        }
    }
}
