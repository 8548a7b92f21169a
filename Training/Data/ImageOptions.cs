using ActorTraining.Training.Images;

namespace ActorTraining.Training.Data;

/// <summary>What becomes of the pictures of a data set before they are kept.</summary>
public sealed record ImageOptions
{
    /// <summary>The new length of both sides; null where all pictures have one size already.</summary>
    public int? Resize { get; init; }

    /// <summary>How a picture that is not square takes it.</summary>
    public ImageFit Fit { get; init; }

    /// <summary>How pixels are computed.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    /// <summary>3 for colour, 1 for grey; pictures of the other kind are converted.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>What to do with one that cannot be read, or has another size than the others where <see cref="Resize"/> is not given.</summary>
    public BadImage OnBadImage { get; init; }

    /// <summary>What a picture may ask for.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>Reads a picture and puts it into the form of the data set.</summary>
    /// <exception cref="InvalidImageException">It cannot be read.</exception>
    internal RasterImage Read(ImageSource source)
    {
        RasterImage image = ImageFile.Read(source.Path, source.Name, Limits).WithChannels(Channels);
        return (Resize, Fit) switch
        {
            (null, _) => image,
            ({ } side, ImageFit.Stretch) => Resampling.Resize(image, side, side, Interpolation),
            ({ } side, _) => Resampling.CropCentre(Resampling.ResizeShorter(image, side, Interpolation), side, side),
        };
    }
}
