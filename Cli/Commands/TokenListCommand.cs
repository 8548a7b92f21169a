using System.CommandLine;
using System.Globalization;
using ActorTraining.Cli.Output;
using ActorTraining.Silo.Security;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain token list</c>: the tokens that there are.</summary>
internal sealed class TokenListCommand : TokenFileCommand
{
    private readonly JsonOption _json = new("Write one JSON object per token and line");

    /// <summary>Creates the command.</summary>
    public TokenListCommand(CommandContext context) : base(context, "list", "Lists the tokens, without their secrets.")
    {
        Add(_json);
        Examples = "  actortrain token list";
    }

    /// <inheritdoc/>
    protected override void Run(TokenFile tokens, ParseResult parsed)
    {
        DateTimeOffset now = Context.Clock.GetUtcNow();
        if (parsed.GetValue(_json))
        {
            foreach (TokenEntry token in tokens.Read())
                Context.Out.WriteLine(JsonText.Of(new { token.Id, token.Name, Role = RoleText(token.Role), token.Created, token.Expires, Valid = token.IsValid(now) }));
            return;
        }
        var table = new TextTable([new TextColumn("id"), new TextColumn("role"), new TextColumn("created"), new TextColumn("ends"), new TextColumn("name")]);
        foreach (TokenEntry token in tokens.Read())
            table.Add(token.IsValid(now) ? TextTone.Plain : TextTone.Bad, [token.Id, RoleText(token.Role), Day(token.Created), Ends(token, now), token.Name]);
        table.Write(Context);
    }

    private static string Ends(TokenEntry token, DateTimeOffset now) => token.Expires is not { } end ? "never" : token.IsValid(now) ? Day(end) : $"{Day(end)} (over)";

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
