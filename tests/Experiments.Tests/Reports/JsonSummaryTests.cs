using System.Text.Json;

namespace ActorTraining.Experiments.Tests.Reports;

public class JsonSummaryTests
{
    private static JsonElement Read(string text) => JsonDocument.Parse(text).RootElement;

    [Fact]
    public void Programs_find_the_outcome_the_trials_and_the_comparison_in_it()
    {
        var json = Read(System.Text.Encoding.UTF8.GetString(ReferenceSweep.Report.Single(f => f.Name == "report.json").Content.Span));
        Assert.Equal(1, json.GetProperty("format").GetInt32());
        Assert.Equal("completed", json.GetProperty("experiment").GetProperty("state").GetString());
        Assert.Equal(3, json.GetProperty("experiment").GetProperty("bestTrial").GetInt32());
        Assert.Equal(0.9549, json.GetProperty("experiment").GetProperty("bestValue").GetDouble());

        var best = json.GetProperty("trials")[2];
        Assert.Equal(1, best.GetProperty("choices").GetProperty("optimizer.lr").GetDouble());
        Assert.Equal(0.0327, best.GetProperty("metrics").GetProperty("train.loss").GetDouble());
        Assert.Equal(("converged", 15, 6), (best.GetProperty("curve").GetString(), best.GetProperty("bestStep").GetInt32(), best.GetProperty("overfitsFrom").GetInt32()));
        Assert.Equal("weights/trial-3/weights.npz", best.GetProperty("files")[0].GetProperty("path").GetString());
        Assert.Equal(6, json.GetProperty("comparison").GetProperty("sections").GetArrayLength());
        Assert.Contains("metrics.csv", json.GetProperty("files").EnumerateArray().Select(f => f.GetString()));
    }

    [Fact]
    public void Numbers_that_JSON_does_not_know_are_named()
    {
        var json = Read(new SweepCase().Add(new { }, ("train.loss", [double.NaN]), ("train.error", [double.NegativeInfinity])).File("report.json"));
        var metrics = json.GetProperty("trials")[0].GetProperty("metrics");
        Assert.Equal(("NaN", "-Infinity"), (metrics.GetProperty("train.loss").GetString(), metrics.GetProperty("train.error").GetString()));
    }
}
