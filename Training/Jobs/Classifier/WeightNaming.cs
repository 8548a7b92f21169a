namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>What the weights are called in the files that a trial leaves.</summary>
internal enum WeightNaming
{
    /// <summary>As PyTorch's modules have them: <c>0.weight</c> <c>[out, in]</c>, <c>0.bias</c> <c>[out]</c>, <c>2.weight</c>, ...</summary>
    Torch,

    /// <summary>As the formulas have them, for y = x W + b: <c>W1</c> <c>[in, out]</c>, <c>b1</c> <c>[out]</c>, <c>W2</c>, ...</summary>
    Notebook,
}
