using System.Globalization;
using BrigadeNumerique.KnowledgeBase.Articles;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BrigadeNumerique.KnowledgeBase.Seed;

/// <summary>Why an article file is refused: the file, and what is wrong with it.</summary>
public sealed class SeedException : Exception
{
    /// <summary>Names both.</summary>
    public SeedException(string file, string reason, Exception? cause = null)
        : base($"{file} : {reason}", cause)
    {
    }
}

/// <summary>One article as a file: YAML between two lines « --- », then Markdown.</summary>
internal static class SeedArticle
{
    private const string Fence = "---\n";

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();

    /// <summary>Reads one file wholly or refuses it.</summary>
    /// <exception cref="SeedException">An unknown or missing key, a bad date, an unknown theme.</exception>
    public static (string Slug, ArticleContent Content) Read(string file, string text)
    {
        text = text.ReplaceLineEndings("\n");
        var end = text.StartsWith(Fence, StringComparison.Ordinal) ? text.IndexOf("\n" + Fence, Fence.Length, StringComparison.Ordinal) : -1;
        if (end < 0) throw new SeedException(file, "l’en-tête doit se trouver entre deux lignes « --- ».");
        var front = Parse(file, text[Fence.Length..(end + 1)]);

        var theme = Given(file, "theme", front.Theme);
        if (SeedTopics.All.All(topic => topic.Slug != theme)) throw new SeedException(file, $"rubrique inconnue « {theme} ».");
        if (front.Sensitive is { } kind && !SensitiveKinds.All.Contains(kind)) throw new SeedException(file, $"sujet sensible inconnu « {kind} ».");
        var links = (front.Links ?? []).Select(link => Link(file, link)).ToList();
        var content = new ArticleContent
        {
            Theme = theme,
            Question = Given(file, "question", front.Question),
            Short = Given(file, "short", front.Short),
            Body = Given(file, "corps", text[(end + 1 + Fence.Length)..]),
            Variants = front.Variants is { Count: > 0 } variants ? variants : throw new SeedException(file, "il manque « variants »."),
            Links = links,
            Source = Given(file, "source", front.Source),
            Updated = Date(file, "updated", front.Updated),
            ValidUntil = Date(file, "valid-until", front.ValidUntil),
            Sensitive = front.Sensitive,
            Easy = Blank(front.Easy),
            Witnesses = front.Witnesses ?? [],
            LegalSource = Blank(front.LegalSource),
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
            throw new SeedException(file, $"ligne {fault.Start.Line + 1} : {fault.InnerException?.Message ?? fault.Message}", fault);
        }
    }

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
    }

    private sealed class FrontLink
    {
        public string? Url { get; set; }
        public string? Label { get; set; }
    }
}
