using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Silo.Security;

namespace ActorTraining.Cli.Tests.Commands;

public sealed class TokenCommandTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    private TokenFile Tokens => new(Path.Combine(_workplace.Folder, "tokens.json"), _workplace.Clock);

    private Task<ExitCode> TokenAsync(params string[] words) => _workplace.RunAsync(["token", .. words, "--store", "store.db"]);

    [Fact]
    public async Task A_token_is_made_shown_once_and_kept_as_a_hash()
    {
        Assert.Equal(ExitCode.Success, await TokenAsync("create", "--role", "operator", "--name", "nightly", "--lifetime", "90d"));

        var token = Assert.Single(Tokens.Read());
        var secret = Assert.Single(_workplace.OutLines);
        Assert.Equal(("nightly", AccessRole.Operator, TimeSpan.FromDays(90)), (token.Name, token.Role, token.Expires - token.Created));
        Assert.True(token.Matches(secret));
        Assert.DoesNotContain(secret.Split('_', 3)[2], File.ReadAllText(Tokens.Path));
        Assert.Contains($"token {token.Id} for nightly, role operator", _workplace.Error);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Tokens.Path));
        }
    }

    [Fact]
    public async Task Tokens_are_listed_without_their_secrets()
    {
        Tokens.Create("one", AccessRole.Viewer);
        Tokens.Create("two", AccessRole.Admin, TimeSpan.FromHours(1));
        _workplace.Clock.Now += TimeSpan.FromHours(2);

        Assert.Equal(ExitCode.Success, await TokenAsync("list"));
        Assert.Equal(ExitCode.Success, await TokenAsync("list", "--json"));

        Assert.Matches("viewer .* never .*one", _workplace.OutLines[1]);
        Assert.Matches(@"admin .* \(over\) .*two", _workplace.OutLines[2]);
        Assert.Contains("\"name\":\"two\",\"role\":\"admin\"", _workplace.OutLines[4]);
        Assert.Contains("\"valid\":false", _workplace.OutLines[4]);
        Assert.DoesNotContain("hash", _workplace.Out);
    }

    [Fact]
    public async Task A_revoked_token_is_gone()
    {
        var id = Tokens.Create("one", AccessRole.Viewer).Entry.Id;

        Assert.Equal(ExitCode.Success, await TokenAsync("revoke", id));
        Assert.Equal(ExitCode.Usage, await TokenAsync("revoke", id));

        Assert.Empty(Tokens.Read());
        Assert.True(Tokens.Exists);
        Assert.Contains($"there is no valid token '{id}'", _workplace.Error);
    }

    [Fact]
    public async Task A_rotated_token_has_a_successor_and_lives_on_for_its_grace()
    {
        var old = Tokens.Create("one", AccessRole.Operator, TimeSpan.FromDays(30)).Entry;
        _workplace.Clock.Now += TimeSpan.FromDays(20);

        Assert.Equal(ExitCode.Success, await TokenAsync("rotate", old.Id, "--grace", "12h"));

        var now = _workplace.Clock.GetUtcNow();
        var (kept, successor) = (Tokens.Read()[0], Tokens.Read()[1]);
        Assert.Equal(now + TimeSpan.FromHours(12), kept.Expires);
        Assert.Equal(("one", AccessRole.Operator, now + TimeSpan.FromDays(30)), (successor.Name, successor.Role, successor.Expires!.Value));
        Assert.True(successor.Matches(Assert.Single(_workplace.OutLines)));
        Assert.Equal(ExitCode.Success, await TokenAsync("rotate", successor.Id));
        Assert.False(Tokens.Read()[1].IsValid(now));
    }

    [Theory]
    [InlineData("create", "--role", "king")]
    [InlineData("create")]
    [InlineData("create", "--role", "viewer", "--lifetime", "soon")]
    [InlineData("create", "--role", "viewer", "--lifetime", "0s")]
    [InlineData("create", "--role", "viewer", "--name", " ")]
    [InlineData("rotate", "nothing")]
    public async Task What_cannot_be_done_is_refused(params string[] words)
    {
        Assert.Equal(ExitCode.Usage, await TokenAsync(words));
        Assert.NotEmpty(_workplace.Error);
        Assert.Empty(Tokens.Read());
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are Unix's");
            return;
        }

        Tokens.Create("one", AccessRole.Viewer);
        File.SetUnixFileMode(Tokens.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Equal(ExitCode.Usage, await TokenAsync("list"));
        Assert.Contains("chmod 600", _workplace.Error);
    }
}
