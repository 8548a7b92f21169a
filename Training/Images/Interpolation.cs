namespace ActorTraining.Training.Images;

/// <summary>How a picture takes another size.</summary>
public enum Interpolation
{
    /// <summary>Each pixel is that of the source at its place: enlarges filters without blur.</summary>
    Nearest,

    /// <summary>The mean of the source's pixels weighed by a triangle; smaller pictures without moiré, since the triangle grows with the reduction.</summary>
    Bilinear,

    /// <summary>As <see cref="Bilinear"/>, weighed by a cubic (R. Keys, 1981, a = -1/2): sharper.</summary>
    Bicubic,
}
