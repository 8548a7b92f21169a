using ActorTraining.Client.Http;

namespace ActorTraining.Client;

/// <content>Tables for other programs.</content>
public sealed partial class ActorTrainingClient
{
    private const string Csv = "text/csv";

    /// <summary>Writes all trials of an experiment as CSV (RFC 4180, UTF-8): a row per trial, with a column for each value that the search chose and each metric.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="destination">Receives the table; stays open.</param>
    /// <param name="cancel">Gives up.</param>
    /// <example><code>await using var file = File.Create("trials.csv"); await client.ExportTrialsAsync(id, file);</code></example>
    public Task ExportTrialsAsync(string experiment, Stream destination, CancellationToken cancel = default) => ExportAsync(Of(experiment, "trials"), experiment, destination, cancel);

    /// <summary>Writes every value of every metric of an experiment as CSV, each with the seconds that its trial had computed and the time of day.</summary>
    /// <inheritdoc cref="ExportTrialsAsync"/>
    public Task ExportMetricsAsync(string experiment, Stream destination, CancellationToken cancel = default) => ExportAsync(Of(experiment, "metrics"), experiment, destination, cancel);

    private async Task ExportAsync(QueryText path, string experiment, Stream destination, CancellationToken cancel)
    {
        // What went into the destination cannot be taken back, so that nothing is tried again once the table has begun.
        using var answer = await _connection.OpenAsync(
            () => _connection.Request(HttpMethod.Get, path, Csv), Repetition.Always, experiment, RetrySchedule.ForCall(_connection.Options), cancel);
        await using var table = await answer.OpenAsync(Csv, _connection.Options.Timeout, cancel);
        await table.CopyToAsync(destination, cancel);
    }
}
