using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.Activations;

/// <summary>What activations of a silo share.</summary>
internal sealed record ActivationEnvironment(
    CallRouter Router, EmbeddedSiloOptions Options, IServiceScopeFactory Scopes, TimeProvider Time, ILogger Log);
