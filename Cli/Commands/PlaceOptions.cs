using System.CommandLine;
using System.CommandLine.Parsing;
using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Places;
using ActorTraining.Client;

namespace ActorTraining.Cli.Commands;

/// <summary>The options that say where experiments are: <c>--store</c>, or <c>--server</c> with its token.</summary>
internal sealed class PlaceOptions
{
    private readonly CommandContext _context;
    private readonly StoreOption _store = new();
    private readonly Option<string?> _server = new("--server")
    {
        Description = $"Address of a server whose experiments they are, for example http://localhost:5080; otherwise ${ActorTrainingClient.ServerVariable}, unless --store is given",
        HelpName = "url",
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = $"File with the token that the server knows; otherwise ${ActorTrainingClient.TokenVariable} has it",
        HelpName = "file",
    };

    /// <summary>Creates the options and adds them to a command.</summary>
    public PlaceOptions(CommandContext context, Command command)
    {
        _context = context;
        command.Add(_store);
        command.Add(_server);
        command.Add(_tokenFile);
        command.Validators.Add(Check);
    }

    /// <summary>Whether a server was named on the command line or by the environment.</summary>
    public bool IsServer(CommandResult command) => command.GetResult(_server) is not null || (command.GetResult(_store) is null && Variable is not null);

    /// <summary>Where the experiments are.</summary>
    /// <exception cref="CommandException">The address or the token of the server is none.</exception>
    public ExperimentPlace Place(ParseResult parsed) =>
        IsServer(parsed.CommandResult) ? Server(parsed) : new StorePlace(_context, _store.Path(parsed, _context), _store.Words(parsed));

    private string? Variable => Given(ActorTrainingClient.ServerVariable);

    private string? Given(string variable) => _context.Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private ServerPlace Server(ParseResult parsed)
    {
        string? option = parsed.GetValue(_server);
        string address = option ?? Variable!;
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? server) || server.Scheme is not ("http" or "https"))
            throw new CommandException(ExitCode.Usage,
                $"{(option is null ? ActorTrainingClient.ServerVariable : _server.Name)}: '{address}' is no address of a server; one is for example http://localhost:5080");
        string? file = parsed.GetValue(_tokenFile);
        string words = (option is null ? "" : $" {_server.Name} {ShellText.Quote(option)}") + (file is null ? "" : $" {_tokenFile.Name} {ShellText.Quote(file)}");
        return new ServerPlace(_context, server, file is null ? Given(ActorTrainingClient.TokenVariable) : Token(file), words);
    }

    private string Token(string file)
    {
        try
        {
            string token = File.ReadAllText(_context.FullPath(file)).Trim();
            return token.Length > 0 ? token : throw new CommandException(ExitCode.Usage, $"{_tokenFile.Name}: {file} is empty");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{_tokenFile.Name}: {file} cannot be read: {error.Message}");
        }
    }

    private void Check(CommandResult command)
    {
        if (command.GetResult(_server) is not null && command.GetResult(_store) is not null)
            command.AddError($"{_store.Name} and {_server.Name} contradict each other");
        if (command.GetResult(_tokenFile) is not null && !IsServer(command))
            command.AddError($"{_tokenFile.Name} is for a server, and none is named; give {_server.Name} as well");
    }
}
