using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>A network as the stages that compute it, one after the other, on memory that is laid out once.</summary>
internal sealed class ExecutionPlan
{
    private readonly Stage[] _stages;

    /// <summary>Chains stages; <see cref="PlanCompiler"/> chooses them.</summary>
    /// <param name="model">The network, for the order of its state.</param>
    /// <param name="stages">At least one.</param>
    public ExecutionPlan(ModelSpec model, IReadOnlyList<Stage> stages)
    {
        _stages = [.. stages];
        Parameters = [.. stages.SelectMany(stage => stage.Parameters)];
        Dictionary<string, StoredMatrix> matrices = Parameters.Concat(stages.SelectMany(stage => stage.Buffers)).ToDictionary(matrix => matrix.Name);
        State = [.. model.State().Select(entry => matrices[entry.Name])];
    }

    /// <summary>All trainable matrices in the order of the model's parameters.</summary>
    public IReadOnlyList<TrainableMatrix> Parameters { get; }

    /// <summary>Everything that is stored, parameters and buffers, in the order of a state dictionary.</summary>
    public IReadOnlyList<StoredMatrix> State { get; }

    /// <summary>The last stage: its output is the network's.</summary>
    public Stage Last => _stages[^1];

    /// <summary>The only stage; null where there are several.</summary>
    public Stage? Only => _stages is [var only] ? only : null;

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
}
