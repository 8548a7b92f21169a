namespace Orleans;

/// <summary>The entrance to the grains for code that is no grain.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the host.</summary>
    IServiceProvider ServiceProvider { get; }
}
