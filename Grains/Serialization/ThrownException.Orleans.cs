using System.Runtime.ExceptionServices;

namespace ActorTraining.Grains.Serialization;

/// <summary>Lets an exception that came from another process keep the place where it was thrown.</summary>
internal static class ThrownException
{
    public static T ThrownAt<T>(this T exception, string? stackTrace)
        where T : Exception
    {
        if (stackTrace is not null)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, stackTrace);
        }

        return exception;
    }
}
