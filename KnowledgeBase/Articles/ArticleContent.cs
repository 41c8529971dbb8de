using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>All the words of an article at one moment. A value: a change makes another one.</summary>
public sealed record ArticleContent
{
    /// <summary>The slug of its <see cref="Topic"/>.</summary>
    public required string Theme { get; init; }

    /// <summary>The title, a question in the citizens' words.</summary>
    public required string Question { get; init; }

    /// <summary>« En bref »: the answer which stands alone, plain text.</summary>
    public required string Short { get; init; }

    /// <summary>The answer in full, Markdown without raw HTML.</summary>
    public required string Body { get; init; }

    /// <summary>Other ways of asking the same: never shown, they make the search find.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>Where to go on, official addresses only.</summary>
    public IReadOnlyList<ArticleLink> Links { get; init; } = [];

    /// <summary>The official site it was written from.</summary>
    public required string Source { get; init; }

    /// <summary>When the facts were last checked.</summary>
    public required DateOnly Updated { get; init; }

    /// <summary>The last day it may be answered; the page stays readable after it, with a warning.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>The kind of sensitive subject (<c>domestic-violence</c>…), or null. Such a page is stored nowhere.</summary>
    public string? Sensitive { get; init; }

    /// <summary>The same answer in easy French (European easy-to-read rules), Markdown without raw HTML; null: there is none.</summary>
    public string? Easy { get; init; }

    /// <summary>Questions that must go on finding this article: checked before anything is published, never used to find it.</summary>
    public IReadOnlyList<string> Witnesses { get; init; } = [];

    /// <summary>The text of law or the official sheet behind it (« code pénal, art. 222-33-2-1 », « F12544 »), or null.</summary>
    public string? LegalSource { get; init; }

    /// <summary>Who answers for the article inside the service, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>When somebody must reread it, before <see cref="ValidUntil"/>; null: a month before.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>The article in other languages, by ISO 639-1 code.</summary>
    public IReadOnlyDictionary<string, ArticleTranslation> Translations { get; init; } = new Dictionary<string, ArticleTranslation>();

    /// <summary>What it was imported from; null: it was written here.</summary>
    public ArticleOrigin? Origin { get; init; }

    /// <summary>Whether both say the same, word for word, wherever they come from: a record compares its lists by reference.</summary>
    public bool IsSameAs(ArticleContent other) => ReferenceEquals(this, other) || (this with { Origin = null }).ToJson() == (other is null ? null : other with { Origin = null })?.ToJson();

    /// <summary>With one more way of asking.</summary>
    internal ArticleContent WithVariant(string variant) => Variants.Contains(variant, StringComparer.OrdinalIgnoreCase) ? this : this with { Variants = [.. Variants, variant] };

    internal string ToJson() => JsonSerializer.Serialize(this, ContentJsonContext.Default.ArticleContent);
}

/// <summary>Where an imported article comes from, and what the source said when it was last followed.</summary>
/// <param name="Id">The source and its own identifier: <c>dila:F12544</c>.</param>
/// <param name="Digest">Of the words which the source gave: others in their place are an editor's.</param>
/// <param name="Published">Whether the import itself made it public, so that it may take it back.</param>
/// <param name="Gone">Since when the source no longer has it; null: it has.</param>
public sealed record ArticleOrigin(string Id, string Digest, bool Published = false, DateOnly? Gone = null);

/// <summary>An article in another language.</summary>
/// <param name="Question">The title.</param>
/// <param name="Short">The answer which stands alone.</param>
/// <param name="Body">The answer in full, Markdown without raw HTML.</param>
public sealed record ArticleTranslation(string Question, string Short, string Body);

/// <summary>A way on.</summary>
/// <param name="Url">Absolute, https.</param>
/// <param name="Label">Says where it leads.</param>
public sealed record ArticleLink(string Url, string Label);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArticleContent))]
internal sealed partial class ContentJsonContext : JsonSerializerContext;

/// <summary>One JSON text on every engine: a revision shows word for word what was public, whatever columns come later.</summary>
internal sealed class ContentJson() : ValueConverter<ArticleContent, string>(
    content => content.ToJson(),
    json => JsonSerializer.Deserialize(json, ContentJsonContext.Default.ArticleContent)!);

/// <summary>A content is a value, so the reference is enough.</summary>
internal sealed class ContentEquality() : ValueComparer<ArticleContent>(
    (one, other) => ReferenceEquals(one, other),
    content => content.GetHashCode(),
    content => content);
