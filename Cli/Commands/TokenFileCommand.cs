using System.CommandLine;
using ActorTraining.Cli.Hosting;
using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Security;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Cli.Commands;

/// <summary>A command that works on the file of the tokens.</summary>
internal abstract class TokenFileCommand : CliCommand
{
    private readonly Option<string?> _tokens = new("--tokens")
    {
        Description = "The file of the tokens; otherwise tokens.json beside the store, where the dashboard looks for it",
        HelpName = "file",
    };

    private readonly StoreOption _store = new();

    /// <summary>Creates the command.</summary>
    protected TokenFileCommand(CommandContext context, string name, string description) : base(context, name, description)
    {
        Add(_tokens);
        Add(_store);
    }

    /// <summary>Does the work.</summary>
    protected abstract void Run(TokenFile tokens, ParseResult parsed);

    /// <inheritdoc/>
    protected sealed override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string path = parsed.GetValue(_tokens) is { } given
            ? Context.FullPath(given)
            : TokenFile.Beside(_store.Path(parsed, Context), UserFolder.Of(Context.Variable));
        try
        {
            Run(new TokenFile(path, Context.Clock), parsed);
            return Task.FromResult(ExitCode.Success);
        }
        catch (TokenFileException error)
        {
            throw new CommandException(ExitCode.Usage, error.Message);
        }
    }

    /// <summary>Tells a new token: the secret alone on the standard output, so that it can go where it is needed.</summary>
    protected void Tell(NewToken token, TokenFile tokens)
    {
        Context.Error.WriteLine($"token {token.Entry.Id} for {token.Entry.Name}, role {RoleText(token.Entry.Role)}, in {Context.ShownPath(tokens.Path)}; it is shown this once:");
        Context.Out.WriteLine(token.Secret);
    }

    /// <summary>A role as it is written.</summary>
    protected static string RoleText(AccessRole role) => role.ToString().ToLowerInvariant();

    /// <summary>The refusal of a token that there is not.</summary>
    protected CommandException Unknown(string id, TokenFile tokens) =>
        new(ExitCode.Usage, $"there is no valid token '{id}' in {Context.ShownPath(tokens.Path)}; '{Context.Invocation} token list' shows all");

    /// <summary>A span of time of an option.</summary>
    /// <exception cref="CommandException">It is none, or not longer than nothing.</exception>
    protected static TimeSpan Duration(string option, string text, bool zero) =>
        DurationValue.TryParse(text, out TimeSpan duration) && (duration > TimeSpan.Zero || (zero && duration == TimeSpan.Zero)) && duration < TimeSpan.FromDays(36500)
            ? duration
            : throw new CommandException(ExitCode.Usage, $"{option}: '{text}' is no span of time such as 90d or 12h");
}
