using System.Globalization;
using System.Text.Json.Nodes;
using ActorTraining.Deploy.Tests.Docker;

namespace ActorTraining.Deploy.Tests.Kubernetes;

/// <summary>The pods, as they stand in the files.</summary>
public class WorkloadTests
{
    private static readonly string[] Probes = ["startupProbe", "livenessProbe", "readinessProbe"];

    public static TheoryData<string> Workloads => [.. Manifests.Written.Workloads().Select(one => one.Name())];

    public static TheoryData<string> Silos => [.. Manifests.Written.Silos().Select(one => one.Name())];

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Pods_are_what_a_restricted_namespace_admits(string name)
    {
        Assert.Equal("restricted", Manifests.Written.Of("Namespace").Single().At("metadata/labels")!["pod-security.kubernetes.io/enforce"]!.ToString());
        var workload = Workload(name);
        var container = workload.Container();
        Assert.Equal("true", workload.Pod().Text("securityContext/runAsNonRoot"));
        Assert.Equal("RuntimeDefault", workload.Pod().Text("securityContext/seccompProfile/type"));
        Assert.Equal("false", container.Text("securityContext/allowPrivilegeEscalation"));
        Assert.Equal("ALL", container.Items("securityContext/capabilities/drop").Single().ToString());
        Assert.Equal("true", container.Text("securityContext/readOnlyRootFilesystem"));
        Assert.Equal("false", workload.Pod().Text("automountServiceAccountToken"));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void What_is_mounted_is_there_and_what_is_there_is_mounted(string name)
    {
        var workload = Workload(name);
        var volumes = workload.Pod().Items("volumes").Select(volume => volume.Text("name")).Concat(workload.Items("spec/volumeClaimTemplates").Select(claim => claim.Name()));
        Assert.Equal(volumes.Order(), workload.Container().Items("volumeMounts").Select(mount => mount.Text("name")).Order());
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Secrets_are_those_that_the_template_has(string name)
    {
        var template = YamlFile.Read("kubernetes/secret.example.yaml").Single();
        var secret = Workload(name).Pod().Items("volumes").Single(volume => volume.At("secret") is not null);
        Assert.Equal(template.Name(), secret.Text("secret/secretName"));
        Assert.All(secret.Items("secret/items"), item => Assert.Contains(item.Text("key"), template.Texts("stringData").Keys));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Memory_is_limited_to_what_is_requested(string name)
    {
        var resources = Workload(name).Container().At("resources");
        Assert.NotNull(resources.Text("limits/memory"));
        Assert.Equal(resources.Text("requests/memory"), resources.Text("limits/memory"));
    }

    [Theory]
    [MemberData(nameof(Silos))]
    public void Silos_have_longer_to_stop_than_trials_have_to_leave(string name)
    {
        var settings = YamlFile.Read("kubernetes/base/kustomization.yaml").Single().Items("configMapGenerator").Single().Items("literals").Select(literal => literal.ToString().Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var drain = TimeSpan.Parse(settings["ACTORTRAINING_DRAIN_TIMEOUT"], CultureInfo.InvariantCulture);
        var grace = TimeSpan.FromSeconds(int.Parse(Workload(name).Pod().Text("terminationGracePeriodSeconds")!, CultureInfo.InvariantCulture));
        Assert.True(grace >= drain + TimeSpan.FromSeconds(10), $"{grace} after {drain}");
    }

    [Theory]
    [MemberData(nameof(Silos))]
    public void Life_and_readiness_are_asked_for_where_the_silo_tells_them(string name)
    {
        var container = Workload(name).Container();
        Assert.Equal("/healthz", container.Text("startupProbe/httpGet/path"));
        Assert.Equal("/healthz", container.Text("livenessProbe/httpGet/path"));
        Assert.Equal("/readyz", container.Text("readinessProbe/httpGet/path"));
        Assert.All(Probes, probe => Assert.Equal(5081, Port(container, container.Text($"{probe}/httpGet/port")!)));
    }

    [Theory]
    [MemberData(nameof(Silos))]
    public void Ports_are_those_of_the_image(string name)
    {
        var exposed = Dockerfile.Read("docker/Dockerfile").Of("EXPOSE").Single().Split(' ');
        var ports = Workload(name).Container().Items("ports").Select(port => port.Text("containerPort")!).ToList();
        Assert.Contains("5081", ports);
        Assert.Subset(exposed.ToHashSet(), ports.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Silos))]
    public void Silos_run_as_the_user_of_the_image(string name)
    {
        var number = Dockerfile.Read("docker/Dockerfile.cuda").Of("ENV").Single(argument => argument.StartsWith("APP_UID=", StringComparison.Ordinal)).Split('=')[1];
        Assert.Equal(number, Workload(name).Pod().Text("securityContext/runAsUser"));
        Assert.Equal(number, Workload(name).Pod().Text("securityContext/fsGroup"));
    }

    [Fact]
    public void A_store_in_a_file_has_one_pod()
    {
        var head = Workload("head");
        Assert.Equal("StatefulSet", head.Text("kind"));
        Assert.Equal("1", head.Text("spec/replicas"));
    }

    private static JsonObject Workload(string name) => Manifests.Written.Workloads().Single(one => one.Name() == name);

    private static int Port(JsonNode container, string name) =>
        int.Parse(container.Items("ports").Single(port => port.Text("name") == name).Text("containerPort")!, CultureInfo.InvariantCulture);
}
