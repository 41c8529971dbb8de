using System.Text.Json;

namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>An article that the citizen was given.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Href">Its address on this site, or null.</param>
public sealed record GivenArticle(string Title, string? Href);

/// <summary>What a line carries beside its words: <c>{"channelData":{"article":…},"suggestedActions":{"actions":[…]}}</c>. The host's form: read as far as it is understood.</summary>
internal sealed record Carried(GivenArticle? Article, IReadOnlyList<string> Choices)
{
    private static readonly Carried Nothing = new(null, []);

    public static Carried Read(string? json)
    {
        if (json is null) return Nothing;
        try
        {
            using var document = JsonDocument.Parse(json);
            return new Carried(ArticleOf(document.RootElement), ChoicesOf(document.RootElement));
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    private static GivenArticle? ArticleOf(JsonElement root)
    {
        if (Get(Get(root, "channelData"), "article") is not { ValueKind: JsonValueKind.Object } article) return null;
        if (Words(Get(article, "title")) is not { } title) return null;

        // Only a path of our own becomes a link: what a line carries is data.
        var href = Words(Get(article, "href"));
        return new GivenArticle(title, href is ['/', not ('/' or '\\'), ..] ? href : null);
    }

    private static IReadOnlyList<string> ChoicesOf(JsonElement root)
    {
        if (Get(Get(root, "suggestedActions"), "actions") is not { ValueKind: JsonValueKind.Array } actions) return [];
        return [.. actions.EnumerateArray().Select(action => Words(Get(action, "title"))).OfType<string>()];
    }

    private static JsonElement? Get(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var value) ? value : null;

    private static string? Words(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && !string.IsNullOrWhiteSpace(text.GetString()) ? text.GetString() : null;
}
