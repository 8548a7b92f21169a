namespace ActorTraining.Grains.Cluster;

/// <summary>Which versions of ActorTraining work together: those of the same major and minor number, so that silos can be replaced one by one.</summary>
public static class ReleaseNumber
{
    /// <summary>The part of a version that has to be the same on all silos: <c>1.2</c> of <c>1.2.3-beta+commit</c>.</summary>
    public static string Of(string version) => string.Join('.', Shown(version).Split('-')[0].Split('.').Take(2));

    /// <summary>A version as people are told it: without the commit behind its plus sign.</summary>
    public static string Shown(string version) => version.Split('+')[0];
}
