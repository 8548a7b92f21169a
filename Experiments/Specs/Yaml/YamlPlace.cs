namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>One value of a YAML text, and where it stands there.</summary>
/// <param name="Path">Its path, as in <see cref="YamlDocument.Lines"/>.</param>
/// <param name="Parent">The list or object that it is in; null for the document itself.</param>
/// <param name="Key">Where its key stands; null in a list.</param>
internal sealed record YamlPlace(string Path, YamlPlace? Parent, Range? Key)
{
    /// <summary>Its first letter.</summary>
    public int Start { get; set; }

    /// <summary>Behind its last letter; a comment that follows is no part of it.</summary>
    public int End { get; set; }

    /// <summary>Whether it is a list or an object over several lines without brackets.</summary>
    public bool IsBlock { get; set; }

    /// <summary>What it contains, in the order of the text.</summary>
    public List<YamlPlace> Parts { get; } = [];

    /// <summary>The first letter of its entry in an object: that of its key; in a list its own.</summary>
    public int EntryStart => Key?.Start.Value ?? Start;
}
