using System.Globalization;

namespace ActorTraining.Experiments.Tests.Reports;

public class ResultTablesTests
{
    [Fact]
    public void Every_value_of_every_metric_is_in_the_table_with_its_trial_and_choices()
    {
        var sweep = new SweepCase()
            .Add(new { optimizer__lr = 0.1, kind = "sgd" }, ("train.loss", [0.5, 0.25]))
            .Add(new { optimizer__lr = 1 }, ("train.loss", [0.75]));
        Assert.Equal(
            [
                ["trial", "kind", "optimizer.lr", "metric", "step", "value"],
                ["1", "sgd", "0.1", "train.loss", "1", "0.5"],
                ["1", "sgd", "0.1", "train.loss", "2", "0.25"],
                ["2", "", "1", "train.loss", "1", "0.75"],
            ],
            Csv.Read(sweep.File("metrics.csv")));
    }

    [Fact]
    public void Numbers_read_back_are_the_same_to_the_last_bit()
    {
        double[] values = [1.0 / 3, 0.1 + 0.2, double.Epsilon, double.MaxValue, -0.0, 1e-300, 123456789.123456789, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var rows = Csv.Read(new SweepCase().Add(new { }, ("train.loss", values)).File("metrics.csv"));
        var read = rows.Skip(1).Select(r => double.Parse(r[^1], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), read.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void A_choice_that_is_a_number_is_written_as_the_user_wrote_it() =>
        Assert.Equal("1e-3", Csv.Read(new SweepCase().Add(System.Text.Json.JsonDocument.Parse("""{"lr": 1e-3}""").RootElement, ("train.loss", [1])).File("metrics.csv"))[1][1]);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r\n=1", "'\r\n=1")]
    [InlineData("a,\"b\"\r\nc", "a,\"b\"\r\nc")]
    [InlineData("adam", "adam")]
    public void A_text_never_becomes_a_formula_and_keeps_commas_quotes_and_line_ends(string choice, string cell)
    {
        var rows = Csv.Read(new SweepCase().Add(new { kind = choice }, ("train.loss", [1])).File("metrics.csv"));
        Assert.Equal(cell, rows[1][1]);
    }

    [Fact]
    public void A_negative_number_is_no_formula() =>
        Assert.Equal(["-0.5", "-2"], Csv.Read(new SweepCase().Add(new { shift = -0.5 }, ("score", [-2])).File("metrics.csv"))[1].Where((_, i) => i is 1 or 4));

    [Fact]
    public void Trials_are_listed_with_state_objective_last_metrics_and_error()
    {
        var rows = Csv.Read(new SweepCase()
            .Add(new { lr = 0.1 }, ("test.accuracy", [0.5, 0.75, 0.625]))
            .Add(TrialState.Failed, "=boom,\nat line 2", new { lr = 1 })
            .File("trials.csv"));
        string[] Cells(int row, params string[] columns) => [.. columns.Select(c => rows[row][Array.IndexOf(rows[0], c)])];
        Assert.Equal(["completed", "0.1", "0.625", "2", "0.625"], Cells(1, "state", "lr", "objective", "best_step", "test.accuracy"));
        Assert.Equal(["failed", "1", "", "", "'=boom,\nat line 2"], Cells(2, "state", "lr", "objective", "best_step", "error"));
        Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
    }

    [Fact]
    public void Tables_do_not_change_with_the_culture_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = ReferenceSweep.Report.Select(f => f.Content.ToArray()).ToList();
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "~");
            culture.DateTimeFormat.TimeSeparator = ".";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, ReferenceSweep.Report.Select(f => f.Content.ToArray()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
