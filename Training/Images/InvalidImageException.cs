namespace ActorTraining.Training.Images;

/// <summary>A file is not a sound picture, or not one that may be read; the message names the file and the rule that it breaks.</summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">The file, as the user knows it.</param>
    /// <param name="rule">What is wrong, continuing the file's name: <c>it ends before its last row</c>.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public InvalidImageException(string file, string rule, Exception? inner = null) : base($"{file}: {rule}", inner)
    {
        File = file;
        Rule = rule;
    }

    /// <summary>The file, as the user knows it.</summary>
    public string File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Rule { get; }
}
