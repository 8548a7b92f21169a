using Microsoft.Extensions.Hosting;

namespace ActorTraining.Silo.Runtime;

/// <summary>The lifetime of a host in somebody else's process: signals are their business, they start and stop it.</summary>
internal sealed class BorrowedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
