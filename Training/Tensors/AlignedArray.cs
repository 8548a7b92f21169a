using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Tensors;

/// <summary>Memory for kernels: zeroed, never moved, its first element on a 64-byte boundary (one cache line, one 512-bit vector).</summary>
/// <remarks>
/// It is a pinned array of the collected heap, so that spans over it are safe and nothing needs to be disposed. Behind the last element lie
/// at least 64 more bytes, so that a kernel may read and write one whole vector at any element.
/// </remarks>
internal sealed unsafe class AlignedArray<T> where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _storage;
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> zeros.</summary>
    public AlignedArray(int length)
    {
        _storage = GC.AllocateArray<T>(length + 2 * Alignment / sizeof(T), pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _storage[0]);
        _start = (int)((-address & (Alignment - 1)) / sizeof(T));
        Length = length;
    }

    /// <summary>The number of elements, without the padding.</summary>
    public int Length { get; }

    /// <summary>The elements, without the padding.</summary>
    public Span<T> Span => _storage.AsSpan(_start, Length);

    /// <summary>The address of the first element; valid as long as this object is reachable.</summary>
    public T* Pointer => (T*)Unsafe.AsPointer(ref _storage[_start]);
}
