using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace ActorTraining.Deploy.Tests;

/// <summary>Reads YAML as JSON, with anchors and merges carried out.</summary>
internal static class YamlFile
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().WithDuplicateKeyChecking().Build();

    /// <summary>The documents of a file of <c>deploy</c>.</summary>
    public static IReadOnlyList<JsonObject> Read(string file) => Parse(DeployFolder.Text(file));

    /// <summary>The documents of a text.</summary>
    public static IReadOnlyList<JsonObject> Parse(string text)
    {
        var documents = new List<JsonObject>();
        var parser = new MergingParser(new Parser(new StringReader(text)));
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            documents.Add(JsonSerializer.SerializeToNode(Deserializer.Deserialize<object?>(parser))!.AsObject());
        }

        return documents;
    }
}
