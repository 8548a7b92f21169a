namespace Orleans.Runtime;

/// <summary>How a silo is chosen for a new activation. The embedded runtime has one silo, so it ignores it.</summary>
public abstract class PlacementStrategy;
