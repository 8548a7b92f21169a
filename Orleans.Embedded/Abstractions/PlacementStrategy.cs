namespace Orleans.Runtime;

/// <summary>How a silo is chosen for a new activation. The decision is made by the director registered for it.</summary>
public abstract class PlacementStrategy;
