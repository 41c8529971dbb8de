using System.Globalization;
using System.Text;
using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using BrigadeNumerique.KnowledgeBase.Drafting.Masking;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>
/// The check of drafts and the mask, on sets written apart by others. <c>tuning.jsonl</c> is what the word lists were made on;
/// <c>evaluation.jsonl</c> is only measured. The floors are what was measured; they only rise.
/// </summary>
public sealed class DraftEvaluation
{
    [Theory]
    [InlineData("tuning.jsonl", 0.982, 0.295)]
    [InlineData("evaluation.jsonl", EvaluationFloors.Caught, EvaluationFloors.Passed)]
    public void TheCheckIsNoWorseThanItWasMeasured(string file, double caught, double passed)
    {
        var drafts = Rows(file).Select(row => JsonSerializer.Deserialize<LabelledDraft>(row, JsonSerializerOptions.Web)!).ToList();

        var judged = drafts.Select(draft => (Draft: draft, Verdict: Judge(draft))).ToList();

        var page = new StringBuilder();
        foreach (var kind in judged.GroupBy(one => (one.Draft.Label, one.Draft.Kind)).OrderBy(group => group.Key.Label).ThenBy(group => group.Key.Kind))
            page.AppendLine(CultureInfo.InvariantCulture, $"{kind.Key.Label} {kind.Key.Kind}: {kind.Count(one => one.Verdict.IsPass)} of {kind.Count()} pass");
        TestContext.Current.TestOutputHelper?.WriteLine(page.ToString());
        Assert.InRange(Share(judged.Where(one => one.Draft.Label == "unfaithful"), one => !one.Verdict.IsPass), caught, 1);
        Assert.InRange(Share(judged.Where(one => one.Draft.Label == "faithful"), one => one.Verdict.IsPass), passed, 1);
    }

    [Fact]
    public void ThePassagesThemselvesPass()
    {
        // What is published word for word, with its citation, is what a draft may say at the very least.
        var passages = Rows("evaluation.jsonl").Select(row => JsonSerializer.Deserialize<LabelledDraft>(row, JsonSerializerOptions.Web)!).SelectMany(draft => draft.Passages).DistinctBy(passage => passage.Text).ToList();
        var sentences = passages.SelectMany(passage => Blocks.Of(passage.Text).Select(block => block.Text).Where(block => block.Length is > 20 and < 300 && !block.Contains(':', StringComparison.Ordinal) && !block.TrimEnd().EndsWith('?')).Select(block => (passage.Text, Block: block.TrimEnd(' ', '.', ';', '!')))).ToList();

        var refused = sentences.Select(one => (one.Block, Verdict: CitationCheck.Whole(one.Block + " [1].", [one.Text]))).Where(one => !one.Verdict.IsPass).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', refused.Take(20).Select(one => $"{one.Verdict.Reason}: {one.Block}")));
        Assert.InRange(1 - ((double)refused.Count / sentences.Count), 0.95, 1);
    }

    [Fact]
    public void TheMaskIsNoWorseThanItWasMeasured()
    {
        var found = new Dictionary<string, (int Hidden, int All)>(StringComparer.Ordinal);
        var (masks, needless) = (0, 0);
        foreach (var row in Rows("masking.jsonl").Select(row => JsonSerializer.Deserialize<LabelledText>(row, JsonSerializerOptions.Web)!))
        {
            var hidden = new bool[row.Text.Length];
            foreach (var span in PersonalFinder.In(row.Text))
            {
                hidden.AsSpan(span.Start, span.Length).Fill(true);
                masks++;
                if (!row.Spans.Any(labelled => labelled.Start < span.End && span.Start < labelled.End)) needless++;
            }

            foreach (var span in row.Spans)
            {
                var (hits, all) = found.GetValueOrDefault(span.Kind);
                found[span.Kind] = (hits + (Enumerable.Range(span.Start, span.End - span.Start).All(at => hidden[at] || !char.IsLetterOrDigit(row.Text[at])) ? 1 : 0), all + 1);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', found.Select(kind => $"{kind.Key}: {kind.Value.Hidden} of {kind.Value.All}")));
        Assert.All((string[])["phone", "email", "card", "iban", "ssn", "name", "address", "plate"], kind => Assert.InRange((double)found[kind].Hidden / found[kind].All, 0.95, 1));
        Assert.InRange((double)found["account"].Hidden / found["account"].All, 0.92, 1);
        Assert.InRange((double)found.Values.Sum(kind => kind.Hidden) / found.Values.Sum(kind => kind.All), 0.97, 1);
        Assert.InRange((double)needless / masks, 0, 0.195);
    }

    private static CheckVerdict Judge(LabelledDraft draft) => CitationCheck.Whole(
        draft.Draft, [.. draft.Passages.Select(passage => passage.Text)], Tongue.Of([.. French.Forms(draft.Question)]), [.. draft.Passages.Select(passage => passage.Slug.Replace('-', ' '))]);

    private static double Share<T>(IEnumerable<T> all, Func<T, bool> those) => all.Average(one => those(one) ? 1.0 : 0.0);

    private static IEnumerable<string> Rows(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Drafting", file)).Where(line => line.Length > 0);

    private static class EvaluationFloors
    {
        public const double Caught = 0.979, Passed = 0.185;
    }

    private sealed record LabelledDraft(string Id, string Question, IReadOnlyList<LabelledPassage> Passages, string Draft, string Label, string Kind);

    private sealed record LabelledPassage(string Slug, string Text);

    private sealed record LabelledText(string Id, string Text, IReadOnlyList<LabelledSpan> Spans);

    private sealed record LabelledSpan(int Start, int End, string Kind);
}
