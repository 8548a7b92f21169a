using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>A network as the stages that compute it, one after the other, on memory that is laid out once.</summary>
internal sealed class ExecutionPlan
{
    private readonly Stage[] _stages;

    private ExecutionPlan(Stage[] stages) => _stages = stages;

    /// <summary>All trainable matrices in the order of the model's parameters.</summary>
    public IReadOnlyList<TrainableMatrix> Parameters => [.. _stages.SelectMany(stage => stage.Parameters)];

    /// <summary>The last stage: its output is the network's.</summary>
    public Stage Last => _stages[^1];

    /// <summary>Chooses the stages for a model: an activation behind a linear layer becomes part of that layer's stage.</summary>
    /// <param name="model">A model without faults.</param>
    /// <param name="kernels">The instruction set.</param>
    /// <param name="skipZeros">Whether products may leave out inputs that are zero. It changes no result.</param>
    /// <param name="capacity">The most rows of a forward pass.</param>
    /// <param name="batch">The most rows of a backward pass.</param>
    public static ExecutionPlan Compile(ModelSpec model, KernelSet kernels, bool skipZeros, int capacity, int batch)
    {
        ILookup<string, ParameterSpec> parameters = model.Parameters().ToLookup(parameter => parameter.Name[..parameter.Name.IndexOf('.')]);
        var stages = new List<Stage>();
        for (int i = 0; i < model.Layers.Count; i++)
        {
            switch (model.Layers[i])
            {
                case LinearSpec:
                    ParameterSpec[] own = [.. parameters[$"{i}"]];
                    (Activation Function, float Slope)? fused = i + 1 < model.Layers.Count ? ActivationOf(model.Layers[i + 1]) : null;
                    (Activation function, float slope) = fused ?? (Activation.Identity, 0);
                    // Data and what a rectifier passes on have zeros to leave out.
                    bool zeros = skipZeros && (i == 0 || model.Layers[i - 1] is ReLUSpec);
                    stages.Add(new LinearStage(
                        kernels, Weight(own[0]), own.Length > 1 ? Bias(own[1]) : null, function, slope,
                        zeros ? new NonZeroMap(kernels, capacity, Columns()) : null, capacity, batch));
                    i += fused is null ? 0 : 1;
                    break;
                case SoftmaxSpec:
                    stages.Add(new SoftmaxStage(kernels, Columns(), capacity, batch));
                    break;
                case LayerSpec other when ActivationOf(other) is { } alone:
                    stages.Add(new ActivationStage(kernels, alone.Function, alone.Slope, Columns(), capacity, batch));
                    break;
                case LayerSpec other:
                    throw new NotSupportedException($"there is no managed stage for {other.GetType().Name}");
            }
        }

        return new ExecutionPlan([.. stages]);

        static TrainableMatrix Weight(ParameterSpec spec) => TrainableMatrix.Weight(spec.Name, spec.Shape);
        static TrainableMatrix Bias(ParameterSpec spec) => TrainableMatrix.Bias(spec.Name, spec.Shape);
        int Columns() => stages.Count > 0 ? stages[^1].Output.Columns : model.InputShape.Length;
    }

    /// <summary>Computes the output of every stage.</summary>
    public void Forward(MatrixView input, int rows, Mode mode)
    {
        foreach (Stage stage in _stages)
        {
            stage.Forward(input, rows, mode);
            input = MatrixView.Of(stage.Output);
        }
    }

    /// <summary>Goes back from the output gradient of the last stage to the parameters.</summary>
    public void Backward(MatrixView input, int rows, Descent? descent)
    {
        for (int i = _stages.Length - 1; i > 0; i--)
            _stages[i].Backward(MatrixView.Of(_stages[i - 1].Output), _stages[i - 1].OutputGradient, rows, descent);
        _stages[0].Backward(input, null, rows, descent);
    }

    private static (Activation Function, float Slope)? ActivationOf(LayerSpec layer) => layer switch
    {
        SigmoidSpec => (Activation.Sigmoid, 0),
        TanhSpec => (Activation.Tanh, 0),
        ReLUSpec => (Activation.ReLU, 0),
        LeakyReLUSpec leaky => (Activation.LeakyReLU, (float)leaky.Slope),
        _ => null,
    };
}
