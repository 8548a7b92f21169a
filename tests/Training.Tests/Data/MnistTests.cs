using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public class MnistTests
{
    [Fact]
    public async Task Has_the_images_that_everybody_knows()
    {
        Dataset mnist = await RealData.LoadAsync("mnist");

        Assert.Equal((60_000, 10_000), (mnist.Train.Count, mnist.Test.Count));
        Assert.Equal(new ImageShape(1, 28, 28), mnist.Train.Shape);
        Assert.Equal(mnist.Train.Shape, Mnist.Description.Shape);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], mnist.Classes);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], mnist.Train.Labels[..10].ToArray());
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], mnist.Test.Labels[..10].ToArray());

        long sum = 0;
        for (int i = 0; i < mnist.Train.Count; i++)
        {
            foreach (byte pixel in mnist.Train.Pixels(i))
            {
                sum += pixel;
            }
        }

        Assert.Equal(0.1307, sum / 255.0 / (60_000 * 784), precision: 4);
    }
}
