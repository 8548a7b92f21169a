using ActorTraining.Deploy.Tests.Publish;

[assembly: AssemblyFixture(typeof(PublishedProgram))]

namespace ActorTraining.Deploy.Tests.Publish;

/// <summary>The command.</summary>
public sealed class PublishedProgram() : PublishedProject("Cli", "actortrain");
