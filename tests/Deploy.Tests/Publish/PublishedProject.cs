using System.Reflection;
using ActorTraining.Deploy.Tests.Programs;
using ActorTraining.Deploy.Tests.Settings;

namespace ActorTraining.Deploy.Tests.Publish;

/// <summary>A program as <c>dotnet publish</c> lays it out, which is what images and machines get; of the configuration that the tests were built in.</summary>
/// <param name="project">Its project.</param>
/// <param name="program">Its file, without an end.</param>
public abstract class PublishedProject(string project, string program) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;
    private Task? _published;

    private static string Configuration => typeof(PublishedProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The path of the published program.</summary>
    public async Task<string> PathAsync()
    {
        await (_published ??= PublishAsync());
        return Path.Combine(_folder, OperatingSystem.IsWindows() ? program + ".exe" : program);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task PublishAsync()
    {
        string[] arguments =
        [
            "publish", DeployFolder.InRepository(project), "--configuration", Configuration, "--no-build", "--output", _folder, "--nologo", "--disable-build-servers",
            KnownSettings.IsOrleans ? "-p:Orleans=true" : "-p:Orleans=false",
        ];
        var run = await ProgramRun.OrSkipAsync("dotnet", arguments);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
    }
}
