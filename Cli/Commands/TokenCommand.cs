using System.CommandLine;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain token</c>: who may reach the dashboard.</summary>
internal sealed class TokenCommand : Command
{
    /// <summary>Creates the command.</summary>
    public TokenCommand(CommandContext context) : base("token", "Makes and ends the tokens that the dashboard admits.")
    {
        Add(new TokenCreateCommand(context));
        Add(new TokenListCommand(context));
        Add(new TokenRevokeCommand(context));
        Add(new TokenRotateCommand(context));
    }
}
