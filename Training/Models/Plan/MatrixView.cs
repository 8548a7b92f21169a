using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The rows that go into a stage: a caller's dense batch or the padded output of the stage before.</summary>
internal readonly unsafe struct MatrixView(float* pointer, int columns, nint stride)
{
    public float* Pointer => pointer;

    public int Columns => columns;

    public nint Stride => stride;

    public static MatrixView Of(PaddedMatrix matrix) => new(matrix.Pointer, matrix.Columns, matrix.Stride);
}
