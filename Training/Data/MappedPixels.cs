using System.IO.MemoryMappedFiles;

namespace ActorTraining.Training.Data;

/// <summary>Images in a file that is mapped into memory: read when they are needed, and shared by all processes of the machine.</summary>
/// <remarks>The mapping goes when nothing refers to it any more. Files of the cache are replaced, never written in place, so that its bytes cannot vanish under a reader.</remarks>
internal sealed unsafe class MappedPixels : PixelStore
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <summary>Maps a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where its images begin.</param>
    /// <param name="length">Their bytes; the file has as many.</param>
    /// <exception cref="IOException">The file cannot be mapped.</exception>
    public MappedPixels(string path, long offset, long length)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
        Length = length;
    }

    ~MappedPixels() => _view.SafeMemoryMappedViewHandle.ReleasePointer();

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Slice(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Length);
        return new ReadOnlySpan<byte>(_start + start, length);
    }
}
