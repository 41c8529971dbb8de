using System.Globalization;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Articles;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BrigadeNumerique.KnowledgeBase.Seed;

/// <summary>Why an article file is refused: the file, and what is wrong with it.</summary>
public sealed class SeedException : Exception
{
    /// <summary>Names both.</summary>
    public SeedException(string file, string reason, Exception? cause = null, int? line = null)
        : base(line is null ? $"{file} : {reason}" : $"{file} : ligne {line} : {reason}", cause) => (File, Reason, Line) = (file, reason, line);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>Its line, from 1; null: it concerns the whole file.</summary>
    public int? Line { get; }
}

/// <summary>One article as a file: YAML between two lines « --- », then Markdown.</summary>
internal static partial class SeedArticle
{
    private const string Fence = "---\n";

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();

    /// <summary>Reads one file wholly or refuses it.</summary>
    /// <param name="file">Its name, for the message.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="themes">The headings there are; null: those of the product, whose articles also need other ways of asking.</param>
    /// <exception cref="SeedException">An unknown or missing key, a bad date, an unknown theme.</exception>
    public static (string Slug, ArticleContent Content) Read(string file, string text, IReadOnlySet<string>? themes = null)
    {
        text = text.ReplaceLineEndings("\n");
        var end = text.StartsWith(Fence, StringComparison.Ordinal) ? text.IndexOf("\n" + Fence, Fence.Length, StringComparison.Ordinal) : -1;
        if (end < 0) throw new SeedException(file, "l’en-tête doit se trouver entre deux lignes « --- ».");
        var front = Parse(file, text[Fence.Length..(end + 1)]);

        var theme = Given(file, "theme", front.Theme);
        if (themes is null ? SeedTopics.All.All(topic => topic.Slug != theme) : !themes.Contains(theme)) throw new SeedException(file, $"rubrique inconnue « {theme} ».");
        if (front.Sensitive is { } kind && !SensitiveKinds.All.Contains(kind)) throw new SeedException(file, $"sujet sensible inconnu « {kind} ».");
        var links = (front.Links ?? []).Select(link => Link(file, link)).ToList();
        var content = new ArticleContent
        {
            Theme = theme,
            Question = Given(file, "question", front.Question),
            Short = Given(file, "short", front.Short),
            Body = Given(file, "corps", text[(end + 1 + Fence.Length)..]),
            Variants = front.Variants is { Count: > 0 } variants ? variants : themes is not null ? [] : throw new SeedException(file, "il manque « variants »."),
            Links = links,
            Source = Given(file, "source", front.Source),
            Updated = Date(file, "updated", front.Updated),
            ValidUntil = Date(file, "valid-until", front.ValidUntil),
            Sensitive = front.Sensitive,
            Easy = Blank(front.Easy),
            Witnesses = front.Witnesses ?? [],
            LegalSource = Blank(front.LegalSource),
            Owner = Blank(front.Owner),
            ReviewOn = Blank(front.ReviewOn) is null ? null : Date(file, "review-on", front.ReviewOn),
            Translations = (front.Translations ?? []).ToDictionary(pair => pair.Key, pair => Translation(file, pair.Key, pair.Value), StringComparer.Ordinal),
            Origin = Blank(front.Origin) is { } origin ? new ArticleOrigin(origin, front.OriginDigest ?? "", front.OriginPublished) : null,
        };
        return (Given(file, "slug", front.Slug), content);
    }

    private static FrontMatter Parse(string file, string yaml)
    {
        try
        {
            return Yaml.Deserialize<FrontMatter>(yaml) ?? throw new SeedException(file, "l’en-tête est vide.");
        }
        catch (YamlException fault)
        {
            // Line 1 of the YAML is line 2 of the file.
            throw new SeedException(file, Reason(fault.InnerException?.Message ?? fault.Message), fault, (int)fault.Start.Line + 1);
        }
    }

    private static string Reason(string message) => message switch
    {
        _ when UnknownKey().Match(message) is { Success: true } key => $"clé inconnue « {key.Groups[1].Value} ».",
        _ when message.Contains("uplicate key", StringComparison.Ordinal) => "une clé s’y trouve deux fois.",
        _ => $"l’en-tête n’est pas du YAML bien formé ({message})",
    };

    [GeneratedRegex("^Property '(.+?)' not found")]
    private static partial Regex UnknownKey();

    private static string Given(string file, string key, string? value) =>
        string.IsNullOrWhiteSpace(value) ? throw new SeedException(file, $"il manque « {key} ».") : value.Trim();

    private static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static DateOnly Date(string file, string key, string? value) =>
        DateOnly.TryParseExact(Given(file, key, value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new SeedException(file, $"« {key} » doit être une date AAAA-MM-JJ, et non « {value} ».");

    private static ArticleLink Link(string file, FrontLink link)
    {
        var url = Given(file, "links.url", link.Url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps) throw new SeedException(file, $"adresse refusée « {url} » : il faut https.");
        return new ArticleLink(url, Given(file, "links.label", link.Label));
    }

    private static ArticleTranslation Translation(string file, string language, FrontTranslation? words) => new(
        Given(file, $"translations.{language}.question", words?.Question), Given(file, $"translations.{language}.short", words?.Short), Given(file, $"translations.{language}.body", words?.Body));

    private sealed class FrontMatter
    {
        public string? Slug { get; set; }
        public string? Theme { get; set; }
        public string? Question { get; set; }
        public string? Short { get; set; }
        public List<string>? Variants { get; set; }
        public List<FrontLink>? Links { get; set; }
        public string? Source { get; set; }
        public string? Updated { get; set; }
        public string? ValidUntil { get; set; }
        public string? Sensitive { get; set; }
        public string? Easy { get; set; }
        public List<string>? Witnesses { get; set; }
        public string? LegalSource { get; set; }
        public string? Owner { get; set; }
        public string? ReviewOn { get; set; }
        public Dictionary<string, FrontTranslation>? Translations { get; set; }
        public string? Origin { get; set; }
        public string? OriginDigest { get; set; }
        public bool OriginPublished { get; set; }
    }

    private sealed class FrontTranslation
    {
        public string? Question { get; set; }
        public string? Short { get; set; }
        public string? Body { get; set; }
    }

    private sealed class FrontLink
    {
        public string? Url { get; set; }
        public string? Label { get; set; }
    }
}
