using System.IO.Pipes;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorTraining.Silo.Control;

/// <summary>Takes commands of this user's other processes for the experiments that this one runs.</summary>
internal sealed partial class ControlServer(string store, GrainExperiments experiments, ILogger<ControlServer> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _ = Serve(await Connected(stoppingToken), stoppingToken);
            }
            catch (IOException e)
            {
                LogTrouble(e.Message);
                await Task.Delay(Rest, stoppingToken);
            }
        }
    }

    private async Task<NamedPipeServerStream> Connected(CancellationToken stop)
    {
        var pipe = new NamedPipeServerStream(
            ControlPipe.NameFor(store),
            PipeDirection.InOut,
            NamedPipeServerStream.MaxAllowedServerInstances,
            PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            await pipe.WaitForConnectionAsync(stop);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    private async Task Serve(NamedPipeServerStream pipe, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using (pipe)
        {
            try
            {
                patience.CancelAfter(Patience);
                ControlAnswer answer;
                try
                {
                    var request = await ControlPipe.ReadAsync<ControlRequest>(pipe, patience.Token);
                    patience.CancelAfter(Timeout.Infinite);
                    answer = await Answer(request, pipe, stop);
                }
                catch (InvalidDataException e)
                {
                    answer = new ControlAnswer { Refusal = $"{e.Message} (the process that runs these experiments is version {ControlPipe.Version})" };
                }

                await ControlPipe.WriteAsync(pipe, answer, stop);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                LogBroken(e.Message);
            }
        }
    }

    private async Task<ControlAnswer> Answer(ControlRequest request, Stream pipe, CancellationToken cancel)
    {
        if (request.Version != ControlPipe.Version)
        {
            return new ControlAnswer { Refusal = $"the process that runs these experiments is version {ControlPipe.Version}, this command is version {request.Version}; use the same one" };
        }

        try
        {
            return request.Verb == ControlVerb.Watch ? await Tell(request, pipe, cancel) : await Do(request, cancel);
        }
        catch (Exception e) when (e is not IOException)
        {
            return ControlAnswer.For(e);
        }
    }

    // Until the experiment ends, or nobody listens any more: writing fails then.
    private async Task<ControlAnswer> Tell(ControlRequest request, Stream pipe, CancellationToken cancel)
    {
        await foreach (var happened in experiments.WatchAsync(request.Experiment, request.After, cancel))
        {
            await ControlPipe.WriteAsync(pipe, new ControlAnswer { Event = happened }, cancel);
        }

        return new();
    }

    private async Task<ControlAnswer> Do(ControlRequest request, CancellationToken cancel)
    {
        var id = request.Experiment;
        SpecOverride[] changes = [.. request.Changes.Select(SpecOverride.Parse)];
        switch (request.Verb)
        {
            case ControlVerb.Submit when request.Request is { } key:
                return new() { Experiment = await experiments.SubmitAsync(request.Spec!, request.Parent, key, cancel) };
            case ControlVerb.Submit:
                return new() { Experiment = await experiments.SubmitAsync(request.Spec!, cancel) };
            case ControlVerb.Clone:
                return new() { Experiment = await experiments.CloneAsync(id, changes, cancel) };
            case ControlVerb.Cluster:
                return new() { Cluster = await experiments.ClusterAsync(cancel) };
            case ControlVerb.Enqueue:
                return new() { Trials = await experiments.EnqueueAsync(id, request.Points, cancel) };
            case ControlVerb.Ask:
                return new() { Asked = await experiments.AskAsync(id, request.Worker!, TimeSpan.FromSeconds(request.Lease), cancel) };
            case ControlVerb.Tell:
                return new() { Told = await experiments.TellAsync(id, request.Trial!.Value, request.Told!, cancel) };
            case ControlVerb.Pause:
                await experiments.PauseAsync(id, cancel);
                break;
            case ControlVerb.Resume:
                await experiments.ResumeAsync(id, cancel);
                break;
            case ControlVerb.Stop:
                await experiments.StopAsync(id, cancel);
                break;
            case ControlVerb.CancelTrial:
                await experiments.CancelTrialAsync(id, request.Trial!.Value, cancel);
                break;
            case ControlVerb.Extend:
                await experiments.ExtendAsync(id, changes, cancel);
                break;
            case ControlVerb.Configure:
                await experiments.ConfigureAsync(id, request.Parallel, request.Priority, cancel);
                break;
            case ControlVerb.Adjust:
                await experiments.AdjustAsync(id, request.Trial!.Value, request.Path!, request.Value!.Value, cancel);
                break;
            case ControlVerb.Delete:
                await experiments.DeleteAsync(id, cancel);
                break;
            default:
                throw new InvalidOperationException($"'{request.Verb}' is not understood");
        }

        return new();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Commands of other processes cannot be taken at the moment: {Error}")]
    private partial void LogTrouble(string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A command broke off: {Error}")]
    private partial void LogBroken(string error);
}
