using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Tensors;

public class ShapeTests
{
    [Fact]
    public void Shapes_of_equal_sizes_are_equal()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal([2, 3, 4], shape);
        Assert.Equal(shape.GetHashCode(), Shape.Create(2, 3, 4).GetHashCode());
        Assert.NotEqual([2, 12], shape);
        Assert.Equal(24, shape.Length);
        Assert.Equal("[2, 3, 4]", shape.ToString());
    }

    [Fact]
    public void A_scalar_has_one_element() => Assert.Equal(1, Shape.Create().Length);

    [Fact]
    public void A_size_below_zero_is_refused() =>
        Assert.Contains("[2, -1]", Assert.Throws<ArgumentException>(() => Shape.Create(2, -1)).Message);

    [Fact]
    public void More_elements_than_an_array_holds_are_refused() =>
        Assert.Throws<ArgumentException>(() => Shape.Create(1 << 20, 1 << 20, 1 << 30));
}
