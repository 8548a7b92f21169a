namespace ActorTraining.Deploy.Tests.Kubernetes;

/// <summary>How the objects of a shape refer to each other.</summary>
public class OverlayTests
{
    public static TheoryData<string> Overlays => Manifests.Overlays;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_workload_selects_its_own_pods_and_no_others(string overlay)
    {
        var workloads = (await Manifests.RenderAsync(overlay)).Workloads().ToList();
        Assert.NotEmpty(workloads.Silos());
        Assert.All(workloads, workload => Assert.Same(workload, workloads.Single(other => workload.Texts("spec/selector/matchLabels").Selects(other))));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_pool_of_silos_has_one_disruption_budget_of_its_own(string overlay)
    {
        var objects = await Manifests.RenderAsync(overlay);
        var budgets = objects.Of("PodDisruptionBudget").ToList();
        Assert.Equal(objects.Silos().Count(silo => silo.Text("kind") == "Deployment"), budgets.Count);
        Assert.All(budgets, budget =>
        {
            var pool = objects.Workloads().Single(workload => budget.Texts("spec/selector/matchLabels").Selects(workload));
            Assert.Equal(budget.Name(), pool.Name());
            Assert.Equal("1", budget.Text("spec/maxUnavailable"));
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_service_leads_to_a_port_of_the_pods_that_it_selects(string overlay)
    {
        var objects = await Manifests.RenderAsync(overlay);
        Assert.All(objects.Of("Service"), service =>
        {
            var workload = objects.Workloads().Single(one => service.Texts("spec/selector").Selects(one));
            var names = workload.Container().Items("ports").Select(port => port.Text("name")).ToList();
            Assert.All(service.Items("spec/ports"), port => Assert.Contains(port.Text("targetPort"), names));
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task A_stateful_set_has_its_service(string overlay)
    {
        var objects = await Manifests.RenderAsync(overlay);
        Assert.All(objects.Of("StatefulSet"), set =>
        {
            var service = objects.Of("Service").Single(one => one.Name() == set.Text("spec/serviceName"));
            Assert.Equal("None", service.Text("spec/clusterIP"));
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Every_port_of_a_pod_is_let_through(string overlay)
    {
        var objects = await Manifests.RenderAsync(overlay);
        var policies = objects.Of("NetworkPolicy").ToList();
        Assert.Contains(policies, policy => policy.Texts("spec/podSelector").Count == 0 && policy.At("spec/ingress") is null);
        Assert.All(objects.Workloads(), workload =>
        {
            var allowed = policies.Where(policy => policy.At("spec/ingress") is not null && policy.Texts("spec/podSelector/matchLabels").Selects(workload))
                .SelectMany(policy => policy.Items("spec/ingress"))
                .SelectMany(rule => rule.Items("ports"))
                .Select(port => port.Text("port")!);
            Assert.Subset(allowed.ToHashSet(), workload.Container().Items("ports").Select(port => port.Text("containerPort")!).ToHashSet());
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_settings_of_silos_exist(string overlay)
    {
        var objects = await Manifests.RenderAsync(overlay);
        var maps = objects.Of("ConfigMap").Select(map => map.Name()).ToList();
        Assert.All(objects.Silos(), silo => Assert.Contains(silo.Container().Items("envFrom").Single().Text("configMapRef/name"), maps));
        Assert.All(objects.Where(one => one.Text("kind") != "Namespace"), one => Assert.Equal("actortraining", one.Text("metadata/namespace")));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Hosts_that_are_named_are_services(string overlay)
    {
        var objects = await Manifests.RenderAsync(overlay);
        var services = objects.Of("Service").ToDictionary(service => service.Name());
        var addresses = objects.Silos().SelectMany(silo => silo.Container().Items("env")).Select(variable => variable.Text("value")).Where(value => value?.Contains("://") == true).Select(value => new Uri(value!)).ToList();
        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.Equal(address.Port > 0 ? address.Port.ToString() : "5432", services[address.Host].Items("spec/ports").Single().Text("port")));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task The_runtime_is_the_same_for_all_and_fits_to_their_settings(string overlay)
    {
        var silos = (await Manifests.RenderAsync(overlay)).Silos().Select(silo => silo.Container()).ToList();
        var orleans = silos.All(silo => silo.Text("image")!.Contains("-orleans"));
        Assert.True(orleans || silos.All(silo => !silo.Text("image")!.Contains("-orleans")));
        Assert.All(silos, silo =>
        {
            var variables = silo.Items("env").Select(variable => variable.Text("name")).ToList();
            Assert.Equal(orleans, variables.Contains("ACTORTRAINING_ADVERTISE"));
            Assert.False(orleans && variables.Contains("ACTORTRAINING_JOIN"));
        });
    }

    [Fact]
    public async Task The_pool_with_gpus_asks_for_them_with_the_image_that_can_use_them()
    {
        var silos = (await Manifests.RenderAsync("gpu")).Silos().ToDictionary(silo => silo.Name(), silo => silo.Container());
        Assert.Null(silos["silo"].At("resources/limits")!["nvidia.com/gpu"]);
        Assert.Equal("1", silos["silo-gpu"].At("resources/limits")!["nvidia.com/gpu"]!.ToString());
        Assert.EndsWith("-cuda", silos["silo-gpu"].Text("image"));
        Assert.DoesNotContain("cuda", silos["silo"].Text("image"));
    }
}
