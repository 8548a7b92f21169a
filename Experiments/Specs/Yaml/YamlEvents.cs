using System.Diagnostics.CodeAnalysis;
using ActorTraining.Training.Parameters;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>The events of a YAML text, one by one; a text that is no YAML ends in one kind of exception.</summary>
internal sealed class YamlEvents
{
    private readonly string _text;
    private readonly Parser _parser;

    // Where the collections begin that have not ended yet, the innermost on top.
    private readonly Stack<NodeEvent> _open = [];

    /// <summary>Starts at the first event.</summary>
    /// <exception cref="InvalidSpecException">The text is too long or has characters that no text has.</exception>
    public YamlEvents(string text)
    {
        if (text.Length > YamlComposer.LongestText)
            throw Fault(1, 1, $"the document is longer than {YamlComposer.LongestText:N0} characters");
        // A byte order mark is no part of the text, though YamlDotNet takes it for a letter.
        _text = text.TrimStart('\uFEFF');
        Scan(_text);
        _parser = new Parser(new StringReader(_text));
        Current = new StreamStart();
        Advance();
    }

    /// <summary>The event that is to be taken next.</summary>
    public ParsingEvent Current { get; private set; }

    /// <summary>The line of the current event, from 1.</summary>
    public int Line => (int)Current.Start.Line;

    /// <summary>An exception that points to the current event.</summary>
    public InvalidSpecException Fault(string message) => Fault(Current.Start, message);

    /// <summary>An exception that points to a place.</summary>
    public static InvalidSpecException Fault(Mark place, string message) => Fault(place.Line, place.Column, message);

    /// <summary>Takes an event whose kind is certain.</summary>
    public T Take<T>()
        where T : ParsingEvent => TryTake<T>(out var taken) ? taken : throw Fault("the document ends too early");

    /// <summary>Takes the current event if it is of a kind.</summary>
    public bool TryTake<T>([NotNullWhen(true)] out T? taken)
        where T : ParsingEvent
    {
        taken = Current as T;
        if (taken is not null and not StreamEnd)
            Advance();
        return taken is not null;
    }

    private static InvalidSpecException Fault(long line, long column, string message) =>
        new([new ParameterError($"line {line}, column {column}", message)]);

    /// <summary>Refuses control characters: the parser would take a NUL for the end and silently drop the rest.</summary>
    private static void Scan(string text)
    {
        var (line, column) = (1, 0);
        foreach (var letter in text)
        {
            column++;
            if (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t' or '\u0085'))
                throw Fault(line, column, $"the character U+{(int)letter:X4} is not allowed; is this a text file?");
            if (letter == '\n')
                (line, column) = (line + 1, 0);
        }
    }

    private void Advance()
    {
        try
        {
            _parser.MoveNext();
            Current = _parser.Current!;
        }
        catch (YamlException exception)
        {
            throw Fault(exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // YamlDotNet 16.3 fails so where a bracket is not closed.
            throw _open.TryPeek(out var opened)
                ? Fault(opened.Start, "what begins here does not end; is a bracket or a brace not closed?")
                : Fault(Current.End, "cannot be read from here on");
        }
        if (Current is SequenceStart or MappingStart)
            _open.Push((NodeEvent)Current);
        else if (Current is SequenceEnd or MappingEnd)
            _open.Pop();
    }

    private InvalidSpecException Fault(YamlException exception)
    {
        // YamlDotNet names the start of the block that the tab is in.
        if (exception.Message.Contains("tab", StringComparison.Ordinal) && LineIndentedByTab((int)exception.Start.Line) is { } line)
            return Fault(line, 1, "a tab indents this line; YAML is indented by spaces");
        return Fault(exception.Start, char.ToLowerInvariant(exception.Message[0]) + exception.Message[1..].TrimEnd('.'));
    }

    private int? LineIndentedByTab(int first)
    {
        var lines = _text.Split('\n');
        var index = Array.FindIndex(lines, first - 1, line => line[..^line.TrimStart().Length].Contains('\t'));
        return index < 0 ? null : index + 1;
    }
}
