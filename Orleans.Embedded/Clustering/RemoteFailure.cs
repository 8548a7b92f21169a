using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Orleans.Runtime;

namespace Orleans.Embedded.Clustering;

/// <summary>An exception between silos: its type by name, what it says, and where it was thrown.</summary>
/// <param name="Type">The full name.</param>
/// <param name="Message">For people.</param>
/// <param name="Stack">Where it was thrown.</param>
/// <param name="Inner">What led to it.</param>
internal sealed record RemoteFailure(string Type, string Message, string? Stack, RemoteFailure? Inner)
{
    private const int Depth = 4;
    private const int LongestText = 32 * 1024;

    public static RemoteFailure Of(Exception exception, int depth = Depth) => new(
        exception.GetType().FullName!,
        Cut(exception.Message)!,
        Cut(exception.StackTrace),
        exception.InnerException is { } inner && depth > 0 ? Of(inner, depth - 1) : null);

    /// <summary>The exception again; where its type is not among the known ones, an <see cref="OrleansException"/> that names it.</summary>
    /// <param name="known">The assemblies of exceptions that may be made.</param>
    public Exception ToException(IReadOnlyCollection<Assembly> known)
    {
        var inner = Inner?.ToException(known);
        var exception = known.Select(assembly => assembly.GetType(Type)).OfType<Type>().Select(type => TryCreate(type, inner)).FirstOrDefault(made => made is not null);
        if (exception is null)
        {
            var text = $"{Type}: {Message}";
            exception = inner is null ? new OrleansException(text) : new OrleansException(text, inner);
        }
        else if (exception.Message != Message)
        {
            // Some constructors make a message of their own from what they are given.
            MessageOf(exception) = Message;
        }

        return Stack is null ? exception : ExceptionDispatchInfo.SetRemoteStackTrace(exception, Stack);
    }

    private static string? Cut(string? text) => text?.Length > LongestText ? text[..LongestText] : text;

    private Exception? TryCreate(Type type, Exception? inner)
    {
        if (type.IsAbstract || !typeof(Exception).IsAssignableFrom(type))
        {
            return null;
        }

        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        try
        {
            return inner is not null && type.GetConstructor(Any, [typeof(string), typeof(Exception)]) is { } two ? (Exception)two.Invoke([Message, inner])
                : type.GetConstructor(Any, [typeof(string)]) is { } one ? (Exception)one.Invoke([Message])
                : type.GetConstructor(Any, [typeof(string), typeof(Exception)]) is { } both ? (Exception)both.Invoke([Message, inner])
                : null;
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    private static extern ref string? MessageOf(Exception exception);
}
