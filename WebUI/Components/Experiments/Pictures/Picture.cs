using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Pictures;

/// <summary>A picture that a trial made.</summary>
/// <param name="Experiment">The identifier of the experiment.</param>
/// <param name="Trial">The trial.</param>
/// <param name="File">The stored file.</param>
public sealed record Picture(string Experiment, TrialInfo Trial, ArtifactInfo File)
{
    /// <summary>Where the browser gets it.</summary>
    public string Address => ArtifactLink.Of(Experiment, File);

    /// <summary>Whether a stored file is a picture that browsers show.</summary>
    public static bool Is(ArtifactInfo file) => file.MediaType is "image/png" or "image/jpeg" or "image/svg+xml" or "image/gif" or "image/webp";
}
