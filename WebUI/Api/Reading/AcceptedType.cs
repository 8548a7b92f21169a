using ActorTraining.WebUI.Api.Errors;
using Microsoft.Net.Http.Headers;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>Chooses the form of an answer by the header Accept.</summary>
internal static class AcceptedType
{
    /// <summary>The form that the caller likes best; among equals the first.</summary>
    /// <param name="request">The request.</param>
    /// <param name="forms">The media types that there are.</param>
    /// <exception cref="ApiException">None of them is accepted (406).</exception>
    public static string Accepted(this HttpRequest request, params ReadOnlySpan<string> forms)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
        {
            return forms[0];
        }

        var (best, liking) = ("", 0.0);
        foreach (var form in forms)
        {
            var type = new MediaTypeHeaderValue(form);
            var quality = accepted.Where(type.IsSubsetOf).OrderByDescending(Specificity).Select(found => found.Quality ?? 1).FirstOrDefault();
            (best, liking) = quality > liking ? (form, quality) : (best, liking);
        }

        return liking > 0 ? best : throw new ApiException(StatusCodes.Status406NotAcceptable, $"the answer can be {string.Join(" or ", forms.ToArray())}");
    }

    private static int Specificity(MediaTypeHeaderValue type) => type.MatchesAllTypes ? 0 : type.MatchesAllSubTypes ? 1 : 2;
}
