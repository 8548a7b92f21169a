using System.CommandLine;
using ActorTraining.Silo.Security;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain token rotate</c>: replaces a token by a new one.</summary>
internal sealed class TokenRotateCommand : TokenFileCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The token, as 'token list' names it" };
    private readonly Option<string?> _grace = new("--grace") { Description = "How long the old one stays valid, such as 12h [default: 0s]", HelpName = "time" };

    /// <summary>Creates the command.</summary>
    public TokenRotateCommand(CommandContext context) : base(context, "rotate", "Makes a token in place of another one, with the same name, role and lifetime.")
    {
        Add(_id);
        Add(_grace);
        Examples = "  actortrain token rotate k7xw2mzd --grace 12h > nightly.token";
    }

    /// <inheritdoc/>
    protected override void Run(TokenFile tokens, ParseResult parsed)
    {
        string id = parsed.GetValue(_id)!;
        TimeSpan grace = parsed.GetValue(_grace) is { } text ? Duration("--grace", text, zero: true) : TimeSpan.Zero;
        Tell(tokens.Rotate(id, grace) ?? throw Unknown(id, tokens), tokens);
    }
}
