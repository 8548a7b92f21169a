using System.Globalization;
using System.Text.RegularExpressions;
using ActorTraining.Deploy.Tests.Docker;
using ActorTraining.Deploy.Tests.Programs;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Hosting;

namespace ActorTraining.Deploy.Tests.Compose;

public partial class ComposeTests(SchemaTools schemas)
{
    public static TheoryData<string> Files => ["compose.yaml", "compose.embedded.yaml"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_follows_the_specification(string file) => Assert.Empty(await schemas.ComposeAsync(YamlFile.Read(file).Single()));

    [Theory]
    [InlineData("stop_grace_period: 75s", "stop_grace_peroid: 75s")]
    [InlineData("condition: service_healthy", "condition: healthy")]
    [InlineData("shm_size: 256mb", "shm_size: [256mb]")]
    public async Task What_does_not_follow_it_is_noticed(string right, string wrong)
    {
        var text = DeployFolder.Text("compose.yaml");
        Assert.Contains(right, text);
        Assert.NotEmpty(await schemas.ComposeAsync(YamlFile.Parse(text.Replace(right, wrong)).Single()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_secret_volume_and_service_that_is_named_is_declared(string file)
    {
        var compose = ComposeFile.Read(file);
        Assert.All(compose.Services, service =>
        {
            Assert.All(service.Value.Items("secrets"), secret => Assert.NotNull(compose.Content.At($"secrets/{secret}/file")));
            Assert.All(service.Value.Items("volumes"), volume => Assert.Contains(volume.ToString().Split(':')[0], compose.Content.Entries("volumes").Select(entry => entry.Key)));
            Assert.All(service.Value.Entries("depends_on"), other => Assert.Contains(other.Key, compose.Services.Select(entry => entry.Key)));
        });
        Assert.All(compose.Content.Entries("secrets"), secret => Assert.Equal($"secrets/{secret.Key}", secret.Value.Text("file")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_service_that_others_wait_for_tells_its_health(string file)
    {
        var compose = ComposeFile.Read(file);
        var awaited = compose.Services.SelectMany(service => service.Value.Entries("depends_on")).Select(entry => entry.Key).Distinct().ToList();
        Assert.NotEmpty(awaited);
        Assert.All(awaited, name =>
        {
            var service = compose.Content.At($"services/{name}");
            Assert.True(service.At("healthcheck/test") is not null || Dockerfile.Read("docker/Dockerfile").Has("HEALTHCHECK") && compose.Silos.Any(silo => silo.Key == name), name);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Silos_have_longer_to_stop_than_trials_have_to_leave(string file) => Assert.All(ComposeFile.Read(file).Silos, silo =>
    {
        var drain = TimeSpan.Parse(silo.Value.Text("environment/ACTORTRAINING_DRAIN_TIMEOUT")!, CultureInfo.InvariantCulture);
        var grace = TimeSpan.FromSeconds(int.Parse(silo.Value.Text("stop_grace_period")!.TrimEnd('s'), CultureInfo.InvariantCulture));
        Assert.True(grace >= drain + TimeSpan.FromSeconds(10), $"{silo.Key}: {grace} after {drain}");
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Silos_have_no_rights_that_they_do_not_need(string file) => Assert.All(ComposeFile.Read(file).Silos, silo =>
    {
        Assert.Equal("true", silo.Value.Text("read_only"));
        Assert.Equal("ALL", silo.Value.Items("cap_drop").Single().ToString());
        Assert.Contains("no-new-privileges:true", silo.Value.Items("security_opt").Select(item => item.ToString()));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void A_silo_that_others_reach_has_a_token(string file) => Assert.All(ComposeFile.Read(file).Silos, silo =>
    {
        Assert.Equal("http://0.0.0.0:5081", silo.Value.Text("environment/ACTORTRAINING_LISTEN"));
        Assert.Equal("/run/secrets/token", silo.Value.Text("environment/ACTORTRAINING_TOKEN_FILE"));
        Assert.Contains("token", silo.Value.Items("secrets").Select(item => item.ToString()));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Ports_are_for_this_machine_alone_and_lead_to_the_web_endpoint(string file)
    {
        var ports = ComposeFile.Read(file).Services.SelectMany(service => service.Value.Items("ports")).Select(port => port.ToString()).ToList();
        Assert.NotEmpty(ports);
        Assert.All(ports, port => Assert.Matches(@"^127\.0\.0\.1:\d+(-\d+)?:508[01]$", port));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_dashboard_has_no_rights_that_it_does_not_need_and_the_silos_runtime(string file)
    {
        var compose = ComposeFile.Read(file);
        Assert.All([compose.Dashboard, compose.TokenCommand], service =>
        {
            Assert.Equal("true", service.Text("read_only"));
            Assert.Equal("ALL", service.Items("cap_drop").Single().ToString());
            Assert.Contains("no-new-privileges:true", service.Items("security_opt").Select(item => item.ToString()));
        });
        var silo = compose.Silos.First().Value;
        Assert.Equal(silo.Text("image")!.Replace("actortraining:", "actortraining-dashboard:"), compose.Dashboard.Text("image"));
        Assert.Equal(silo.Text("build/args/ORLEANS"), compose.Dashboard.Text("build/args/ORLEANS"));
        Assert.Equal(silo.Text("image"), compose.TokenCommand.Text("image"));
        Assert.Equal("deploy/docker/Dockerfile.dashboard", compose.Dashboard.Text("build/dockerfile"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Tokens_are_made_where_the_dashboard_looks_for_them_and_outlive_it(string file)
    {
        var compose = ComposeFile.Read(file);
        var settings = new DashboardSettings
        {
            Store = compose.Dashboard.Text("environment/ACTORTRAINING_STORE")!,
            Tokens = compose.Dashboard.Text("environment/ACTORTRAINING_TOKENS"),
            Data = compose.Dashboard.Text("environment/ACTORTRAINING_HOME"),
        };
        var made = TokenFile.Beside(compose.TokenCommand.Text("environment/ACTORTRAINING_STORE")!, "/nowhere");

        Assert.Equal(settings.TokenPath, made);
        Assert.Equal(Path.GetDirectoryName(made), settings.DataPath);
        Assert.Equal(compose.TokenCommand.Items("volumes").Single().ToString(), compose.Dashboard.Items("volumes").Single().ToString());
        Assert.EndsWith($":{Path.GetDirectoryName(made)}", compose.Dashboard.Items("volumes").Single().ToString());
        Assert.Equal("http://0.0.0.0:5080", compose.Dashboard.Text("environment/ACTORTRAINING_LISTEN"));
        Assert.Equal(["/app/actortrain", "token"], compose.TokenCommand.Items("entrypoint").Select(word => word.ToString()));
    }

    [Fact]
    public void The_dashboard_beside_a_head_finds_its_store_and_its_pipe()
    {
        var compose = ComposeFile.Read("compose.embedded.yaml");
        var head = compose.Content.At("services/head")!;
        Assert.Contains($"ACTORTRAINING_STORE={compose.Dashboard.Text("environment/ACTORTRAINING_STORE")} ", string.Join(' ', Dockerfile.Read("docker/Dockerfile").Of("ENV").Append("")));
        Assert.Equal(head.Text("environment/TMPDIR"), compose.Dashboard.Text("environment/TMPDIR"));
        Assert.All([head, compose.Dashboard], service => Assert.Contains($"store:{service.Text("environment/TMPDIR")}", service.Items("volumes").Select(volume => volume.ToString())));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Members_find_the_head_where_it_listens(string file)
    {
        var compose = ComposeFile.Read(file);
        Assert.All(compose.Silos.Select(silo => silo.Value.Text("environment/ACTORTRAINING_JOIN")).OfType<string>(), address =>
        {
            var head = new Uri(address);
            Assert.Equal(new Uri(compose.Content.Text($"services/{head.Host}/environment/ACTORTRAINING_LISTEN")!).Port, head.Port);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Images_are_built_for_the_runtime_that_their_tag_says(string file) => Assert.All(ComposeFile.Read(file).Silos.Where(silo => silo.Value.At("build") is not null), silo =>
    {
        var tag = silo.Value.Text("image")!;
        Assert.Equal(tag.Contains("-orleans"), silo.Value.Text("build/args/ORLEANS") == "true");
        Assert.Equal(tag.EndsWith("-cuda", StringComparison.Ordinal) ? "deploy/docker/Dockerfile.cuda" : "deploy/docker/Dockerfile", silo.Value.Text("build/dockerfile"));
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void The_example_of_settings_has_every_variable_with_its_default(string file)
    {
        var defaults = ComposeFile.Read(file).Defaults;
        Assert.NotEmpty(defaults);
        Assert.All(defaults, variable => Assert.Equal(variable.Default, ComposeFile.Example[variable.Name]));
        Assert.DoesNotMatch(Undefaulted(), DeployFolder.Text(file));
    }

    [Fact]
    public void The_example_of_settings_has_no_variable_that_nothing_reads()
    {
        var read = Files.SelectMany(row => ComposeFile.Read(row.Data).Defaults).Select(variable => variable.Name).ToHashSet();
        Assert.Equal(read.Order(), ComposeFile.Example.Keys.Order());
    }

    [GeneratedRegex(@"(?<!\$)\$\{\w+\}|(?<!\$)\$\w")]
    private static partial Regex Undefaulted();
}
