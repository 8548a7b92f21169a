using System.Text.RegularExpressions;
using System.Xml.Linq;
using ActorTraining.Deploy.Tests.Programs;

namespace ActorTraining.Deploy.Tests.Docker;

public partial class DockerfileTests(SchemaTools schemas)
{
    private const string Dashboard = "docker/Dockerfile.dashboard";

    /// <summary>Those of a silo.</summary>
    public static TheoryData<string> Files => ["docker/Dockerfile", "docker/Dockerfile.cuda"];

    public static TheoryData<string> Images => [.. Files.Select(row => row.Data), Dashboard];

    [Theory]
    [MemberData(nameof(Images))]
    public async Task Its_instructions_are_understood(string file) => Assert.Empty(await schemas.DockerfileAsync(DeployFolder.Text(file)));

    [Theory]
    [InlineData("HEALTHCHECK --interval=10s", "HEALTHCHECK --intervall=10s")]
    [InlineData("STOPSIGNAL SIGTERM", "STOP SIGTERM")]
    public async Task What_is_not_understood_is_noticed(string right, string wrong)
    {
        var text = DeployFolder.Text("docker/Dockerfile");
        Assert.Contains(right, text);
        Assert.NotEmpty(await schemas.DockerfileAsync(text.Replace(right, wrong)));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void What_it_copies_exists_and_is_let_in(string file)
    {
        var ignore = DeployFolder.Text(file + ".dockerignore").Split('\n');
        var sources = Dockerfile.Read(file).Sources.Select(source => source.TrimEnd('/')).ToList();
        Assert.Equal("*", ignore.First(line => !line.StartsWith('#')));
        Assert.All(sources, source => Assert.True(Path.Exists(DeployFolder.InRepository(source)), source));
        Assert.Equal(sources.Order(), ignore.Where(line => line.StartsWith('!')).Select(line => line[1..]).Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_copies_every_project_that_the_command_is_built_from(string file)
    {
        var copied = Dockerfile.Read(file).Sources.Select(source => source.TrimEnd('/')).Where(source => !source.StartsWith("deploy/", StringComparison.Ordinal));
        Assert.Equal(ProjectAndItsReferences("Cli").Concat(BuiltFrom()).Distinct().Order(), copied.Order());
    }

    [Fact]
    public void The_dashboard_is_built_from_its_project_the_examples_and_pictures_of_their_results()
    {
        var copied = Dockerfile.Read(Dashboard).Sources.Select(source => source.TrimEnd('/'));
        Assert.Equal(ProjectAndItsReferences("WebUI").Concat(BuiltFrom()).Append("examples").Append("docs/results").Distinct().Order(), copied.Order());
    }

    [Fact]
    public void The_dashboard_runs_as_a_user_without_rights_and_listens_where_its_image_says()
    {
        var image = Dockerfile.Read(Dashboard).LastStage;
        Assert.Equal("$APP_UID", image.Last(instruction => instruction.Name == "USER").Arguments);
        Assert.Equal("""["/app/ActorTraining.WebUI"]""", image.Single(instruction => instruction.Name == "ENTRYPOINT").Arguments);
        Assert.Equal("5080", image.Single(instruction => instruction.Name == "EXPOSE").Arguments);
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Base_images_have_a_version(string file) => Assert.All(Dockerfile.Read(file).Of("FROM"), from => Assert.Matches(VersionedImage(), from));

    [Fact]
    public void The_dotnet_images_are_of_the_framework_that_is_built_for()
    {
        var framework = XDocument.Load(DeployFolder.InRepository("Directory.Build.props")).Descendants("TargetFramework").Single().Value["net".Length..];
        Assert.All(Images.SelectMany(row => Dockerfile.Read(row.Data).Of("FROM")).Where(from => from.Contains("/dotnet/")), from => Assert.Contains($":{framework}-noble", from));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Every_argument_is_used(string file)
    {
        var dockerfile = Dockerfile.Read(file);
        Assert.All(dockerfile.Of("ARG").Select(argument => argument.Split('=')[0]), name => Assert.Contains($"${name}", string.Join('\n', dockerfile.Of("RUN"))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_silo_runs_as_a_user_without_rights_and_receives_signals(string file)
    {
        var image = Dockerfile.Read(file).LastStage;
        Assert.Equal("$APP_UID", image.Last(instruction => instruction.Name == "USER").Arguments);
        Assert.Equal("""["/app/actortrain"]""", image.Single(instruction => instruction.Name == "ENTRYPOINT").Arguments);
        Assert.Equal("""["silo"]""", image.Single(instruction => instruction.Name == "CMD").Arguments);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_exposes_the_ports_of_a_silo(string file) => Assert.Equal("5081 11111 30000", Dockerfile.Read(file).Of("EXPOSE").Single());

    [Fact]
    public void Both_images_hold_the_same_program()
    {
        var (cpu, cuda) = (Dockerfile.Read("docker/Dockerfile"), Dockerfile.Read("docker/Dockerfile.cuda"));
        Assert.NotEmpty(cpu.Stage("build"));
        Assert.Equal("TORCH=false", Assert.Single(cpu.Of("ARG"), IsTorch));
        Assert.Equal("TORCH=cuda", Assert.Single(cuda.Of("ARG"), IsTorch));
        Assert.Equal(cpu.Stage("build").Where(instruction => !IsTorch(instruction.Arguments)), cuda.Stage("build").Where(instruction => !IsTorch(instruction.Arguments)));
        string[] last = ["USER", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"];
        Assert.Equal(cpu.LastStage.Where(instruction => last.Contains(instruction.Name)), cuda.LastStage.Where(instruction => last.Contains(instruction.Name)));

        static bool IsTorch(string arguments) => arguments.StartsWith("TORCH=", StringComparison.Ordinal);
    }

    /// <summary>The files of the root that MSBuild reads for a project, and the folders of what they import.</summary>
    private static IEnumerable<string> BuiltFrom()
    {
        string[] files = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];
        var present = files.Where(name => File.Exists(DeployFolder.InRepository(name))).ToList();
        var folders = present.SelectMany(name => XDocument.Load(DeployFolder.InRepository(name)).Descendants("Import"))
            .Select(import => import.Attribute("Project")!.Value)
            .Where(path => path.Contains('/'))
            .Select(path => path.Split('/')[0]);
        return [.. present, "global.json", .. folders];
    }

    private static IEnumerable<string> ProjectAndItsReferences(string project)
    {
        var references = XDocument.Load(DeployFolder.InRepository($"{project}/{project}.csproj")).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value);
        return references.SelectMany(reference => ProjectAndItsReferences(Path.GetFileNameWithoutExtension(reference))).Prepend(project);
    }

    [GeneratedRegex(@"^(--platform=\$BUILDPLATFORM )?[\w./-]+:\d+\.\d+[\w.-]*( AS \w+)?$")]
    private static partial Regex VersionedImage();
}
