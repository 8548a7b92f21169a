using System.Globalization;
using ActorTraining.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A silo of a cluster, to be killed by tests: SiloHost <connection string> <cluster> <name> <silo port> <gateway port>. It ends when its input does.
var cluster = new OrleansClusterOptions { ConnectionString = args[0], ClusterId = args[1] };
await OrleansCluster.PrepareAsync(cluster);
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
builder.Services.AddSingleton(TimeProvider.System);
builder.UseOrleans(orleans => OrleansCluster.ConfigureSilo(orleans, new OrleansSiloOptions
{
    Cluster = cluster,
    Name = args[2],
    SiloPort = int.Parse(args[3], CultureInfo.InvariantCulture),
    GatewayPort = int.Parse(args[4], CultureInfo.InvariantCulture),
}));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
await Console.In.ReadToEndAsync();
await host.StopAsync();
