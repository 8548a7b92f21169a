using System.Globalization;
using System.Text;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>How often samples of each class were taken for each class.</summary>
/// <param name="classes">The names of the classes.</param>
internal sealed class ConfusionMatrix(IReadOnlyList<string> classes)
{
    private readonly int[,] _counts = new int[classes.Count, classes.Count];

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> Classes => classes;

    /// <summary>The number of samples of a class that were taken for another, or for itself.</summary>
    public int this[int actual, int predicted] => _counts[actual, predicted];

    /// <summary>The fraction of all samples that was told right; NaN without samples.</summary>
    public double Accuracy => Correct / (double)Total;

    /// <summary>The class that is told right most often, of those with samples; the first of equals. -1 without samples.</summary>
    public int Best => Known.OrderByDescending(AccuracyOf).FirstOrDefault(-1);

    /// <summary>The class that is told right least often, of those with samples; the first of equals. -1 without samples.</summary>
    public int Worst => Known.OrderBy(AccuracyOf).FirstOrDefault(-1);

    private int Total => Indices.Sum(CountOf);

    private int Correct => Indices.Sum(i => _counts[i, i]);

    private IEnumerable<int> Indices => Enumerable.Range(0, classes.Count);

    private IEnumerable<int> Known => Indices.Where(i => CountOf(i) > 0);

    /// <summary>The number of samples of a class.</summary>
    public int CountOf(int actual) => Indices.Sum(predicted => _counts[actual, predicted]);

    /// <summary>The fraction of a class that is told right (its recall); NaN without samples.</summary>
    public double AccuracyOf(int actual) => _counts[actual, actual] / (double)CountOf(actual);

    /// <summary>Counts samples.</summary>
    /// <param name="labels">Their classes, <c>[n]</c>.</param>
    /// <param name="outputs">What a model made of them, <c>[n, classes]</c>; the first largest output is the prediction.</param>
    public void Add(ReadOnlySpan<int> labels, ReadOnlySpan<float> outputs)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> output = outputs.Slice(i * classes.Count, classes.Count);
            int largest = 0;
            for (int j = 1; j < output.Length; j++)
            {
                largest = output[j] > output[largest] ? j : largest;
            }

            _counts[labels[i], largest]++;
        }
    }

    /// <summary>A table with a row per actual and a column per predicted class, as CSV (RFC 4180).</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder("actual");
        foreach (string name in classes)
        {
            csv.Append(',').Append(Quoted(name));
        }

        foreach (int actual in Indices)
        {
            csv.Append("\r\n").Append(Quoted(classes[actual]));
            foreach (int predicted in Indices)
            {
                csv.Append(',').Append(_counts[actual, predicted].ToString(CultureInfo.InvariantCulture));
            }
        }

        return csv.Append("\r\n").ToString();
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
