using ActorTraining.Deploy.Tests.Programs;

namespace ActorTraining.Deploy.Tests.Settings;

public sealed class SecretsScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;

    private string Secrets => Path.Combine(_folder, "secrets");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_makes_what_the_template_of_the_secret_names()
    {
        var run = await MakeAsync();

        Assert.True(run.ExitCode == 0, run.Error);
        var template = YamlFile.Read("kubernetes/secret.example.yaml").Single().Texts("stringData").Keys;

        // The tokens of the dashboard are made by a command of their own.
        Assert.Contains("tokens.json", template);
        Assert.Equal(template.Except(["tokens.json"]).Order(), Directory.GetFiles(Secrets).Select(Path.GetFileName).Order());
        Assert.Equal(64, Read("token").Length);
        Assert.NotEqual(Read("token"), Read("postgres-password"));
        Assert.Equal($"*:*:*:actortraining:{Read("postgres-password")}\n", Read("pgpass"));
    }

    [Fact]
    public async Task Nobody_else_can_look_into_the_folder()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions");
            return;
        }

        await MakeAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Secrets));
    }

    [Fact]
    public async Task It_leaves_secrets_that_are_there()
    {
        await MakeAsync();
        var before = Read("token");

        var again = await MakeAsync();

        Assert.Equal(1, again.ExitCode);
        Assert.Contains("token is there already", again.Error);
        Assert.Equal(before, Read("token"));
    }

    private Task<ProgramRun> MakeAsync() => ProgramRun.OrSkipAsync("bash", [DeployFolder.PathOf("secrets.sh"), Secrets]);

    private string Read(string name) => File.ReadAllText(Path.Combine(Secrets, name));
}
