using ActorTraining.Experiments;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace ActorTraining.Grains.Serialization;

/// <summary>How messages travel between the processes of an Orleans cluster. Every silo and every client needs it.</summary>
public static class ActorTrainingSerializer
{
    private const string Namespace = "ActorTraining";

    /// <summary>Sends the records of this product as JSON, as <see cref="ExperimentJson"/> writes them, and its exceptions with their types.</summary>
    /// <remarks>The records are shared with the store, with scripts and with the web: one way of writing them serves all, and none carries attributes of a runtime.</remarks>
    public static ISerializerBuilder AddActorTrainingSerializer(this ISerializerBuilder serializer)
    {
        serializer.Services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add(Namespace));
        serializer.Services.AddSingleton<ITypeFilter, MessageTypeFilter>();
        return serializer.AddJsonSerializer(IsMessage, ExperimentJson.Options);
    }

    // Orleans has better ways of its own for exceptions, and for references to grains and observers.
    private static bool IsMessage(Type type) =>
        IsOurs(type)
        && !typeof(Exception).IsAssignableFrom(type)
        && !typeof(IAddressable).IsAssignableFrom(type);

    private static bool IsOurs(Type type) =>
        type.Namespace is { } name && (name == Namespace || name.StartsWith(Namespace + ".", StringComparison.Ordinal));

    /// <summary>Lets lists of an abstract record be named on the wire, such as one of events: its elements alone would be allowed.</summary>
    private sealed class MessageTypeFilter : ITypeFilter
    {
        public bool? IsTypeAllowed(Type type) => IsOurs(type) ? true : null;
    }
}
