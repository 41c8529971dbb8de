using System.Text.Json;

namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>An article that the citizen was given.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Href">Its address on this site, or null.</param>
public sealed record GivenArticle(string Title, string? Href);

/// <summary>A file that the citizen sent.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Width">Of the copy that is shown, in pixels; 0 where there is none.</param>
/// <param name="Height">Of that copy.</param>
/// <param name="Sha256">Hash of the original.</param>
public sealed record SentFile(string Id, string Name, string ContentType, long Size, int Width, int Height, string Sha256)
{
    /// <summary>It can be looked at.</summary>
    public bool Shown => Width > 0;
}

/// <summary>Where the citizen was, by their own device and with their consent.</summary>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="Accuracy">Radius in metres, or null where the device did not say.</param>
public sealed record SentPosition(double Latitude, double Longitude, double? Accuracy)
{
    /// <summary>« 48.85661, 2.35222 »: what every map and every switchboard takes, to the metre.</summary>
    public string Coordinates => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Latitude:0.00000}, {Longitude:0.00000}");
}

/// <summary>What a line carries beside its words: <c>{"channelData":{"article":…},"suggestedActions":{"actions":[…]}}</c>. The host's form: read as far as it is understood.</summary>
internal sealed record Carried(GivenArticle? Article, IReadOnlyList<string> Choices, SentPosition? Position, IReadOnlyList<SentFile> Files, bool Wordless)
{
    private static readonly Carried Nothing = new(null, [], null, [], false);

    public static Carried Read(string? json)
    {
        if (json is null) return Nothing;
        try
        {
            using var document = JsonDocument.Parse(json);
            return new Carried(ArticleOf(document.RootElement), ChoicesOf(document.RootElement), PositionOf(document.RootElement),
                FilesOf(document.RootElement), Get(document.RootElement, "wordless") is { ValueKind: JsonValueKind.True });
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

    private static SentPosition? PositionOf(JsonElement root)
    {
        if (Get(Get(root, "channelData"), "position") is not { } position) return null;
        return Number(Get(position, "latitude")) is { } latitude and >= -90 and <= 90 && Number(Get(position, "longitude")) is { } longitude and >= -180 and <= 180
            ? new SentPosition(latitude, longitude, Number(Get(position, "accuracy")) is { } accuracy and >= 0 and < 1_000_000 ? accuracy : null)
            : null;
    }

    private static IReadOnlyList<SentFile> FilesOf(JsonElement root)
    {
        if (Get(root, "files") is not { ValueKind: JsonValueKind.Array } files) return [];
        return [.. files.EnumerateArray().Select(FileOf).OfType<SentFile>()];
    }

    private static SentFile? FileOf(JsonElement file) =>
        Words(Get(file, "id")) is { } id && id.All(char.IsAsciiHexDigitLower) && Words(Get(file, "name")) is { } name && Words(Get(file, "type")) is { } type && Words(Get(file, "sha256")) is { Length: 64 } hash
            ? new SentFile(id, name, type, (long)(Number(Get(file, "size")) ?? 0), (int)(Number(Get(file, "width")) ?? 0), (int)(Number(Get(file, "height")) ?? 0), hash)
            : null;

    private static double? Number(JsonElement? element) => element is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : null;

    private static JsonElement? Get(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var value) ? value : null;

    private static string? Words(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && !string.IsNullOrWhiteSpace(text.GetString()) ? text.GetString() : null;
}
