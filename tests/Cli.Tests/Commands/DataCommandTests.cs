using System.Text.Json;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Training.Data;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class DataCommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_data_set_is_fetched_and_the_list_knows_it()
    {
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("data", "get", "pixels"));
        Assert.Equal($"pixels is in {Path.Combine(_workplace.Folder, "cache", "pixels")}\n", _workplace.Out);

        await _workplace.RunAsync("data", "list");
        string[][] rows = [.. _workplace.OutLines[1..].Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        Assert.Equal(["name", "cached", "size", "where", "what"], rows[0]);
        Assert.Equal(["drawn", "-", "-", "drawn when needed", "Drawn when needed"], rows[1]);
        Assert.Equal(["pixels", "yes", "10 B", "cache/pixels", "Ten bytes"], rows[2]);
    }

    [Fact]
    public async Task The_list_can_be_read_by_programs()
    {
        await _workplace.RunAsync("data", "list", "--json");

        JsonElement pixels = Trials.Json(_workplace.OutLines[1]);
        Assert.Equal("pixels", pixels.GetProperty("name").GetString());
        Assert.False(pixels.GetProperty("cached").GetBoolean());
        Assert.Equal(10, pixels.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task What_is_drawn_need_not_be_fetched()
    {
        Assert.Equal(ExitCode.Success, await _workplace.RunAsync("data", "get", "drawn"));
        Assert.Contains("nothing to fetch", _workplace.Out);
    }

    [Fact]
    public async Task An_unknown_data_set_is_told_with_what_was_probably_meant()
    {
        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("data", "get", "pixel"));
        Assert.Contains("there is no data set 'pixel'; did you mean 'pixels'?", _workplace.Error);
    }

    [Fact]
    public async Task A_data_set_that_cannot_be_had_has_an_exit_code_of_its_own()
    {
        _workplace.Datasets.Source = _ => throw new DatasetSourceException("the network is down");

        Assert.Equal(ExitCode.DataUnavailable, await _workplace.RunAsync("data", "get", "pixels"));
        Assert.Contains("the test's mirror: the network is down", _workplace.Error);
    }

    [Fact]
    public async Task The_path_is_all_that_path_prints()
    {
        await _workplace.RunAsync("data", "path");
        Assert.Equal(Path.Combine(_workplace.Folder, "cache") + "\n", _workplace.Out);
    }
}
