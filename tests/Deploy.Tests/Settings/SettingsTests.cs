using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActorTraining.Deploy.Tests.Settings;

/// <summary>What the files say of the program and of each other.</summary>
public partial class SettingsTests
{
    private static readonly TimeSpan DrainDefault = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Files => [.. DeployFolder.Files(), "../docs/deployment.md"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variable_is_one_that_a_silo_takes(string file)
    {
        var unknown = Variable().Matches(DeployFolder.Text(file)).Select(match => match.Value).Where(name => !KnownSettings.All.Contains(name));
        Assert.Empty(unknown);
    }

    [Fact]
    public void The_variables_of_the_runtimes_are_told_apart_rightly()
    {
        Assert.Subset(KnownSettings.OfThisBuild.ToHashSet(), KnownSettings.OfThisRuntime.ToHashSet());
        Assert.Empty(KnownSettings.OfThisBuild.Intersect(KnownSettings.OfTheOther));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Images_are_of_this_version(string file)
    {
        var version = XDocument.Load(DeployFolder.InRepository("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.All(OwnImage().Matches(DeployFolder.Text(file)), match => Assert.Equal(version, match.Groups["version"].Value));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_drain_time_out_is_the_one_that_the_grace_periods_were_made_for(string file)
    {
        var times = DrainTimeout().Matches(DeployFolder.Text(file)).Select(match => TimeSpan.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture));
        Assert.All(times, time => Assert.Equal(DrainDefault, time));
    }

    [Fact]
    public void The_documentation_names_every_metric()
    {
        var names = Metric().Matches(File.ReadAllText(DeployFolder.InRepository("Grains/Telemetry/Instruments.cs"))).Select(match => match.Groups["name"].Value).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"`{name}`", File.ReadAllText(DeployFolder.InRepository("docs/deployment.md"))));
    }

    [Fact]
    public void The_documentation_links_to_files_that_exist()
    {
        var links = Link().Matches(File.ReadAllText(DeployFolder.InRepository("docs/deployment.md"))).Select(match => match.Groups["file"].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(Path.Exists(DeployFolder.InRepository(Path.Combine("docs", link))), link));
    }

    [GeneratedRegex(@"\bACTORTRAINING_[A-Z_]+\b")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<![\w/])actortraining:(?<version>\d[\w.]*)")]
    private static partial Regex OwnImage();

    [GeneratedRegex(@"ACTORTRAINING_DRAIN_TIMEOUT[:=]\s*""?(?<time>[\d:]+)")]
    private static partial Regex DrainTimeout();

    [GeneratedRegex(@"""(?<name>actortraining\.[a-z_.]+)""")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\]\((?!https?://|#)(?<file>[^)#]+)")]
    private static partial Regex Link();
}
