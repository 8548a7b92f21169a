using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = f(x W + b): a linear layer with the activation behind it. The formulas are those of <see cref="Linear{T}"/>.</summary>
internal sealed unsafe class LinearStage : Stage
{
    private readonly KernelSet _kernels;
    private readonly TrainableMatrix _weight;
    private readonly TrainableMatrix? _bias;
    private readonly Activation _activation;
    private readonly float _slope;
    private readonly NonZeroMap? _nonZeros;
    private readonly PaddedMatrix _transposedWeight;
    private readonly PaddedMatrix _biasGradient;

    /// <param name="kernels">The instruction set.</param>
    /// <param name="weight">W, <c>[in, out]</c>.</param>
    /// <param name="bias">b, <c>[1, out]</c>; null for none.</param>
    /// <param name="activation">f.</param>
    /// <param name="slope">The parameter of f, where it has one.</param>
    /// <param name="nonZeros">Watches the inputs where they may have many zeros; null where they have not.</param>
    /// <param name="capacity">The most rows of a forward pass.</param>
    /// <param name="batch">The most rows of a backward pass.</param>
    public LinearStage(
        KernelSet kernels, TrainableMatrix weight, TrainableMatrix? bias, Activation activation, float slope, NonZeroMap? nonZeros, int capacity, int batch)
        : base(weight.Value.Columns, capacity, batch)
    {
        (_kernels, _weight, _bias, _activation, _slope, _nonZeros) = (kernels, weight, bias, activation, slope, nonZeros);
        _transposedWeight = new PaddedMatrix(weight.Value.Columns, weight.Value.Rows);
        _biasGradient = new PaddedMatrix(1, weight.Value.Columns);
    }

    public override IReadOnlyList<TrainableMatrix> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        var product = new MatrixTask
        {
            M = rows,
            N = Output.Columns,
            K = input.Columns,
            A = input.Pointer,
            RowStrideA = input.Stride,
            ColumnStrideA = 1,
            B = _weight.Value.Pointer,
            StrideB = _weight.Value.Stride,
            C = Output.Pointer,
            StrideC = Output.Stride,
            Bias = _bias is null ? null : _bias.Value.Pointer,
        };
        _nonZeros?.Read(input, rows);
        if (_nonZeros is { IsSparse: true })
            _kernels.SparseProduct(product, _nonZeros.ByRow);
        else
            _kernels.Product(product);
        _kernels.Activate(_activation, Output.Pointer, rows * Output.Stride, _slope);
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        // From dL/dy to the gradient before the activation, in place.
        _kernels.Derive(_activation, Output.Pointer, OutputGradient.Pointer, rows * Output.Stride, _slope);
        if (inputGradient is not null)
            BackwardToInput(inputGradient, rows);
        BackwardToWeight(input, rows, descent);
        if (_bias is not null)
            BackwardToBias(_bias, rows, descent);
    }

    /// <summary>dL/dx = g Wᵀ, with the weights as they were in the forward pass.</summary>
    private void BackwardToInput(PaddedMatrix inputGradient, int rows)
    {
        PaddedMatrix weight = _weight.Value;
        _kernels.Transpose(
            weight.Pointer, weight.Rows, weight.Columns, weight.Stride, _transposedWeight.Pointer, _transposedWeight.Stride);
        _kernels.Product(new MatrixTask
        {
            M = rows,
            N = weight.Rows,
            K = weight.Columns,
            A = OutputGradient.Pointer,
            RowStrideA = OutputGradient.Stride,
            ColumnStrideA = 1,
            B = _transposedWeight.Pointer,
            StrideB = _transposedWeight.Stride,
            C = inputGradient.Pointer,
            StrideC = inputGradient.Stride,
        });
    }

    /// <summary>dL/dW = xᵀ g; x is read by columns instead of being transposed.</summary>
    private void BackwardToWeight(MatrixView input, int rows, Descent? descent)
    {
        PaddedMatrix target = descent is null ? _weight.Gradient! : _weight.Value;
        var product = new MatrixTask
        {
            M = input.Columns,
            N = Output.Columns,
            K = rows,
            A = input.Pointer,
            RowStrideA = 1,
            ColumnStrideA = input.Stride,
            B = OutputGradient.Pointer,
            StrideB = OutputGradient.Stride,
            C = target.Pointer,
            StrideC = target.Stride,
            Descent = descent,
        };
        if (_nonZeros is { IsSparse: true })
            _kernels.SparseProduct(product, _nonZeros.ByColumn);
        else
            _kernels.Product(product);
    }

    /// <summary>dL/db = Σ over the batch of g.</summary>
    private void BackwardToBias(TrainableMatrix bias, int rows, Descent? descent)
    {
        PaddedMatrix gradient = bias.Gradient ?? _biasGradient;
        _kernels.SumRows(OutputGradient.Pointer, rows, OutputGradient.Stride, OutputGradient.Stride, gradient.Pointer);
        if (descent is { } step)
            _kernels.Descend(bias.Value.Pointer, gradient.Pointer, bias.Value.Stride, step.Rate, step.Decay);
    }
}
