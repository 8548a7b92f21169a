using ActorTraining.Training.Pictures;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.ConvolutionRecovery;

/// <summary>Draws the filters that were to be found beside those that were.</summary>
internal static class RecoveryPictures
{
    private const int MostFilters = 64;

    /// <summary>Draws them.</summary>
    /// <param name="target">C0, <c>[filters, channels, size, size]</c>.</param>
    /// <param name="first">C before training.</param>
    /// <param name="found">C after training.</param>
    /// <param name="error">|C - C0| / |C0|.</param>
    public static string Draw(Tensor<float> target, Tensor<float> first, Tensor<float> found, double error)
    {
        var difference = new Tensor<float>(target.Shape);
        for (int i = 0; i < difference.Length; i++)
            difference[i] = found[i] - target[i];
        float limit = Math.Max(HeatMap.LimitOf(target.Span), HeatMap.LimitOf(first.Span)), small = HeatMap.LimitOf(difference.Span);
        string colors = target.Shape[1] == 3 ? "Red, green and blue are the weights of the three channels; grey is 0." : "Weights of the first channel; red is positive, blue negative.";
        return PictureSheet.Draw(
            "Filters: given, at the beginning, and found",
            $"{colors} Relative error |C − C0| / |C0| of the weights: {FigureText.Of(error, 3)}.",
            [
                Group("C0, given", target, limit),
                Group("C at the beginning", first, limit),
                Group("C found", found, limit),
                Group($"C − C0; strongest colour at ±{FigureText.Of(small, 2)}", difference, small),
            ]);
    }

    private static PanelGroup Group(string title, Tensor<float> filters, float limit)
    {
        int count = Math.Min(filters.Shape[0], MostFilters);
        IReadOnlyList<Panel> panels = filters.Shape[1] == 3
            ? FilterPanels.Colored(filters, limit, 0, count, i => $"{i + 1}")
            : [.. Enumerable.Range(0, count).Select(i => FilterPanels.Planes(filters, i, limit, _ => $"{i + 1}")[0])];
        return new PanelGroup(title, panels, 78) { Columns = 10, Limit = filters.Shape[1] == 3 ? null : limit };
    }
}
