using Microsoft.Extensions.Logging;

namespace ActorTraining.Grains.Coordination;

public sealed partial class ExperimentGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Experiment}: a heartbeat failed: {Error}")]
    private partial void LogTick(string experiment, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Experiment}: trial {Trial} does not answer: {Error}")]
    private partial void LogSilent(string experiment, int trial, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Experiment}: trial {Trial} lost attempt {Attempt} and is back in the queue")]
    private partial void LogRequeued(string experiment, int trial, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Experiment}: trial {Trial}, attempt {Attempt}, did not start: {Error}")]
    private partial void LogNotStarted(string experiment, int trial, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Experiment}: this coordinator leaves, the next one starts from the store: {Error}")]
    private partial void LogLeaving(string experiment, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Experiment}: {Error}")]
    private partial void LogIgnored(string experiment, string error);
}
