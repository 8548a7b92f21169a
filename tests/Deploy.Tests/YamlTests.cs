namespace ActorTraining.Deploy.Tests;

public class YamlTests
{
    public static TheoryData<string> Files => [.. DeployFolder.Files().Where(file => file.EndsWith(".yaml", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_is_read(string file) => Assert.NotEmpty(YamlFile.Read(file));

    [Fact]
    public void A_key_that_stands_twice_is_noticed() => Assert.ThrowsAny<Exception>(() => YamlFile.Parse("a: 1\nb: 2\na: 3\n"));
}
