using System.CommandLine;
using ActorTraining.Silo.Hosting;

namespace ActorTraining.Silo.Tests.Hosting;

public sealed class SiloOptionsTests
{
    [Fact]
    public void Without_options_it_works_alone_on_the_loopback_interface()
    {
        var settings = Read("");

        Assert.Equal((Environment.MachineName, "default.db", "actortraining", null), (settings.Name, settings.Store, settings.Cluster, settings.Token));
        Assert.Equal(new Uri("http://127.0.0.1:5081"), settings.Listen);
        Assert.Empty(settings.Devices);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.DrainTimeout);
    }

    [Fact]
    public void Options_stand_above_variables_and_variables_above_nothing()
    {
        var variables = new Dictionary<string, string>
        {
            ["ACTORTRAINING_NAME"] = "by-variable",
            ["ACTORTRAINING_DEVICE"] = "cpu:2,cuda:0*3",
            ["ACTORTRAINING_LABEL"] = "zone=lab,rack=7",
            ["ACTORTRAINING_DRAIN_TIMEOUT"] = "0:02:30",
        };

        var settings = Read("--name by-option", variables);

        Assert.Equal("by-option", settings.Name);
        Assert.Equal(["cpu:0", "cpu:1", "cuda:0/0", "cuda:0/1", "cuda:0/2"], settings.Devices.SelectMany(device => device.Slots));
        Assert.Equal("lab", settings.Labels["zone"]);
        Assert.Equal(TimeSpan.FromSeconds(150), settings.DrainTimeout);
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_the_option_or_the_variable_that_has_it()
    {
        var error = Assert.Throws<SiloSettingsException>(() => Read(
            "--name a/b --device gpu:1 --label zone --listen http://0.0.0.0:80 --token tiny --drain-timeout soon",
            new() { ["ACTORTRAINING_LOG"] = "xml" }));

        Assert.Equal(
            """
            --name: 'a/b' may have letters, digits, dashes, underscores and dots, from 1 to 30
            --device: device 'gpu:1': 'gpu' is unknown; did you mean 'cpu'?
            --label: 'zone' is no label such as zone=lab
            --token: a token has at least 16 characters, this one has 4
            --drain-timeout: 'soon' is no time such as 00:01:00
            $ACTORTRAINING_LOG: 'xml' is neither 'text' nor 'json'
            --listen: 0.0.0.0 can be reached from other machines, so the cluster needs a secret: --token-file
            """.ReplaceLineEndings("\n").Split('\n').Order(),
            error.Message.Split('\n').Order());
    }

    [Fact]
    public void A_token_comes_from_a_file_without_the_line_s_end()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "a-long-enough-secret\n");

        var settings = Read($"--listen http://0.0.0.0:5081 --token-file {file}");

        Assert.Equal("a-long-enough-secret", settings.Token);
        File.Delete(file);
    }

    [Fact]
    public void A_token_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<SiloSettingsException>(() => Read("--token-file /nowhere/secret"));

        Assert.Contains("--token-file: ", error.Message);
        Assert.Contains("/nowhere/secret", error.Message);
    }

    private static SiloSettings Read(string line, Dictionary<string, string>? variables = null)
    {
        var options = new SiloOptions();
        var command = new RootCommand();
        options.All.ToList().ForEach(command.Add);
        return options.Read(command.Parse(line), name => variables?.GetValueOrDefault(name), "default.db");
    }
}
