namespace ActorTraining.Client.Tests.Fakes;

/// <summary>A request that came.</summary>
internal sealed record Asked(string Method, string Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
