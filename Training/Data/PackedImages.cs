using System.Runtime.ExceptionServices;
using ActorTraining.Training.Images;
using Microsoft.Win32.SafeHandles;

namespace ActorTraining.Training.Data;

/// <summary>The decoded images of a data set in one file, made once and mapped into memory by everybody who trains with it.</summary>
internal sealed class PackedImages
{
    private const string FileName = "images.bin";
    private const int MostNamed = 10;

    private readonly ImagePlan _plan;
    private readonly ImageOptions _options;
    private readonly DatasetContext _context;
    private readonly IReadOnlyList<ImageSource> _sources;

    private PackedImages(ImagePlan plan, ImageOptions options, DatasetContext context)
    {
        _plan = plan;
        _options = options;
        _context = context;
        _sources = plan.All;
    }

    /// <summary>The data set of a plan; decodes its images where that was not done before.</summary>
    /// <returns>The parts of the plan; one that it does not have is null.</returns>
    /// <exception cref="InvalidDataException">An image cannot be read and is not to be skipped, or none of a part can.</exception>
    /// <exception cref="IOException">The file of decoded images cannot be written.</exception>
    public static ImageParts Load(ImagePlan plan, ImageOptions options, DatasetContext context) => new PackedImages(plan, options, context).Load();

    /// <summary>Whether the images of a plan are decoded.</summary>
    public static bool IsThere(ImagePlan plan, ImageOptions options, DatasetLibrary library)
    {
        string key = PackedHeader.KeyOf(plan, options);
        return Find(Path.Combine(FolderOf(library, plan, key), FileName), key, plan.All.Count) is not null;
    }

    private static string FolderOf(DatasetLibrary library, ImagePlan plan, string key) => Path.Combine(library.Folder, "packed", $"{plan.Name}-{key[..16]}");

    private static (PackedHeader Header, long Offset)? Find(string path, string key, int count) =>
        PackedHeader.TryRead(path) is { } found && found.Header.Key == key && found.Header.Count == count ? found : null;

    private ImageParts Load()
    {
        string key = PackedHeader.KeyOf(_plan, _options);
        string folder = FolderOf(_context.Library, _plan, key), path = Path.Combine(folder, FileName);
        if (Open(path, key) is { } there)
        {
            return there;
        }

        // Waits on this thread: jobs load on threads of their own, where nothing else waits.
        using CacheLock _ = CacheLock.AcquireAsync(folder, _context.Cancellation).GetAwaiter().GetResult();
        if (Open(path, key) is { } meanwhile)
        {
            return meanwhile;
        }

        Build(path, key);
        return Open(path, key) ?? throw new IOException($"{path}: the decoded images of {_plan.Name} were damaged as soon as they were written");
    }

    private ImageParts? Open(string path, string key)
    {
        if (Find(path, key, _sources.Count) is not { } found)
        {
            return null;
        }

        PackedHeader header = found.Header;
        TellBad(header.Bad);
        byte[] labels = [.. _sources.Select(source => (byte)source.Label)];
        var pixels = new MappedPixels(path, found.Offset, (long)header.Count * header.Shape.Size);
        var all = new ImageSet(header.Shape, pixels, labels, _plan.Classes.Count, _plan.Name);
        int validation = _plan.Validation?.Count ?? 0, test = _plan.Test?.Count ?? 0;
        return new ImageParts(
            Part(all, header, 0, _plan.Train.Count, "train"),
            _plan.Validation is null ? null : Part(all, header, _plan.Train.Count, validation, "validation"),
            _plan.Test is null ? null : Part(all, header, _plan.Train.Count + validation, test, "test"));
    }

    private ImageSet Part(ImageSet all, PackedHeader header, int start, int count, string name)
    {
        int[] good = [.. Enumerable.Range(start, count).Where(index => !header.Bad.ContainsKey(index))];
        return good.Length > 0 ? all.Select(good) : throw new InvalidDataException($"{_plan.Name}: none of the {count:N0} images of its part '{name}' can be read");
    }

    private void TellBad(IReadOnlyDictionary<int, string> bad)
    {
        if (bad.Count == 0)
        {
            return;
        }

        _context.Log?.Invoke($"{_plan.Name}: skipped {bad.Count:N0} of {_sources.Count:N0} images");
        foreach (string why in bad.OrderBy(image => image.Key).Take(MostNamed).Select(image => image.Value))
        {
            _context.Log?.Invoke($"skipped {why}");
        }
    }

