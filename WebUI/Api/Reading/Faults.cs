using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Api.Errors;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>Gathers what is wrong with the parameters of a request, so that all of it is told at once.</summary>
internal sealed class Faults
{
    private readonly List<ParameterError> _all = [];

    /// <summary>Adds a fault.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="message">What is wrong with it.</param>
    public void Add(string name, string message) => _all.Add(new ParameterError(name, message));

    /// <summary>A number within bounds.</summary>
    public int Within(string name, int? value, int otherwise, int least, int most)
    {
        if (value is { } given && (given < least || given > most))
        {
            Add(name, $"{given} is not from {least} to {most}");
            return otherwise;
        }

        return value ?? otherwise;
    }

    /// <summary>What a text says.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="read">Reads it; throws a <see cref="FormatException"/> that says what is wrong.</param>
    /// <param name="otherwise">Stands where it says nothing.</param>
    public T Read<T>(string name, Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            Add(name, e.Message);
            return otherwise;
        }
    }

    /// <summary>Names of an enumeration, whatever their case.</summary>
    /// <returns>What they name; null where there are none.</returns>
    public IReadOnlyList<T>? Names<T>(string name, string[]? texts)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>().ToDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts?.Where(text => !known.ContainsKey(text)) ?? [])
        {
            Add(name, $"'{text}' is none of {string.Join(", ", known.Keys).ToLowerInvariant()}");
        }

        return texts is { Length: > 0 } ? [.. texts.Where(known.ContainsKey).Select(text => known[text])] : null;
    }

    /// <summary>Refuses the request where there were faults.</summary>
    /// <exception cref="ApiException">There were.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, _all.Count == 1 ? _all[0].ToString() : $"{_all.Count} parameters are not as they should be", _all);
        }
    }
}
