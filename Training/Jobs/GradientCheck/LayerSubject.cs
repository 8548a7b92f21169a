using System.Numerics;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>A layer of the library: its gradients with respect to its input and its parameters.</summary>
/// <param name="name">What tables call it.</param>
/// <param name="draw">Draws a layer and the shape of one sample that it takes.</param>
internal sealed class LayerSubject(string name, Func<System.Random, (LayerSpec Layer, Shape Sample)> draw) : GradientSubject(name)
{
    /// <summary>The least number of samples in a batch.</summary>
    public int LeastBatch { get; init; } = 2;

    /// <inheritdoc/>
    public override (double Error, string Shape) Check<T>(int seed)
    {
        var random = new System.Random(seed);
        (LayerSpec spec, Shape sample) = draw(random);
        Shape batch = Shape.Create([random.Next(LeastBatch, LeastBatch + 3), .. sample.AsSpan()]);
        Layer<T> layer = spec.CreateReference<T>(sample) is var created && created is Dropout<T> dropout ? new RestartedDropout<T>(dropout) : created;
        foreach (Parameter<T> parameter in layer.Parameters)
            Draws.Fill(parameter.Value, random, -1, 1);
        double error = Gradients.GradientCheck.Layer(layer, Draws.AwayFromKinks<T>(batch, random), seed).Max(found => found.Error);
        return (error, $"{batch} to {Shape.Create([batch[0], .. spec.OutputShape(sample).AsSpan()])}");
    }
}