    private void Build(string path, string key)
    {
        _context.Log?.Invoke($"decoding {_sources.Count:N0} images of {_plan.Name}");
        ImageShape shape = FindShape();
        var bad = new SortedDictionary<int, string>();
        string pixels = path + ".part"; // nobody else writes it, for the folder is locked; what a killed process left is overwritten
        try
        {
            // The header tells which images are bad, which is known when all are read: room for it is left, and if it needs more, the images move.
            using (SafeFileHandle file = File.OpenHandle(pixels, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                byte[] header = new PackedHeader(key, shape.Channels, shape.Height, shape.Width, _sources.Count, bad).ToBytes();
                RandomAccess.SetLength(file, header.Length + ((long)_sources.Count * shape.Size));
                DecodeAll(file, header.Length, shape, bad);
                byte[] final = new PackedHeader(key, shape.Channels, shape.Height, shape.Width, _sources.Count, bad).ToBytes();
                if (final.Length == header.Length)
                {
                    RandomAccess.Write(file, final, 0);
                }
                else
                {
                    Move(file, header.Length, final);
                }

                RandomAccess.FlushToDisk(file);
            }

            File.Move(pixels, path, overwrite: true);
        }
        finally
        {
            File.Delete(pixels);
        }
    }

    /// <summary>Moves the images behind a longer header, from the last to the first.</summary>
    private static void Move(SafeFileHandle file, long from, byte[] header)
    {
        byte[] buffer = new byte[1 << 20];
        for (long end = RandomAccess.GetLength(file); end > from;)
        {
            int length = (int)Math.Min(buffer.Length, end - from);
            end -= length;
            RandomAccess.Read(file, buffer.AsSpan(0, length), end);
            RandomAccess.Write(file, buffer.AsSpan(0, length), end + header.Length - from);
        }

        RandomAccess.Write(file, header, 0);
    }

    /// <summary>The shape of all images: that of the first one that can be read.</summary>
    private ImageShape FindShape()
    {
        if (_options.Resize is { } side)
        {
            return new ImageShape(_options.Channels, side, side);
        }

        foreach (ImageSource source in _sources)
        {
            try
            {
                RasterImage image = _options.Read(source);
                return new ImageShape(_options.Channels, image.Height, image.Width);
            }
            catch (InvalidImageException error)
            {
                if (_options.OnBadImage == BadImage.Refuse)
                {
                    throw Refusal(error.Message, error);
                }
            }
        }

        throw new InvalidDataException($"{_plan.Name}: none of its {_sources.Count:N0} images can be read");
    }

    private void DecodeAll(SafeFileHandle file, long offset, ImageShape shape, SortedDictionary<int, string> bad)
    {
        int done = 0;
        var options = new ParallelOptions { CancellationToken = _context.Cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.For(0, _sources.Count, options, () => new byte[shape.Size], (index, loop, buffer) =>
            {
                if (Decode(_sources[index], shape, buffer) is not { } fault)
                {
                    RandomAccess.Write(file, buffer, offset + ((long)index * shape.Size));
                }
                else
                {
                    Note(index, fault, bad, loop);
                }

                _context.Progress?.Report(new DecodeProgress(_plan.Name, Interlocked.Increment(ref done), _sources.Count));
                return buffer;
            }, static _ => { });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]); // a full disk, told once
        }

        if (bad.Count > 0 && _options.OnBadImage == BadImage.Refuse)
        {
            throw Refusal(bad.First().Value, null);
        }
    }

    private void Note(int index, string fault, SortedDictionary<int, string> bad, ParallelLoopState loop)
    {
        lock (bad)
        {
            bad.Add(index, fault);
        }

        if (_options.OnBadImage == BadImage.Refuse)
        {
            loop.Break(); // images before this one are still read, so that the error names the first bad one
        }
    }

    /// <summary>Decodes an image.</summary>
    /// <returns>Why it cannot be used, beginning with its name; null where it can.</returns>
    private string? Decode(ImageSource source, ImageShape shape, byte[] planes)
    {
        try
        {
            RasterImage image = _options.Read(source);
            if ((image.Height, image.Width) != (shape.Height, shape.Width))
            {
                return $"{source.Name}: has {image.Width}×{image.Height} pixels, the first image has {shape.Width}×{shape.Height}; set resize to give all one size";
            }

            image.CopyPlanes(planes);
            return null;
        }
        catch (InvalidImageException error)
        {
            return error.Message;
        }
    }

    private InvalidDataException Refusal(string why, Exception? inner) =>
        new($"{_plan.Name}: {why} (on_bad_image: skip does without such images)", inner);
}
