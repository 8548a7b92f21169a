namespace ActorTraining.Training.Weights;

/// <summary>How a weights file stores one number, little endian. All become float32 when they are read.</summary>
internal enum ElementType
{
    /// <summary>IEEE 754 half precision.</summary>
    Float16,

    /// <summary>The upper half of a float32.</summary>
    BFloat16,

    /// <summary>IEEE 754 single precision; the only type that is written.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,

    /// <summary>Signed, 8 bits.</summary>
    Int8,

    /// <summary>Unsigned, 8 bits.</summary>
    UInt8,

    /// <summary>Signed, 16 bits.</summary>
    Int16,

    /// <summary>Signed, 32 bits.</summary>
    Int32,

    /// <summary>Signed, 64 bits.</summary>
    Int64,

    /// <summary>One byte: 0 or 1.</summary>
    Boolean,
}
