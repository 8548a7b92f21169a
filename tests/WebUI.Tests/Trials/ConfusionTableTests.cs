using ActorTraining.WebUI.Components.Trials;

namespace ActorTraining.WebUI.Tests.Trials;

/// <summary>Confusion matrices as jobs store them.</summary>
public sealed class ConfusionTableTests
{
    [Fact]
    public void Tells_how_well_each_class_is_told_the_best_first()
    {
        var table = ConfusionTable.Parse("actual,cat,\"dog, large\",\"a \"\"bird\"\"\"\r\ncat,6,3,1\r\n\"dog, large\",0,5,0\r\n\"a \"\"bird\"\"\",0,0,0\r\n");

        Assert.NotNull(table);
        Assert.Equal(["cat", "dog, large", "a \"bird\""], table.Classes);
        Assert.Equal(
            [new ClassAccuracy(1, "dog, large", 5, 5, null), new ClassAccuracy(0, "cat", 10, 6, ("dog, large", 3))],
            table.BestFirst);
    }

    [Theory]
    [InlineData("")]
    [InlineData("actual,a,b\r\na,1,2\r\n")]
    [InlineData("actual,a\r\na,many\r\n")]
    [InlineData("actual,a\r\na,-1\r\n")]
    public void Is_nothing_where_the_file_is_something_else(string text) => Assert.Null(ConfusionTable.Parse(text));
}
