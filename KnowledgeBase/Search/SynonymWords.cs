using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A group of words at one moment: what people say, and what the articles call it. A value: a change makes another one.</summary>
public sealed record SynonymWords
{
    /// <summary>Everyday words, each a phrase of at most three words that carry sense.</summary>
    public required IReadOnlyList<string> Said { get; init; }

    /// <summary>What the articles say: any of these words is looked for too.</summary>
    public required IReadOnlyList<string> Meant { get; init; }

    /// <summary>Whoever writes as the articles do is also understood in everyday words.</summary>
    public bool BothWays { get; init; }

    /// <summary>Why, for colleagues; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether both say the same, word for word: a record compares its lists by reference.</summary>
    public bool IsSameAs(SynonymWords other) => ReferenceEquals(this, other) || ToJson() == other?.ToJson();

    internal string ToJson() => JsonSerializer.Serialize(this, SynonymJsonContext.Default.SynonymWords);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SynonymWords))]
internal sealed partial class SynonymJsonContext : JsonSerializerContext;

/// <summary>One JSON text on every engine, as the words of articles are kept.</summary>
internal sealed class SynonymJson() : ValueConverter<SynonymWords, string>(
    words => words.ToJson(),
    json => JsonSerializer.Deserialize(json, SynonymJsonContext.Default.SynonymWords)!);

/// <summary>A value, so the reference is enough.</summary>
internal sealed class SynonymEquality() : ValueComparer<SynonymWords>(
    (one, other) => ReferenceEquals(one, other),
    words => words.GetHashCode(),
    words => words);
