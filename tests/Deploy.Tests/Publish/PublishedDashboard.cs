using ActorTraining.Deploy.Tests.Publish;

[assembly: AssemblyFixture(typeof(PublishedDashboard))]

namespace ActorTraining.Deploy.Tests.Publish;

/// <summary>The dashboard.</summary>
public sealed class PublishedDashboard() : PublishedProject("WebUI", "ActorTraining.WebUI");
