using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>Finds where each value of a YAML text stands.</summary>
internal sealed class YamlPlaces
{
    private readonly string _text;
    private readonly YamlEvents _events;
    private readonly Dictionary<string, YamlPlace> _places = [];

    private YamlPlaces(string text) => (_text, _events) = (text, new YamlEvents(text));

    /// <summary>The places of all values by their paths; what an alias repeats has only the alias' own.</summary>
    /// <param name="text">A text that <see cref="YamlComposer"/> can read, without a byte order mark.</param>
    /// <param name="root">What paths start with.</param>
    public static IReadOnlyDictionary<string, YamlPlace> Of(string text, string root)
    {
        var places = new YamlPlaces(text);
        places._events.Take<StreamStart>();
        places._events.Take<DocumentStart>();
        places.Node(new YamlPlace(root, null, null));
        return places._places;
    }

    private YamlPlace Node(YamlPlace place)
    {
        _places.TryAdd(place.Path, place);
        var start = _events.Current;
        (place.Start, place.End) = (Index(start.Start), Index(start.End));
        switch (start)
        {
            case SequenceStart list:
                _events.Take<SequenceStart>();
                place.IsBlock = list.Style != SequenceStyle.Flow;
                Items(place);
                Close(place, _events.Take<SequenceEnd>());
                break;
            case MappingStart mapping:
                _events.Take<MappingStart>();
                place.IsBlock = mapping.Style != MappingStyle.Flow;
                Entries(place);
                Close(place, _events.Take<MappingEnd>());
                break;
            default:
                _events.Take<ParsingEvent>();
                break;
        }

        while (place.End > place.Start && char.IsWhiteSpace(_text[place.End - 1]))
            place.End--;
        return place;
    }

    private void Items(YamlPlace list)
    {
        while (_events.Current is not SequenceEnd)
            list.Parts.Add(Node(new YamlPlace($"{list.Path}[{list.Parts.Count}]", list, null)));
    }

    private void Entries(YamlPlace mapping)
    {
        while (_events.Current is not MappingEnd)
        {
            var key = _events.Take<Scalar>();
            mapping.Parts.Add(Node(new YamlPlace($"{mapping.Path}.{key.Value}", mapping, Index(key.Start)..Index(key.End))));
        }
    }

    // The end that the parser names for a block is where the next thing begins, behind comments that are none of its own; with brackets it is the closing one.
    private static void Close(YamlPlace place, ParsingEvent end) =>
        place.End = place.IsBlock && place.Parts.Count > 0 ? place.Parts[^1].End : Index(end.Start) + 1;

    private static int Index(Mark mark) => (int)mark.Index;
}
