using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorTraining.Training.Models;
using ActorTraining.Training.Pictures;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>The files that a classifier leaves: its weights, and how it judges the test images.</summary>
internal static class ClassifierArtifacts
{
    private const string Binary = "application/octet-stream";

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Makes the files of a trained model.</summary>
    public static IEnumerable<Artifact> Of(IModel model, ClassifierRun run, string dataset, ClassifierParameters parameters, CancellationToken stop)
    {
        ConfusionMatrix confusion = run.Confusion(stop);
        int epoch = run.Kept?.Epoch ?? run.Epochs;
        yield return new Artifact("result.json", "application/json", Result(model, confusion, dataset, epoch));
        yield return new Artifact("confusion.csv", "text/csv", Encoding.UTF8.GetBytes(confusion.ToCsv()));
        string caption = string.Create(CultureInfo.InvariantCulture, $"{dataset}: {100 * confusion.Accuracy:0.00}% of the test images told right");
        yield return Artifact.OfText("confusion.svg", "image/svg+xml", ConfusionPicture.Draw(caption, confusion.Classes, (actual, predicted) => confusion[actual, predicted]));
        StateDictionary state = State(model, dataset, parameters, epoch);
        yield return File("weights.safetensors", state, Safetensors.Write);
        yield return File("weights.npz", state, NumpyArchive.Write);
        yield return File("weights.pt", state, TorchFile.Write);
    }

    private static StateDictionary State(IModel model, string dataset, ClassifierParameters parameters, int epoch)
    {
        IReadOnlyList<NamedTensor> tensors = parameters.Naming == WeightNaming.Notebook ? MatrixState.FromModules(model.GetState()) : model.GetState();
        return new StateDictionary(tensors, new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["job"] = "classifier",
            ["dataset"] = dataset,
            ["epochs"] = epoch.ToString(CultureInfo.InvariantCulture),
        });
    }

    private static Artifact File(string name, StateDictionary state, Action<StateDictionary, Stream> write)
    {
        var content = new MemoryStream();
        write(state, content);
        return new Artifact(name, Binary, content.ToArray());
    }

    /// <summary>What the trained model is and does on the test images: accuracy, best and worst class, every class.</summary>
    private static byte[] Result(IModel model, ConfusionMatrix confusion, string dataset, int epoch)
    {
        var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, Indented))
        {
            json.WriteStartObject();
            json.WriteString("dataset", dataset);
            json.WriteNumber("parameters", model.Spec.ParameterCount());
            json.WriteNumber("epoch", epoch);
            json.WriteNumber("testAccuracy", confusion.Accuracy);
            WriteClass(json, "best", confusion, confusion.Best);
            WriteClass(json, "worst", confusion, confusion.Worst);
            json.WriteStartArray("classes");
            for (int i = 0; i < confusion.Classes.Count; i++)
            {
                WriteClass(json, null, confusion, i);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return content.ToArray();
    }

    private static void WriteClass(Utf8JsonWriter json, string? property, ConfusionMatrix confusion, int index)
    {
        if (property is not null)
        {
            json.WritePropertyName(property);
        }

        if (index < 0)
        {
            json.WriteNullValue();
            return;
        }

        int count = confusion.CountOf(index);
        json.WriteStartObject();
        json.WriteString("class", confusion.Classes[index]);
        json.WriteNumber("images", count);
        json.WriteNumber("correct", confusion[index, index]);
        if (count > 0)
        {
            json.WriteNumber("accuracy", confusion.AccuracyOf(index));
        }

        json.WriteEndObject();
    }
}
