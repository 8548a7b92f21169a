using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

internal sealed partial class Activation
{
    private readonly ILogger _log;

    public void LogTurnFailure(Exception failure) => LogTurnFailure(GrainId, failure);

    public void LogTickFailure(Exception failure) => LogTickFailure(GrainId, failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} could not be activated.")]
    private partial void LogActivationFailure(GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} failed while it was deactivated.")]
    private partial void LogDeactivationFailure(GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of {Grain} failed.")]
    private partial void LogTurnFailure(GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A tick of a timer of {Grain} failed; the timer goes on.")]
    private partial void LogTickFailure(GrainId grain, Exception failure);
}
