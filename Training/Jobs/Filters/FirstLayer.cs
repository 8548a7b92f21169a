using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Pictures;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.Filters;

/// <summary>The first layer with weights of a network: its filters, and what they answer to images.</summary>
/// <param name="Filters"><c>[filters, channels, height, width]</c>; a linear layer has filters as large as the image.</param>
/// <param name="Responses"><c>[n, filters, height, width]</c>; of a linear layer a single number, <c>[n, filters, 1, 1]</c>.</param>
internal sealed record FirstLayer(Tensor<float> Filters, Tensor<float> Responses)
{
    /// <summary>Computes the responses of the first layer with weights, before any activation.</summary>
    /// <param name="backend">Computes them.</param>
    /// <param name="network">The network.</param>
    /// <param name="state">Its parameters, as it names them.</param>
    /// <param name="sample">The shape of an image, <c>[channels, height, width]</c>.</param>
    /// <param name="images"><c>[n, channels, height, width]</c>.</param>
    /// <exception cref="TrialException">The network has no layer of that kind.</exception>
    public static FirstLayer Of(IModelBackend backend, ModelSpec network, IReadOnlyList<NamedTensor> state, Shape sample, Tensor<float> images)
    {
        int index = network.Layers.ToList().FindIndex(layer => layer is Conv2dSpec or LinearSpec);
        if (index < 0)
            throw new TrialException("params.network: it has neither a convolution nor a linear layer, whose filters could be shown");
        var part = new ModelSpec(network.InputShape, [.. network.Layers.Take(index + 1)]);
        var names = part.State().Select(entry => entry.Name).ToHashSet();
        Tensor<float> weights = state.First(tensor => tensor.Name == $"{index}.weight").Value;
        Shape output = part.OutputShape();
        var responses = new Tensor<float>([images.Shape[0], output[0], output.Rank == 3 ? output[1] : 1, output.Rank == 3 ? output[2] : 1]);
        using IModel model = backend.Build(part, new TrainingSpec(new SgdSpec(1), LossKind.L2, 1), new TorchRandom(0));
        model.LoadState([.. state.Where(tensor => names.Contains(tensor.Name))]);
        model.Predict(images.Span, responses.Span);
        return new FirstLayer(weights.Shape.Rank == 4 ? weights : weights.Reshape([weights.Shape[0], sample[0], sample[1], sample[2]]), responses);
    }

    /// <summary>Draws filters and responses beside the images.</summary>
    /// <param name="pictures">The images.</param>
    /// <param name="names">What stands below each.</param>
    /// <param name="count">How many filters.</param>
    public string Draw(IReadOnlyList<Images.RasterImage> pictures, IReadOnlyList<string> names, int count)
    {
        count = Math.Min(count, Filters.Shape[0]);
        float limit = HeatMap.LimitOf(Filters.Slice(0, count).Span), answer = 0;
        for (int image = 0; image < pictures.Count; image++)
            answer = Math.Max(answer, HeatMap.LimitOf(Responses.Slice(image, 1).Reshape(Shape.Create(Responses.Shape.AsSpan()[1..])).Slice(0, count).Span));
        var groups = new List<PanelGroup>();
        if (Filters.Shape[1] == 3)
            groups.Add(new PanelGroup("In colour; grey is 0", FilterPanels.Colored(Filters, limit, 0, count, i => $"filter {i + 1}"), 120));
        groups.Add(new PanelGroup(
            "Weights of each filter, channel by channel",
            [.. Enumerable.Range(0, count).SelectMany(i => FilterPanels.Planes(Filters, i, limit, channel => $"filter {i + 1}{ChannelName(channel)}"))],
            120)
        { Limit = limit, Columns = Filters.Shape[1] == 1 ? int.MaxValue : Filters.Shape[1] });
        for (int image = 0; image < pictures.Count; image++)
            groups.Add(Answers(image, pictures[image], names[image], count, answer));
        return PictureSheet.Draw("The first layer: filters, and what they answer", "Red is positive, blue negative, white zero; one scale for all filters, one for all answers. Answers are shown before any activation.", groups);
    }

    private PanelGroup Answers(int image, Images.RasterImage picture, string name, int count, float limit)
    {
        (int filters, int height, int width) = (Responses.Shape[1], Responses.Shape[2], Responses.Shape[3]);
        Panel[] maps =
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                Span<float> map = Responses.Span.Slice((image * filters + i) * height * width, height * width);
                return new Panel(HeatMap.Image(map, height, width, limit), height * width == 1 ? $"filter {i + 1}: {FigureText.Of(map[0], 3)}" : $"answer of filter {i + 1}");
            }),
        ];
        return new PanelGroup(name, [new Panel(picture, "input"), .. maps], 224) { Limit = limit, Columns = 4 };
    }

    private string ChannelName(int channel) => (Filters.Shape[1], channel) switch { (1, _) => "", (3, 0) => ", red", (3, 1) => ", green", (3, 2) => ", blue", _ => $", ch. {channel + 1}" };
}
