using System.Diagnostics.Metrics;
using ActorTraining.Grains.Telemetry;
using ActorTraining.Silo.Slots;
using ActorTraining.Silo.Stores;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ActorTraining.Silo.Telemetry;

/// <summary>Sends metrics and traces over OTLP, under the names of OpenTelemetry's conventions where there is one.</summary>
internal sealed class SiloTelemetry : IDisposable
{
    private const string StandardVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Meters = [Instruments.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Orleans", "Npgsql"];
    private static readonly string[] Sources = [Instruments.Name, "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Npgsql"];

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private SiloTelemetry(Uri? collector, string cluster, SlotPool slots)
    {
        Instruments.Meter.CreateObservableUpDownCounter("actortraining.slots", () => Count(slots), "{slot}", "Slots of this silo, by device and state");
        var resource = ResourceBuilder.CreateDefault()
            .AddService("actortraining-silo", serviceVersion: ClusterIdentity.ThisVersion, serviceInstanceId: slots.Silo)
            .AddAttributes([new("actortraining.cluster", cluster)])
            .AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter(options => Aim(options, collector, "v1/metrics")).Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter(options => Aim(options, collector, "v1/traces")).Build();
    }

    /// <summary>Begins to send.</summary>
    /// <param name="collector">The collector's address, <c>http://host:4318</c>, spoken to in protobuf over HTTP; null to do as the standard's environment variables say.</param>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="slots">The silo's slots.</param>
    /// <returns>Null where no collector is named at all.</returns>
    public static SiloTelemetry? Start(Uri? collector, string cluster, SlotPool slots) =>
        collector is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(StandardVariable)) ? null : new SiloTelemetry(collector, cluster, slots);

    /// <summary>Sends what is left, for a few seconds at most.</summary>
    public void Dispose()
    {
        const int most = 3000;
        _metrics.Shutdown(most);
        _traces.Shutdown(most);
        _metrics.Dispose();
        _traces.Dispose();
    }

    private static IEnumerable<Measurement<long>> Count(SlotPool slots) =>
        from slot in slots.Status()
        group slot by (slot.Device, State: slot.Lease is null ? "idle" : "busy") into same
        select new Measurement<long>(same.LongCount(), new("actortraining.device", same.Key.Device), new KeyValuePair<string, object?>("actortraining.state", same.Key.State));

    private static void Aim(OtlpExporterOptions options, Uri? collector, string signal)
    {
        if (collector is not null)
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = new Uri(new Uri(collector.AbsoluteUri.TrimEnd('/') + "/"), signal);
        }
    }
}
