namespace Orleans;

/// <summary>Marks a grain interface whose grains are told apart by a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;
