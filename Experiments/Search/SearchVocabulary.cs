using System.Text.Json;
using ActorTraining.Experiments.Search.Expressions;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search;

/// <summary>The language for search spaces, for those who let people write in it.</summary>
public static class SearchVocabulary
{
    /// <summary>The keywords that may stand in place of a parameter, in the order in which documentation lists them.</summary>
    public static IReadOnlyList<SearchWord> For(ParameterSchema parameter) =>
        [.. SearchKeywords.All.Where(keyword => keyword.Misfit(parameter) is null).Select(Word)];

    /// <summary>The keyword of a value that is a search expression, and what stands behind it; null for every other value.</summary>
    public static (SearchWord Word, JsonElement Argument)? Of(JsonElement value) =>
        SearchKeywords.Of(value, out var argument) is { } keyword ? (Word(keyword), argument) : null;

    private static SearchWord Word(SearchKeyword keyword) =>
        new(keyword.Name, keyword.Summary, keyword.Parts);
}
