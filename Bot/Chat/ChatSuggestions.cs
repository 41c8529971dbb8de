using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.KnowledgeBase.HelpCenter;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Chat;

/// <summary>Questions that somebody who writes to the chat may be about to ask. Nothing of what is written is kept, logged or cached.</summary>
internal static class ChatSuggestions
{
    /// <summary>A story has begun: nobody is looking for a title any more.</summary>
    private const int Longest = 80;

    private const int Most = 3;

    /// <summary>Answers <c>GET /chat/suggestions?q=…</c>: none on any sign of danger or of a grave subject, and never a sensitive title, which could be read over a shoulder.</summary>
    public static IResult Answer(HttpContext http, string? q, HelpSearch search, SuggestionLimit limit)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!limit.Allows(http.Connection.RemoteIpAddress?.ToString() ?? "")) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        return SuggestionJson.Of(For(q ?? "", search));
    }

    internal static IReadOnlyList<Suggestion> For(string typed, HelpSearch search) =>
        typed.Length > Longest || EmergencyScreen.Examine(typed) is not null || Findings.In(typed) is { Signs.Count: > 0 } or { Sensitive.Count: > 0 }
            ? []
            : [.. search.Suggest(typed, 2 * Most).Where(suggestion => suggestion is { IsTopic: false, Sensitive: null }).Take(Most)];
}
