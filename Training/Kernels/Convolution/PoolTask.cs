namespace ActorTraining.Training.Kernels.Convolution;

/// <summary>The rows of one row of pooling windows, and what is wanted of them.</summary>
internal unsafe struct PoolTask
{
    /// <summary>The first of the rows.</summary>
    public float* Rows;

    public nint RowStride;

    /// <summary>The number of rows: the height of a window, or fewer below the last whole window.</summary>
    public int Height;

    /// <summary>The number of columns.</summary>
    public int Width;

    /// <summary>The width of a window; windows stand side by side.</summary>
    public int WindowWidth;

    /// <summary>The number of windows; 0 where the rows fill none.</summary>
    public int Windows;

    /// <summary>1 to look for the largest value of a window, -1 for the smallest, 0 for the first.</summary>
    public float Sign;

    /// <summary>Scrap paper, twice the padded width.</summary>
    public float* Scrap;

    /// <summary>Receives the value of each window.</summary>
    public float* Values;

    /// <summary>Receives which element it was, row by row within the window.</summary>
    public byte* Codes;
}
