namespace ActorTraining.Training.Tests.Images;

/// <summary>A convolution as one writes it down: seven loops, and sums in double precision.</summary>
internal sealed record NaiveConvolution(int Inputs, int Outputs, int Height, int Width, int KernelY, int KernelX, int Stride, int Padding, int Dilation)
{
    public int OutputHeight => (Height + 2 * Padding - Dilation * (KernelY - 1) - 1) / Stride + 1;

    public int OutputWidth => (Width + 2 * Padding - Dilation * (KernelX - 1) - 1) / Stride + 1;

    /// <summary>y <c>[batch, outputs, height', width']</c> from x <c>[batch, inputs, height, width]</c>, w <c>[outputs, inputs, kernel, kernel]</c> and b <c>[outputs]</c>.</summary>
    public float[] Forward(int batch, float[] x, float[] w, float[] b)
    {
        float[] y = new float[batch * Outputs * OutputHeight * OutputWidth];
        int i = 0;
        for (int n = 0; n < batch; n++)
            for (int o = 0; o < Outputs; o++)
                for (int row = 0; row < OutputHeight; row++)
                    for (int column = 0; column < OutputWidth; column++)
                    {
                        double sum = b[o];
                        for (int c = 0; c < Inputs; c++)
                            for (int ky = 0; ky < KernelY; ky++)
                                for (int kx = 0; kx < KernelX; kx++)
                                    sum += (double)w[((o * Inputs + c) * KernelY + ky) * KernelX + kx]
                                        * Pixel(x, n * Inputs + c, row * Stride + ky * Dilation - Padding, column * Stride + kx * Dilation - Padding);
                        y[i++] = (float)sum;
                    }

        return y;
    }

    private float Pixel(float[] x, int plane, int row, int column) =>
        row < 0 || row >= Height || column < 0 || column >= Width ? 0 : x[(plane * Height + row) * Width + column];
}
