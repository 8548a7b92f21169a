using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public class FashionMnistTests
{
    [Fact]
    public async Task Has_the_images_that_everybody_knows()
    {
        Dataset fashion = await RealData.LoadAsync("fashion-mnist");

        Assert.Equal((60_000, 10_000), (fashion.Train.Count, fashion.Test.Count));
        Assert.Equal(new ImageShape(1, 28, 28), fashion.Train.Shape);
        Assert.Equal(fashion.Train.Shape, FashionMnist.Description.Shape);
        Assert.Equal([9, 0, 0, 3, 0, 2, 7, 2, 5, 5], fashion.Train.Labels[..10].ToArray());
        Assert.Equal("Ankle boot", fashion.Classes[fashion.Test.Labels[0]]);
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(6_000, fashion.Train.Labels.Count((byte)label)));
    }
}
