namespace ActorTraining.Client.Http;

/// <summary>Whether a request may be sent again when nobody knows what became of it.</summary>
internal enum Repetition
{
    /// <summary>It may: twice is as good as once.</summary>
    Always,

    /// <summary>Only where the server cannot have begun with it: the connection never came about, or it said so (429).</summary>
    IfUnheard,
}
