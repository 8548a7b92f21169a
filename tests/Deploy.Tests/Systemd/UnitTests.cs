using System.Globalization;
using ActorTraining.Deploy.Tests.Programs;

namespace ActorTraining.Deploy.Tests.Systemd;

public class UnitTests
{
    private const string Silo = "actortraining-silo.service";
    private const string Member = "actortraining-member@.service";
    private const string Dashboard = "actortraining-dashboard.service";

    // The scale of systemd-analyze security: 0 is shut, 100 open. What is left is the network, the processor's devices and code that is compiled at run time.
    private const int MostExposure = 20;

    public static TheoryData<string> Files => [Silo, Member, Dashboard];

    public static TheoryData<string> Silos => [Silo, Member];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Systemd_understands_it(string file)
    {
        var run = await VerifyAsync(file, text => text);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Out, run.Error));
    }

    [Theory]
    [InlineData("Type=exec", "Type=execute")]
    [InlineData("NoNewPrivileges=yes", "NoNewPrivilege=yes")]
    [InlineData("TimeoutStopSec=75", "TimeoutStopSec=soon")]
    public async Task What_systemd_does_not_understand_is_noticed(string right, string wrong)
    {
        var run = await VerifyAsync(Silo, text => text.Replace(right, wrong));
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_is_shut_off_from_the_machine(string file)
    {
        var run = await ProgramRun.OrSkipAsync("systemd-analyze", ["security", "--offline=true", $"--threshold={MostExposure}", "--no-pager", DeployFolder.PathOf($"systemd/{file}")]);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
    }

    [Theory]
    [MemberData(nameof(Silos))]
    public void It_has_longer_to_stop_than_trials_have_to_leave(string file)
    {
        var unit = Unit.Read(file);
        var drain = TimeSpan.Parse(unit.Variable("ACTORTRAINING_DRAIN_TIMEOUT")!, CultureInfo.InvariantCulture);
        var stop = TimeSpan.FromSeconds(int.Parse(unit.Of("TimeoutStopSec").Single(), CultureInfo.InvariantCulture));
        Assert.True(stop >= drain + TimeSpan.FromSeconds(10), $"{stop} after {drain}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_user_is_one_that_the_system_makes(string file)
    {
        var made = DeployFolder.Text("systemd/actortraining.sysusers").Split('\n').Where(line => line.StartsWith("u ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);
        Assert.Contains(Unit.Read(file).Of("User").Single(), made);
    }

    [Fact]
    public async Task Systemd_understands_the_user()
    {
        var run = await ProgramRun.OrSkipAsync("systemd-sysusers", ["--dry-run", DeployFolder.PathOf("systemd/actortraining.sysusers")]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_documentation_says_how_its_files_come_to_be(string file)
    {
        var documentation = File.ReadAllText(DeployFolder.InRepository("docs/deployment.md"));
        var unit = Unit.Read(file);
        string[] paths = [unit.Of("ExecStart").Single().Split(' ')[0], .. unit.Of("LoadCredential").Select(credential => credential.Split(':')[1]), .. unit.Of("EnvironmentFile").Select(path => path.TrimStart('-')).Where(path => !path.Contains("%i"))];
        Assert.All(paths, path => Assert.Contains(Path.GetDirectoryName(path)!, documentation));
        Assert.All(unit.Of("EnvironmentFile").Where(path => !path.Contains("%i")), path => Assert.Contains(Path.GetFileName(path), documentation));
        Assert.All(unit.Of("EnvironmentFile").Where(path => !path.Contains("%i")), path => Assert.True(File.Exists(DeployFolder.PathOf($"systemd/{Path.GetFileName(path)}.example")), path));
    }

    /// <summary>Has a copy verified, whose program exists on every machine.</summary>
    private static async Task<ProgramRun> VerifyAsync(string file, Func<string, string> change)
    {
        var folder = Directory.CreateTempSubdirectory("actortraining-");
        try
        {
            var changed = change(DeployFolder.Text($"systemd/{file}"));
            var program = Unit.Read(file).Of("ExecStart").Single().Split(' ')[0];
            // A template is verified as one of its instances.
            var copy = Path.Combine(folder.FullName, file.Replace("@.", "@gpu."));
            await File.WriteAllTextAsync(copy, changed.Replace(program, "/bin/true"), TestContext.Current.CancellationToken);
            return await ProgramRun.OrSkipAsync("systemd-analyze", ["verify", "--man=no", copy]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
