using System.Security.Cryptography;
using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public class SyntheticDigitsTests
{
    [Fact]
    public void Are_the_same_on_every_machine()
    {
        ImageSet images = SyntheticDigits.Draw(200, 1, seed: 0).Train;
        Assert.Equal("0ffaa46186f66b2cd0e741ecb0258afbd38980e50d904d0231decde9eae4e7a3", HashOf(images, 200));
    }

    [Fact]
    public void The_first_images_do_not_depend_on_how_many_are_drawn()
    {
        Assert.Equal(HashOf(SyntheticDigits.Draw(50, 10, 3).Train, 20), HashOf(SyntheticDigits.Draw(20, 1, 3).Train, 20));
    }

    [Fact]
    public void Another_seed_and_the_test_images_are_others()
    {
        Dataset digits = SyntheticDigits.Draw(20, 20, 3);
        Assert.NotEqual(HashOf(digits.Train, 20), HashOf(digits.Test, 20));
        Assert.NotEqual(HashOf(digits.Train, 20), HashOf(SyntheticDigits.Draw(20, 20, 4).Train, 20));
    }

    [Fact]
    public void Show_every_class_about_as_often()
    {
        Dataset digits = DatasetCatalog.Default.Find("synthetic-digits")!.Open("");
        Assert.Equal((2000, 500), (digits.Train.Count, digits.Test.Count));
        Assert.Equal(new ImageShape(1, 28, 28), digits.Train.Shape);
        Assert.Equal(digits.Train.Shape, SyntheticDigits.Description.Shape);
        int[] counts = new int[10];
        foreach (byte label in digits.Train.Labels)
        {
            counts[label]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 150, 250));
    }

    private static string HashOf(ImageSet images, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < count; i++)
        {
            hash.AppendData(images.Pixels(i));
        }

        hash.AppendData(images.Labels[..count]);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
