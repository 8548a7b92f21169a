using System.Text.Json;
using ActorTraining.Cli.Output;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class ClusterCommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public ClusterCommandTests()
    {
        _workplace.Write("store.db", "");
        _workplace.Clock.Now = ManualClock.Start.AddHours(2);
        _workplace.Experiments.Cluster = new ClusterInfo(
            [
                new SiloInfo
                {
                    Name = "a",
                    Version = "0.3.0+abcdef",
                    Address = "10.0.0.7:11111@7",
                    Started = ManualClock.Start,
                    Labels = new Dictionary<string, string> { ["zone"] = "a" },
                    Slots =
                    [
                        new SlotInfo("cpu:0", "cpu", SlotState.Running, "digits-a", 3),
                        new SlotInfo("cpu:1", "cpu", SlotState.Idle, null, null),
                        new SlotInfo("cuda:0/0", "cuda", SlotState.Running, "large-b", 1),
                        new SlotInfo("cuda:0/1", "cuda", SlotState.Reserved, "large-b", 1),
                        new SlotInfo("cuda:1", "cuda", SlotState.Leased, "digits-a", null),
                    ],
                },
                new SiloInfo { Name = "b", Version = "0.3.1", Address = "10.0.0.8:11111@8", Started = ManualClock.Start.AddHours(2).AddSeconds(-5), Slots = [], Draining = true },
            ],
            [
                new QueuedExperiment("digits-a", 1, int.MaxValue, 2, ManualClock.Start.AddHours(1), null),
                new QueuedExperiment("tpu-c", 0, 4, 0, ManualClock.Start.AddHours(2).AddSeconds(-9), "no silo has a tpu device (1 silo: cpu, cuda)"),
            ]);
    }

    public void Dispose() => _workplace.Dispose();

    private Task<ExitCode> RunAsync(params string[] args) => _workplace.RunAsync(["cluster", .. args, "--store", "store.db"]);

    [Fact]
    public async Task Silos_slots_work_and_the_queue_are_shown()
    {
        Assert.Equal(ExitCode.Success, await RunAsync());
        Assert.Equal(
            """
            2 silos, 5 slots, 4 busy
            silo  state     version      up  labels  slots (# runs, + kept, ~ leased, . idle)  address
            a     alive     0.3.0    2h 00m  zone=a  cpu #. cuda:0 #+ cuda:1 ~                 10.0.0.7:11111@7
            b     draining  0.3.1        5s                                                    10.0.0.8:11111@8
            on          experiment  trial
            a/cpu:0     digits-a        3
            a/cuda:0/0  large-b         1
            a/cuda:1    digits-a
            waiting   priority  wants  holds     for  why
            digits-a         1    all      2  1h 00m
            tpu-c            0      4      0      9s  no silo has a tpu device (1 silo: cpu, cuda)

            """,
            _workplace.Out);
    }

    [Fact]
    public async Task GPUs_are_shown_with_what_their_driver_says_of_them()
    {
        _workplace.Experiments.Cluster = new ClusterInfo(
            [
                new SiloInfo
                {
                    Name = "a",
                    Version = "0.3.0",
                    Address = "10.0.0.7:11111@7",
                    Started = ManualClock.Start,
                    Devices =
                    [
                        new DeviceInfo("cpu", 0, "cpu", 64L << 30, 8),
                        new DeviceInfo("cuda", 0, "NVIDIA H200", 141_000_000_000, 4) { Load = new DeviceLoad(0.97, 3_200_000_000, 61) },
                        new DeviceInfo("cuda", 1, "cuda", 0, 1),
                    ],
                    Slots = [],
                },
            ],
            []);

        Assert.Equal(ExitCode.Success, await RunAsync());

        Assert.Equal(
            """
            GPU       name         slots   memory   taken  busy  °C
            a/cuda:0  NVIDIA H200      4  141.0 GB  3.2 GB  97%  61
            a/cuda:1                   1
            """.ReplaceLineEndings("\n").Split('\n').Select(Words),
            _workplace.OutLines.SkipWhile(line => !line.StartsWith("GPU", StringComparison.Ordinal)).Select(Words));

        static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task A_narrow_terminal_keeps_what_matters_most()
    {
        _workplace.Variables["NO_COLOR"] = "1";
        _workplace.Terminal = new TerminalSize(60, 20);
        await RunAsync();
        string row = Assert.Single(_workplace.OutLines, line => line.StartsWith("a ", StringComparison.Ordinal));
        Assert.Contains("cpu #. cuda:0 #+ cuda:1 ~", row);
        Assert.DoesNotContain("10.0.0.7", row);
    }

    [Fact]
    public async Task Programs_get_an_object()
    {
        await RunAsync("--json");
        JsonElement cluster = Trials.Json(Assert.Single(_workplace.OutLines));
        Assert.Equal("reserved", cluster.GetProperty("silos")[0].GetProperty("slots")[3].GetProperty("state").GetString());
        Assert.Equal("tpu-c", cluster.GetProperty("queue")[1].GetProperty("experiment").GetString());
    }

    [Fact]
    public async Task A_watch_goes_on_until_it_is_interrupted_and_repeats_only_what_changed()
    {
        var reads = 0;
        _workplace.Experiments.Reading = () =>
        {
            if (++reads == 2)
                _workplace.Experiments.Cluster = ClusterInfo.Unknown;
            if (reads == 3)
                _workplace.Interruption.Signal();
        };

        Assert.Equal(ExitCode.Success, await RunAsync("--watch", "--json"));
        Assert.Equal(2, _workplace.OutLines.Length);
        Assert.Equal("""{"silos":[],"queue":[]}""", _workplace.OutLines[1]);
    }

    [Fact]
    public async Task Where_no_process_runs_it_is_said_how_to_start_one()
    {
        _workplace.Experiments.IsAway = true;
        Assert.Equal(ExitCode.Usage, await RunAsync());
        Assert.Equal("error: no process of yours runs the experiments of store.db now; 'actortrain serve --store store.db' starts one\n", _workplace.Error);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_not_made()
    {
        Assert.Equal(ExitCode.Usage, await _workplace.RunAsync("cluster", "--store", "none.db"));
        Assert.Contains("there are no experiments yet: none.db does not exist", _workplace.Error);
    }
}
