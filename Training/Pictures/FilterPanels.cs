using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Pictures;

/// <summary>Filters of a layer as pictures with one pixel per weight.</summary>
internal static class FilterPanels
{
    /// <summary>Filters that look at red, green and blue, in colour: grey is 0, and both ends of the scale are the largest weight's distance from it.</summary>
    /// <param name="filters"><c>[count, 3, height, width]</c>.</param>
    /// <param name="limit">The weight that is fully coloured.</param>
    /// <param name="first">The filter to begin with.</param>
    /// <param name="count">How many.</param>
    /// <param name="caption">What stands below a filter.</param>
    public static IReadOnlyList<Panel> Colored(Tensor<float> filters, float limit, int first, int count, Func<int, string> caption) =>
    [
        .. Enumerable.Range(first, count).Select(i => new Panel(
            PlanarImage.Of(filters.Slice(i, 1).Span, 3, filters.Shape[2], filters.Shape[3], -limit, limit), caption(i))),
    ];

    /// <summary>The planes of one filter, each as a heat map.</summary>
    /// <param name="filters"><c>[count, channels, height, width]</c>.</param>
    /// <param name="filter">Which filter.</param>
    /// <param name="limit">The weight that has the last colour.</param>
    /// <param name="caption">What stands below a plane.</param>
    public static IReadOnlyList<Panel> Planes(Tensor<float> filters, int filter, float limit, Func<int, string> caption)
    {
        (int channels, int height, int width) = (filters.Shape[1], filters.Shape[2], filters.Shape[3]);
        return
        [
            .. Enumerable.Range(0, channels).Select(channel => new Panel(
                HeatMap.Image(filters.Span.Slice((filter * channels + channel) * height * width, height * width), height, width, limit), caption(channel))),
        ];
    }
}
