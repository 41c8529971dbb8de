using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>A draft that people have said to be faithful or not.</summary>
internal sealed record LabelledDraft(string Id, string Question, IReadOnlyList<LabelledPassage> Passages, string Draft, string Label, string Kind)
{
    public bool IsFaithful => Label == "faithful";

    /// <summary>The language it must be in.</summary>
    public string Language => Tongue.Of([.. French.Forms(Question)]);

    public static IReadOnlyList<LabelledDraft> Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Drafting", file)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<LabelledDraft>(line, JsonSerializerOptions.Web)!)];

    public CheckVerdict Judge() => CitationCheck.Whole(Draft, [.. Passages.Select(passage => passage.Text)], Language, [.. Passages.Select(passage => passage.About)]);
}

/// <summary>A passage that a draft may cite.</summary>
internal sealed record LabelledPassage(string Slug, string Text)
{
    public string About => Slug.Replace('-', ' ');
}
