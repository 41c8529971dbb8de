using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>A draft that people have said to be faithful or not.</summary>
internal sealed record LabelledDraft(string Id, string Question, IReadOnlyList<LabelledPassage> Passages, string Draft, string Label, string Kind)
{
    public bool IsFaithful => Label == "faithful";

    /// <summary>Which sentences, from 0, say what the passages do not; null: nobody has said, or it has only one.</summary>
    public IReadOnlyList<int>? Wrong { get; init; }

    /// <summary>The language it must be in.</summary>
    public string Language => Tongue.Of([.. French.Forms(Question)]);

    public static IReadOnlyList<LabelledDraft> Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Drafting", file)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<LabelledDraft>(line, JsonSerializerOptions.Web)!)];

    /// <summary>What a citizen would see of it.</summary>
    public StreamCheck Show() => Check(mends: true);

    public CheckVerdict Judge() => Check(mends: false).Verdict;

    private StreamCheck Check(bool mends)
    {
        var check = new StreamCheck([.. Passages.Select(passage => passage.Text)], [.. Passages.Select(passage => passage.About)], mends);
        check.End(Draft, Language);
        return check;
    }
}

/// <summary>A passage that a draft may cite.</summary>
internal sealed record LabelledPassage(string Slug, string Text)
{
    public string About => Slug.Replace('-', ' ');
}
