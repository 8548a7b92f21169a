namespace ActorTraining.Grains.Storage;

/// <summary>What a column holds.</summary>
internal enum ColumnType
{
    /// <summary>Up to 32 bits.</summary>
    Int,

    /// <summary>Up to 64 bits.</summary>
    Long,

    /// <summary>A double; not NaN, which SQLite cannot hold.</summary>
    Real,

    Text,
}
