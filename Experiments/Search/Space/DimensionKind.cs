namespace ActorTraining.Experiments.Search.Space;

/// <summary>What the values along a dimension are to each other.</summary>
internal enum DimensionKind
{
    /// <summary>Any number of a range.</summary>
    Real,

    /// <summary>A limited number of values in their order: neighbours are alike.</summary>
    Ordered,

    /// <summary>Values without an order.</summary>
    Categorical,
}
