using System.CommandLine;
using ActorTraining.Silo.Security;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain token revoke</c>: ends a token.</summary>
internal sealed class TokenRevokeCommand : TokenFileCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The token, as 'token list' names it" };

    /// <summary>Creates the command.</summary>
    public TokenRevokeCommand(CommandContext context) : base(context, "revoke", "Ends a token at once, also in browsers that have signed in with it.")
    {
        Add(_id);
        Examples = "  actortrain token revoke k7xw2mzd";
    }

    /// <inheritdoc/>
    protected override void Run(TokenFile tokens, ParseResult parsed)
    {
        string id = parsed.GetValue(_id)!;
        if (!tokens.Revoke(id))
            throw Unknown(id, tokens);
        Context.Out.WriteLine($"token {id} is revoked");
    }
}
