using ActorTraining.Cli.Output;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Data;

namespace ActorTraining.Cli.Data;

/// <summary>Fetches data sets, and decodes their pictures, while the user watches.</summary>
/// <param name="context">Gives the library and the terminal.</param>
/// <param name="quiet">Whether the output belongs to a program; what is fetched is then told among the diagnostics.</param>
internal sealed class DatasetFetch(CommandContext context, bool quiet)
{
    /// <summary>Fetches the data sets of a spec that are not here yet.</summary>
    /// <exception cref="CommandException">One of them cannot be had.</exception>
    public async Task EnsureAsync(ExperimentSpec spec, CancellationToken cancel)
    {
        foreach (string name in DatasetsOfSpec.Find(spec, context.Jobs, context.Datasets.Catalog))
            if (!context.Datasets.IsCached(name))
                await FetchAsync(name, cancel);
    }

    /// <summary>Fetches the data sets of a spec and decodes their pictures, for trials that run in this process.</summary>
    /// <remarks>Pictures that cannot be decoded are no fault yet: the trials that need them say so, and those that do not need them run.</remarks>
    /// <exception cref="CommandException">One of them cannot be fetched.</exception>
    public async Task PrepareAsync(ExperimentSpec spec, CancellationToken cancel)
    {
        await EnsureAsync(spec, cancel);
        foreach (FileDataset dataset in PicturesOfSpec.Find(spec, context.Jobs).Where(dataset => !dataset.IsDecoded(context.Datasets)))
        {
            if (context.Terminal is not null && !quiet)
                await DecodeBar.RunAsync(SpectreConsole.Create(context), progress => DecodeAsync(dataset, progress, cancel));
            else
                await DecodeAsync(dataset, new DecodeLines(context.Error), cancel);
        }
    }

    private Task DecodeAsync(FileDataset dataset, IProgress<DecodeProgress> progress, CancellationToken cancel) => Task.Run(
        () =>
        {
            try
            {
                dataset.Load(new DatasetContext(context.Datasets) { Progress = progress, Cancellation = cancel });
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                cancel.ThrowIfCancellationRequested();
            }
        },
        cancel);

    /// <summary>Fetches a data set and checks it; does nothing where it is here and right.</summary>
    /// <exception cref="CommandException">It cannot be had.</exception>
    public async Task FetchAsync(string name, CancellationToken cancel)
    {
        try
        {
            if (context.Terminal is not null && !quiet)
                await FetchBar.RunAsync(SpectreConsole.Create(context), progress => context.Datasets.FetchAsync(name, progress, cancel));
            else
                await context.Datasets.FetchAsync(name, new FetchLines(context.Error), cancel);
        }
        catch (DatasetUnavailableException error)
        {
            throw new CommandException(ExitCode.DataUnavailable, error.Message);
        }
    }
}
