namespace ActorTraining.Training.Data;

/// <summary>Reads grey images and their labels from a pair of IDX files.</summary>
internal static class IdxImages
{
    /// <summary>Reads both files and checks that they fit.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="images">The name of the file of images, <c>[n, height, width]</c>.</param>
    /// <param name="labels">The name of the file of labels, <c>[n]</c>.</param>
    /// <param name="classes">The number of classes; a label is below it.</param>
    /// <exception cref="InvalidDataException">A file breaks a rule; the message names both.</exception>
    public static ImageSet Read(string folder, string images, string labels, int classes)
    {
        IdxArray pixels = IdxReader.Read(Path.Combine(folder, images), dimensions: 3);
        IdxArray classOf = IdxReader.Read(Path.Combine(folder, labels), dimensions: 1);
        var shape = new ImageShape(1, pixels.Shape[1], pixels.Shape[2]);
        return new ImageSet(shape, pixels.Values, classOf.Values, classes, labels);
    }
}
