using System.Numerics;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.ReferenceCheck;

/// <summary>Computes a case anew and tells how far the results are from PyTorch's.</summary>
/// <remarks>
/// The measure is that of numpy's <c>allclose</c>: the largest |a - e| / (absolute + relative |e|) of all elements of outputs, loss and gradients; at most 1 passes. Relative is 1e-5 throughout, absolute 1e-8
/// in float64 and 1e-6 in float32, where sums of numbers around 1 that cancel leave that much.
/// </remarks>
internal static class ReferenceComparison
{
    private const double Relative = 1e-5, AbsoluteDouble = 1e-8, AbsoluteSingle = 1e-6;

    /// <summary>The readable layers in a precision.</summary>
    public static double OfLayers<T>(ReferenceCase reference) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double absolute = typeof(T) == typeof(double) ? AbsoluteDouble : AbsoluteSingle;
        Sequential<T>? network = reference.CreateModel() is { } model ? ReferenceNetwork.Create<T>(model, reference.CreateState()) : null;
        Tensor<T> x = reference.X.As<T>(), y = network?.Forward(x) ?? x;
        double ratio = Ratio(y, reference.Output, absolute);
        Tensor<T> outputGradient = reference.OutputGradient?.As<T>() ?? SoftmaxCrossEntropy.Backward(y, reference.Labels);
        if (reference.Loss is { } loss)
            ratio = Worse(ratio, Ratio(double.CreateChecked(SoftmaxCrossEntropy.Forward(y, reference.Labels)), loss, absolute));
        ratio = Worse(ratio, Ratio(network?.Backward(outputGradient) ?? outputGradient, reference.InputGradient, absolute));
        if (network is not null)
        {
            for (int i = 0; i < network.Layers.Count; i++)
            {
                foreach (Parameter<T> parameter in network.Layers[i].Parameters)
                    ratio = Worse(ratio, Ratio(InModuleLayout(parameter.Gradient), reference.Gradients[$"{i}.{parameter.Name}"], absolute));
            }
        }

        return ratio;
    }

    /// <summary>The vectorised kernels that train models, in float32; null for a case that no model can stand for.</summary>
    /// <remarks>A model does not show its gradients. One step of plain descent with rate 1 takes them off the parameters, so that the difference shows them.</remarks>
    public static double? OfKernels(ReferenceCase reference)
    {
        if (reference.CreateModel() is not { } spec)
            return null;
        int rows = reference.X.Shape[0];
        var training = new TrainingSpec(new SgdSpec(1), reference.Labels is null ? LossKind.L2 : LossKind.CrossEntropy, rows);
        using IModel model = new ManagedBackend().Build(spec, training, new TorchRandom(0));
        model.LoadState(reference.CreateState());
        Tensor<float> x = reference.X.As<float>(), y = new(reference.Output.Shape);
        model.Predict(x.Span, y.Span);
        double ratio = Ratio(y, reference.Output, AbsoluteSingle);
        if (reference.Labels is not { } labels)
            return ratio;
        ratio = Worse(ratio, Ratio(model.TrainStep(x.Span, labels).Loss, reference.Loss!.Value, AbsoluteSingle));
        foreach ((NamedTensor after, NamedTensor before) in model.GetState().Zip(reference.CreateState()))
        {
            Tensor<float> gradient = before.Value.Clone();
            for (int i = 0; i < gradient.Length; i++)
                gradient[i] -= after.Value[i];
            ratio = Worse(ratio, Ratio(gradient, reference.Gradients[after.Name], AbsoluteSingle));
        }

        return ratio;
    }

    private static Tensor<T> InModuleLayout<T>(Tensor<T> gradient) where T : unmanaged
    {
        if (gradient.Shape.Rank != 2)
            return gradient;
        var turned = new Tensor<T>([gradient.Shape[1], gradient.Shape[0]]);
        for (int row = 0; row < gradient.Shape[0]; row++)
        {
            for (int column = 0; column < gradient.Shape[1]; column++)
                turned[column, row] = gradient[row, column];
        }

        return turned;
    }

    private static double Ratio<T>(Tensor<T> actual, ReferenceTensor expected, double absolute) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!actual.Shape.Equals(expected.Shape))
            throw new TrialException($"a result has the shape {actual.Shape}, that of PyTorch {expected.Shape}");
        double ratio = 0;
        for (int i = 0; i < actual.Length; i++)
            ratio = Worse(ratio, Ratio(double.CreateChecked(actual[i]), expected.Values[i], absolute));
        return ratio;
    }

    private static double Ratio(double actual, double expected, double absolute) => Math.Abs(actual - expected) / (absolute + Relative * Math.Abs(expected));

    /// <summary>The larger; NaN where either is.</summary>
    private static double Worse(double left, double right) => Math.Max(left, right);
}
