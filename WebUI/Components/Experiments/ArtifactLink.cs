using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments;

/// <summary>Where browsers get the files of trials.</summary>
internal static class ArtifactLink
{
    /// <summary>The address of a file. The hash makes it another address when the content is another one, so that it may be kept.</summary>
    /// <param name="experiment">The identifier of the experiment.</param>
    /// <param name="file">The file.</param>
    public static string Of(string experiment, ArtifactInfo file) =>
        $"/api/v1/experiments/{Uri.EscapeDataString(experiment)}/trials/{file.Trial}/artifacts/{string.Join('/', file.Name.Split('/').Select(Uri.EscapeDataString))}?v={file.Sha256[..12]}";
}
