using ActorTraining.Deploy.Tests.Programs;

namespace ActorTraining.Deploy.Tests.Kubernetes;

/// <summary>The objects against the description of the Kubernetes API.</summary>
public class SchemaTests(SchemaTools schemas)
{
    private const string Silo = "kubernetes/silo/silo.yaml";

    public static TheoryData<string> Files => [.. Manifests.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_stands_in_the_files_follows_it(string file) => Assert.Empty(await schemas.KubernetesAsync(YamlFile.Read(file)));

    [Theory]
    [MemberData(nameof(Manifests.Overlays), MemberType = typeof(Manifests))]
    public async Task What_is_put_together_follows_it(string overlay) => Assert.Empty(await schemas.KubernetesAsync(await Manifests.RenderAsync(overlay)));

    [Theory]
    [InlineData("terminationGracePeriodSeconds: 75", "terminationGracePeriod: 75", "there is no such field")]
    [InlineData("replicas: 3", "replicas: three", "must be integer")]
    [InlineData("type: RollingUpdate", "type: Rolling", "must be equal to one of the allowed values")]
    [InlineData("        - name: silo\n          image", "        - image", "must have required property name")]
    public async Task What_does_not_follow_it_is_noticed(string right, string wrong, string fault)
    {
        var text = DeployFolder.Text(Silo);
        Assert.Contains(right, text);
        var faults = await schemas.KubernetesAsync(YamlFile.Parse(text.Replace(right, wrong)));
        Assert.Contains(faults, one => one.Contains(fault));
    }
}
