using System.CommandLine;
using ActorTraining.Silo.Security;

namespace ActorTraining.Cli.Commands;

/// <summary><c>actortrain token create</c>: makes a token.</summary>
internal sealed class TokenCreateCommand : TokenFileCommand
{
    private readonly Option<AccessRole> _role = new("--role")
    {
        Description = "What it permits: viewer looks, operator submits and controls, admin also deletes and reads the audit log",
        HelpName = "viewer|operator|admin",
        Required = true,
    };

    private readonly Option<string?> _name = new("--name") { Description = "Who gets it [default: this user]", HelpName = "text" };
    private readonly Option<string?> _lifetime = new("--lifetime") { Description = "How long it is valid, such as 90d [default: for ever]", HelpName = "time" };

    /// <summary>Creates the command.</summary>
    public TokenCreateCommand(CommandContext context) : base(context, "create", "Makes a token and shows its secret, this once; only a hash of it is kept.")
    {
        Add(_role);
        Add(_name);
        Add(_lifetime);
        Examples = """
              actortrain token create --role admin
              actortrain token create --role operator --name nightly --lifetime 90d > nightly.token
            """;
    }

    /// <inheritdoc/>
    protected override void Run(TokenFile tokens, ParseResult parsed)
    {
        string name = parsed.GetValue(_name)?.Trim() ?? Environment.UserName;
        if (name.Length is 0 or > 100 || name.Any(char.IsControl))
            throw new CommandException(ExitCode.Usage, "--name: has to have 1 to 100 characters that can be seen");
        TimeSpan? lifetime = parsed.GetValue(_lifetime) is { } text ? Duration("--lifetime", text, zero: false) : null;
        Tell(tokens.Create(name, parsed.GetValue(_role), lifetime), tokens);
    }
}
