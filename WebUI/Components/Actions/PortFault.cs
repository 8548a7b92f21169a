using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>What can go wrong when something is asked of the experiments, in words for people.</summary>
internal static class PortFault
{
    /// <summary>The message of a fault; null for an exception that is a mistake of the program.</summary>
    public static string? Message(Exception fault) => fault switch
    {
        InvalidSpecException invalid => string.Join('\n', invalid.Errors.Select(error => $"{error.Path}: {error.Message}")),
        UnknownExperimentException => "There is no such experiment any more; it may have been deleted.",
        InvalidOperationException or StoreException or UnauthorizedAccessException or IOException or HttpRequestException or TimeoutException => fault.Message,
        _ => null,
    };
}
