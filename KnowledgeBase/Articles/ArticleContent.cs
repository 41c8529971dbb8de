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
}

/// <summary>A way on.</summary>
/// <param name="Url">Absolute, https.</param>
/// <param name="Label">Says where it leads.</param>
public sealed record ArticleLink(string Url, string Label);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ArticleContent))]
internal sealed partial class ContentJsonContext : JsonSerializerContext;

/// <summary>One JSON text on every engine: a revision shows word for word what was public, whatever columns come later.</summary>
internal sealed class ContentJson() : ValueConverter<ArticleContent, string>(
    content => JsonSerializer.Serialize(content, ContentJsonContext.Default.ArticleContent),
    json => JsonSerializer.Deserialize(json, ContentJsonContext.Default.ArticleContent)!);

/// <summary>A content is a value, so the reference is enough.</summary>
internal sealed class ContentEquality() : ValueComparer<ArticleContent>(
    (one, other) => ReferenceEquals(one, other),
    content => content.GetHashCode(),
    content => content);
