using System.Net;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Security;
using ActorTraining.WebUI.Tests.Api;

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
}
