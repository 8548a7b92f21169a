namespace ActorTraining.Experiments;

/// <summary>The key of an earlier request came with another one.</summary>
public sealed class KeyReusedException() : Exception("this key was given with another request before; a new request needs a new key");
