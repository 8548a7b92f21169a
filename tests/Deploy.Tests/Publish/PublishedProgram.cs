using System.Reflection;
using ActorTraining.Deploy.Tests.Programs;
using ActorTraining.Deploy.Tests.Publish;
using ActorTraining.Deploy.Tests.Settings;

[assembly: AssemblyFixture(typeof(PublishedProgram))]

namespace ActorTraining.Deploy.Tests.Publish;

/// <summary>The command as <c>dotnet publish Cli</c> lays it out, which is what images and machines get; of the configuration that the tests were built in.</summary>
public sealed class PublishedProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;
    private readonly Lazy<Task> _published;

    public PublishedProgram() => _published = new Lazy<Task>(PublishAsync);

    private static string Configuration => typeof(PublishedProgram).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The path of the published program.</summary>
    public async Task<string> PathAsync()
    {
        await _published.Value;
        return Path.Combine(_folder, OperatingSystem.IsWindows() ? "actortrain.exe" : "actortrain");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task PublishAsync()
    {
        string[] arguments =
        [
            "publish", DeployFolder.InRepository("Cli"), "--configuration", Configuration, "--no-build", "--output", _folder, "--nologo", "--disable-build-servers",
            KnownSettings.IsOrleans ? "-p:Orleans=true" : "-p:Orleans=false",
        ];
        var run = await ProgramRun.OrSkipAsync("dotnet", arguments);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
    }
}
