using System.Text.Json;

namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>Changes single values in a YAML text and leaves the rest as it was written, comments included.</summary>
/// <param name="text">The text, with line feeds alone at the ends of lines.</param>
internal sealed class YamlEdit(string text)
{
    /// <summary>The text with another value in a place.</summary>
    /// <param name="place">Where; not the document itself.</param>
    /// <param name="value">The new value.</param>
    public string Replace(YamlPlace place, JsonElement value)
    {
        if (place.Parent!.IsBlock && !YamlWriter.IsShort(value))
            return ReplaceByBlock(place, value);
        var written = YamlWriter.WriteInline(value);
        if (place.Key is not { } key)
            return Splice(place.Start, place.End, written);
        var colon = text.IndexOf(':', key.End.Value) + 1;
        if (place.Start == place.End)
            return Splice(colon, colon, $" {written}");
        // A block below its key comes up to it, before the comment that may stand there.
        return place.IsBlock
            ? Splice(colon, LineEnd(place.End), $" {written}{text[colon..LineEnd(colon)]}")
            : Splice(place.Start, place.End, written);
    }

    /// <summary>The text with an entry more in an object, or an item more in a list.</summary>
    /// <param name="parent">The object or list, which has entries already.</param>
    /// <param name="position">How many of its entries stand before the new one.</param>
    /// <param name="key">The new key; null for a list.</param>
    /// <param name="value">The value.</param>
    public string Insert(YamlPlace parent, int position, string? key, JsonElement value)
    {
        var before = position == 0 ? null : parent.Parts[position - 1];
        if (!parent.IsBlock)
        {
            var entry = (key is null ? "" : $"{YamlWriter.WriteInline(key)}: ") + YamlWriter.WriteInline(value);
            return before is null ? Splice(parent.Parts[0].EntryStart, parent.Parts[0].EntryStart, $"{entry}, ") : Splice(before.End, before.End, $", {entry}");
        }

        var start = Start(parent.Parts[0]);
        var column = start - LineStart(start);
        var lines = Entry(key, value, column);
        if (before is null)
            return Splice(start, start, $"{lines}\n{Spaces(column)}");
        var end = LineEnd(before.End);
        return Splice(end, end, $"\n{Spaces(column)}{lines}");
    }

    /// <summary>The text without an entry of an object or an item of a list that has others.</summary>
    public string Remove(YamlPlace place)
    {
        var siblings = place.Parent!.Parts;
        var index = siblings.IndexOf(place);
        var (start, next) = (Start(place), index + 1 < siblings.Count ? siblings[index + 1] : null);
        if (!place.Parent.IsBlock)
            return next is null ? Splice(siblings[index - 1].End, place.End, "") : Splice(start, next.EntryStart, "");
        var line = LineStart(start);
        // The first entry of an object in a list stands behind the dash, which stays.
        return next is not null && !string.IsNullOrWhiteSpace(text[line..start])
            ? Splice(start, Start(next), "")
            : Splice(line, Math.Min(LineEnd(place.End) + 1, text.Length), "");
    }

    private string ReplaceByBlock(YamlPlace place, JsonElement value)
    {
        if (place.Key is not { } key)
        {
            var indent = place.Start - LineStart(place.Start);
            return Splice(place.Start, place.End, Indented(value, indent).TrimStart(' '));
        }

        var column = key.Start.Value - LineStart(key.Start.Value);
        var lines = Indented(value, column + 2);
        if (place.IsBlock)
            return Splice(LineStart(place.Start), LineEnd(place.End), lines);
        var colon = text.IndexOf(':', key.End.Value) + 1;
        return Splice(colon, LineEnd(place.End), $"{text[place.End..LineEnd(place.End)]}\n{lines}");
    }

    private static string Entry(string? key, JsonElement value, int column)
    {
        if (key is null)
            return $"- {(YamlWriter.IsShort(value) ? YamlWriter.WriteInline(value) : Indented(value, column + 2).TrimStart(' '))}";
        var name = YamlWriter.WriteInline(key);
        return YamlWriter.IsShort(value) ? $"{name}: {YamlWriter.WriteInline(value)}" : $"{name}:\n{Indented(value, column + 2)}";
    }

    private static string Indented(JsonElement value, int column) =>
        string.Join('\n', YamlWriter.Write(value).TrimEnd('\n').Split('\n').Select(line => Spaces(column) + line));

    // In a block list that is the dash.
    private int Start(YamlPlace place) => place is { Key: null, Parent.IsBlock: true } ? text.LastIndexOf('-', place.Start - 1) : place.EntryStart;

    private string Splice(int from, int to, string with) => string.Concat(text.AsSpan(0, from), with, text.AsSpan(to));

    private int LineStart(int index) => text.LastIndexOf('\n', Math.Max(0, index - 1)) + 1;

    private int LineEnd(int index) => text.IndexOf('\n', index) is >= 0 and var end ? end : text.Length;

    private static string Spaces(int count) => new(' ', count);
}
