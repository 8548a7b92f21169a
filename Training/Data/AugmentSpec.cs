namespace ActorTraining.Training.Data;

/// <summary>How training images are varied, so that no two epochs see the same. All that is left at its default changes nothing.</summary>
public sealed record AugmentSpec
{
    /// <summary>Whether every other image is mirrored left to right.</summary>
    public bool Flip { get; init; }

    /// <summary>The black pixels that are put around an image before a part of its old size is cut out at random; at least 0.</summary>
    public int Padding { get; init; }

    /// <summary>The least part of the area that is cut out at random and enlarged to the old size, in (0, 1].</summary>
    public double MinArea { get; init; } = 1;

    /// <summary>The greatest proportion, of width to height or height to width, by which that part is stretched; at least 1.</summary>
    public double MaxRatio { get; init; } = 4.0 / 3;

    /// <summary>The greatest angle that an image is turned by, in degrees, to either side.</summary>
    public double Rotation { get; init; }

    /// <summary>The greatest fraction of its width and height that an image is moved by, in whole pixels; what comes in is black.</summary>
    public double Shift { get; init; }

    /// <summary>Brightness is multiplied by a number from 1 - this to 1 + this; in [0, 1].</summary>
    public double Brightness { get; init; }

    /// <summary>The distance from the mean grey is multiplied likewise.</summary>
    public double Contrast { get; init; }

    /// <summary>The distance of each pixel from its grey is multiplied likewise.</summary>
    public double Saturation { get; init; }
}
