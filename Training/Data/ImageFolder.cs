using ActorTraining.Training.Images;

namespace ActorTraining.Training.Data;

/// <summary>Pictures in folders named after their classes: <c>cat/1.jpg</c>; or such folders in <c>train</c>, <c>val</c> and <c>test</c>.</summary>
public sealed record ImageFolder : FileDataset
{
    private static readonly EnumerationOptions Recursive = new() { RecurseSubdirectories = true, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.Hidden };

    /// <inheritdoc/>
    internal override ImagePlan Plan(string folder)
    {
        string train = Path.Combine(folder, "train");
        if (!Directory.Exists(train))
        {
            string[] all = Classes(folder);
            return new ImagePlan(Name, all, Pictures(folder, folder, all));
        }

        string[] classes = Classes(train);
        return new ImagePlan(Name, classes, Pictures(folder, train, classes))
        {
            Validation = Part(folder, ["val", "validation", "valid"], classes),
            Test = Part(folder, ["test"], classes),
        };
    }

    private static List<ImageSource>? Part(string root, string[] names, string[] classes)
    {
        string? folder = names.Select(name => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
        return folder is null ? null : Pictures(root, folder, classes);
    }

    private static string[] Classes(string folder)
    {
        string[] classes = [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];
        return classes.Length > 0 ? classes : throw new InvalidDataException($"{folder}: has no folders, one for each class");
    }

    private static List<ImageSource> Pictures(string root, string folder, string[] classes)
    {
        string? unknown = Classes(folder).FirstOrDefault(name => !classes.Contains(name));
        if (unknown is not null)
        {
            throw new InvalidDataException($"{Path.Combine(folder, unknown)}: the class '{unknown}' is not among those of the folder train");
        }

        var pictures = new List<ImageSource>();
        for (int label = 0; label < classes.Length; label++)
        {
            string of = Path.Combine(folder, classes[label]);
            if (!Directory.Exists(of))
            {
                continue; // a small part may lack a class
            }

            pictures.AddRange(Directory.EnumerateFiles(of, "*", Recursive)
                .Where(ImageFile.HasExtension)
                .Order(StringComparer.Ordinal)
                .Select(path => new ImageSource(path, Path.GetRelativePath(root, path).Replace('\\', '/'), label)));
        }

        return pictures;
    }
}
