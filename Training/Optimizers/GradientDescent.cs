using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Optimizers;

/// <summary>Plain gradient descent. The backward pass does the whole update, so no gradient is ever stored.</summary>
internal sealed class GradientDescent(SgdSpec spec, IReadOnlyList<TrainableMatrix> parameters) : Optimizer(parameters, spec.LearningRate)
{
    public override Descent? Descent => new Descent((float)LearningRate, (float)spec.WeightDecay);

    protected override void Update()
    {
    }
}
