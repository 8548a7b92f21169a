using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;
using FsCheck;
using FsCheck.Fluent;

namespace ActorTraining.Experiments.Tests.Specs;

/// <summary>What trials need, in specs.</summary>
public class MemoryTests
{
    [Theory]
    [InlineData("512MB", 512_000_000, "512MB")]
    [InlineData("4GB", 4_000_000_000, "4GB")]
    [InlineData("2GiB", 2_147_483_648, "2GiB")]
    [InlineData("1.5GB", 1_500_000_000, "1500MB")]
    [InlineData("0.5KiB", 512, "512B")]
    [InlineData("1000KB", 1_000_000, "1MB")]
    [InlineData("1024TiB", 1L << 50, "1024TiB")]
    public void An_amount_of_memory_has_a_unit(string written, long bytes, string canonical)
    {
        var spec = SpecYaml.Read($"{TestSpec.Yaml}\nresources: {{ memory: {written} }}", TestCatalog.Jobs);

        Assert.Equal(bytes, spec.Resources.Memory);
        Assert.Contains($"memory: {canonical}", SpecYaml.Write(spec));
    }

    [Theory]
    [InlineData("memory: 4", "memory: 4 is not an amount of memory such as 512MB, 4GB or 2GiB")]
    [InlineData("memory: 4 GB", "memory: '4 GB' is not an amount of memory such as 512MB, 4GB or 2GiB")]
    [InlineData("memory: 4gb", "memory: '4gb' is not an amount of memory such as 512MB, 4GB or 2GiB")]
    [InlineData("memory: much", "memory: 'much' is not an amount of memory such as 512MB, 4GB or 2GiB")]
    [InlineData("memory: 0GB", "memory: '0GB' is not greater than 0")]
    [InlineData("memory: -4GB", "memory: '-4GB' is not greater than 0")]
    [InlineData("memory: 1025TiB", "memory: '1025TiB' is not at most 1024TiB")]
    [InlineData("memory: 999999999999999TiB", "memory: '999999999999999TiB' is not at most 1024TiB")]
    [InlineData("memroy: 4GB", "memroy: unknown key; did you mean 'memory'?")]
    [InlineData("slots: 0", "slots: 0 is not at least 1")]
    [InlineData("slots: 1025", "slots: 1025 is not at most 1024")]
    [InlineData("device: cuda0", "device: 'cuda0' is unknown; did you mean 'cuda'?")]
    [InlineData("labels: a", "labels: 'a' is not an object of names and texts such as { zone: a }")]
    [InlineData("labels: { zone: 1 }", "labels.zone: 1 is not a text; put it in quotes")]
    [InlineData("labels: { zone: }", "labels.zone: has no value")]
    public void What_cannot_be_asked_for_is_told_with_the_rule(string resource, string expected) =>
        Assert.Equal([$"spec.resources.{expected} (line 8)"], TestSpec.FaultsOf($"{TestSpec.Yaml}\nresources: {{ {resource} }}"));

    [Fact]
    public void All_that_a_trial_needs_is_read() => Assert.Equal(
        new ResourceSpec
        {
            Device = "cuda",
            Slots = 2,
            Memory = 16_000_000_000,
            Labels = new Dictionary<string, string> { ["zone"] = "a", ["rack"] = "7" },
            Parallel = 3,
            Priority = 5,
        },
        SpecYaml.Read(
            TestSpec.Yaml + "\nresources: { device: cuda, slots: 2, memory: 16GB, labels: { rack: \"7\", zone: a }, parallel: 3, priority: 5 }",
            TestCatalog.Jobs).Resources);

    [Fact]
    public void Needs_that_differ_are_not_equal()
    {
        var zone = new ResourceSpec { Labels = new Dictionary<string, string> { ["zone"] = "a" } };
        Assert.NotEqual(new ResourceSpec(), zone);
        Assert.NotEqual(zone with { Labels = new Dictionary<string, string> { ["zone"] = "b" } }, zone);
        Assert.NotEqual(new ResourceSpec { Slots = 2 }, new ResourceSpec());
        Assert.NotEqual(new ResourceSpec { Memory = 2 }, new ResourceSpec());
        Assert.Equal(zone.GetHashCode(), (zone with { Labels = new Dictionary<string, string> { ["zone"] = "a" } }).GetHashCode());
    }

    [Fact]
    public void Every_amount_reads_back_from_its_text() => Prop.ForAll(ArbMap.Default.ArbFor<long>(), number =>
    {
        var bytes = Math.Abs(number % (1L << 50));
        Assert.True(MemoryValue.TryParse(MemoryValue.Show(bytes), out var read));
        Assert.Equal(bytes, read);
    }).QuickCheckThrowOnFailure();
}
