using System.CommandLine;
using System.CommandLine.Parsing;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Cli;

/// <summary>Says what is wrong with the arguments of a call.</summary>
internal static class UsageErrors
{
    /// <summary>Every fault; none where the command can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        // The parser takes an option that it does not know for an argument. As the name of a file or an experiment it would be misleading to complain about.
        List<string> unknown = [.. parsed.UnmatchedTokens, .. ArgumentsLikeOptions(parsed)];
        if (parsed.Action is { ClearsParseErrors: true })
            return [];
        if (unknown.Count > 0)
            return [.. unknown.Select(word => Unknown(word, parsed.CommandResult.Command))];
        return [.. parsed.Errors.Select(error => error.Message)];
    }

    private static IEnumerable<string> ArgumentsLikeOptions(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Where(word => word.StartsWith('-') && word.Length > 1);

    private static string Unknown(string word, Command command)
    {
        if (word.StartsWith('-'))
            return $"unknown option '{word}'{Closest(word, command.Options.Select(option => option.Name))}";
        return command.Subcommands.Count > 0
            ? $"unknown command '{word}'{DidYouMean.Hint(word, command.Subcommands.Select(sub => sub.Name))}"
            : $"unknown argument '{word}'";
    }

    private static string Closest(string word, IEnumerable<string> known) =>
        DidYouMean.Closest(word, known) is { } meant ? $"; did you mean '{meant}'?" : "";
}
