using System.Net;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Security;
using ActorTraining.WebUI.Tests.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorTraining.WebUI.Tests.Security;

/// <summary>Who did what.</summary>
public sealed class AuditTests(GuardedSite site)
{
    private const string Quick = "{ name: audited, job: sleep, params: { seconds: 0, steps: 1 }, objective: { metric: value, direction: maximize } }";

    [Fact]
    public async Task What_users_do_and_what_they_are_refused_is_told_to_admins()
    {
        using var operators = site.As(AccessRole.Operator);
        using var admins = site.As(AccessRole.Admin);
        using var submitted = await operators.SendAsync("POST", "experiments", Quick, "application/yaml");
        var id = (await submitted.JsonAsync()).GetProperty("id").GetString()!;
        await site.Dashboard.EndAsync(id);
        using var cancelled = await operators.SendAsync("POST", $"experiments/{id}/trials/1/cancel");
        Assert.Equal(HttpStatusCode.Conflict, cancelled.StatusCode);
        using var cloned = await operators.SendAsync("POST", $"experiments/{id}/clone", "{ \"changes\": [\"params.steps=2\"] }");
        var copy = (await cloned.JsonAsync()).GetProperty("id").GetString()!;
        using var deleted = await admins.SendAsync("DELETE", $"experiments/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        var entries = (await admins.ReadAsync<AuditEntry[]>("audit?limit=10000")).Where(entry => entry.Experiment == id).Reverse().ToList();

        Assert.Equal(["submit", "cancel", "clone", "delete"], entries.Select(entry => entry.Action));
        Assert.StartsWith("the Operator (", entries[0].User);
        Assert.StartsWith("the Admin (", entries[3].User);
        Assert.Equal(("127.0.0.1", "audited", null), (entries[0].Address, entries[0].Detail, entries[0].Refusal));
        Assert.Equal(1, entries[1].Trial);
        Assert.Equal($"params.steps=2 → {copy}", entries[2].Detail);
        Assert.Contains("has come to its end", entries[1].Refusal);
    }

    [Fact]
    public void A_file_that_is_full_is_put_aside_and_read_on_in()
    {
        var folder = Directory.CreateTempSubdirectory("audit-");
        try
        {
            var path = Path.Combine(folder.FullName, "audit.jsonl");
            using (var log = new AuditLog(path, NullLoggerFactory.Instance, new SteppingClock(), size: 1000))
            {
                for (var i = 1; i <= 30; i++)
                {
                    log.Add(Entry(i));
                }

                Assert.Equal(Enumerable.Range(1, 30).Reverse().Select(i => $"detail {i}"), log.Newest(100).Select(entry => entry.Detail));
                Assert.Equal(["detail 30", "detail 29"], log.Newest(2).Select(entry => entry.Detail));
            }

            var files = folder.GetFiles("audit-*.jsonl");
            Assert.InRange(files.Length, 2, 10);
            Assert.All(files, file => Assert.InRange(file.Length, 1000, 1300));
            using var again = new AuditLog(path, NullLoggerFactory.Instance, new SteppingClock(), size: 1000);
            Assert.Equal(30, again.Newest(100).Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static AuditEntry Entry(int i) => new(DateTimeOffset.UnixEpoch.AddSeconds(i), "somebody", "127.0.0.1", "pause", "an-experiment", null, $"detail {i}", null);
    }

    [Fact]
    public async Task The_file_of_the_entries_is_its_owners_alone_and_survives_a_restart()
    {
        await using var dashboard = await TestDashboard.StartAsync(settings => settings with { Slots = 0 });
        using (var http = ApiSite.Client(dashboard))
        {
            using var _ = await http.SendAsync("POST", "experiments", Quick, "application/yaml");
        }

        var file = Path.Combine(dashboard.Folder, "audit.jsonl");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        await dashboard.RestartAsync();
        await File.AppendAllTextAsync(file, "{\"at\":\"half a li", TestContext.Current.CancellationToken);
        using var again = ApiSite.Client(dashboard);
        var entries = await again.ReadAsync<AuditEntry[]>("audit");
        Assert.Equal(("local", "submit"), (Assert.Single(entries).User, entries[0].Action));
    }

    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now = _now.AddSeconds(1);
    }
}
