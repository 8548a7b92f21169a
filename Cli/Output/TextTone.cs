namespace ActorTraining.Cli.Output;

/// <summary>How a row of a table looks where colours can be shown.</summary>
internal enum TextTone
{
    /// <summary>As any text.</summary>
    Plain,

    /// <summary>A heading: less than a row.</summary>
    Heading,

    /// <summary>The row that matters most.</summary>
    Best,

    /// <summary>Something went wrong.</summary>
    Bad,
}
