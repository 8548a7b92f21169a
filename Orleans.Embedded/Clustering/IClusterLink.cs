namespace Orleans.Embedded.Clustering;

/// <summary>What ties a silo to others. The silo starts and stops it, so that it lasts as long as grains may call each other.</summary>
internal interface IClusterLink
{
    /// <summary>The silo takes calls from now on.</summary>
    void Start();

    /// <summary>The silo begins to stop.</summary>
    void BeginLeaving();

    /// <summary>The silo's grains are deactivated.</summary>
    /// <param name="giveUp">Cancelled when there is no more time.</param>
    Task StopAsync(CancellationToken giveUp);
}
