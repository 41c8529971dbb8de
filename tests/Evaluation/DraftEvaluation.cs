using System.Globalization;
using System.Text;
using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using BrigadeNumerique.KnowledgeBase.Personal;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>
/// The check of drafts and the mask, on sets written apart by others. <c>tuning.jsonl</c> is what the word lists were made on, <see cref="DraftFit"/> tells what the weights were learnt from;
/// <c>evaluation.jsonl</c>, by still others <c>evaluation-2.jsonl</c>, and <c>evaluation-3.jsonl</c>, answers to the prompt of the product on articles whose answers were not learnt from, are only measured. The floors are what was measured.
/// </summary>
public sealed class DraftEvaluation
{
    [Theory]
    [InlineData("tuning.jsonl", 0.999, 0.305)]
    [InlineData("evaluation.jsonl", EvaluationFloors.Caught, EvaluationFloors.Passed)]
    [InlineData("evaluation-2.jsonl", 0.999, 0.245)]
    [InlineData("evaluation-3.jsonl", 0.99, 0.42)]
    public void TheCheckIsNoWorseThanItWasMeasured(string file, double caught, double passed)
    {
        var drafts = LabelledDraft.Read(file);

        var judged = drafts.Select(draft => (Draft: draft, Verdict: draft.Judge())).ToList();

        var page = new StringBuilder("| drafts | right | of | share |\n| --- | ---: | ---: | ---: |\n");
        foreach (var kind in ByKind(judged.Select(one => (one.Draft, Right: one.Verdict.IsPass == one.Draft.IsFaithful))))
            page.AppendLine(CultureInfo.InvariantCulture, $"| {kind.Key.Label}, {kind.Key.Kind} | {kind.Count(right => right)} | {kind.Count()} | {100 * Share(kind, right => right):F1} % |");
        TestContext.Current.TestOutputHelper?.WriteLine(page.ToString());
        Assert.InRange(Share(judged.Where(one => !one.Draft.IsFaithful), one => !one.Verdict.IsPass), caught, 1);
        Assert.InRange(Share(judged.Where(one => one.Draft.IsFaithful), one => one.Verdict.IsPass), passed, 1);
    }

    [Theory]
    [InlineData("evaluation.jsonl", 0.999, 0.455)]
    [InlineData("evaluation-2.jsonl", 0.999, 0.555)]
    [InlineData("evaluation-3.jsonl", 0.985, 0.76)]
    public void WhatACitizenWouldSeeIsNoWorseThanItWasMeasured(string file, double kept, double shown)
    {
        var drafts = LabelledDraft.Read(file);

        var seen = drafts.Select(draft => (Draft: draft, Check: draft.Show())).ToList();

        var page = new StringBuilder("| drafts | as drafted | mended | refused | of |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (var kind in ByKind(seen))
            page.AppendLine(CultureInfo.InvariantCulture, $"| {kind.Key.Label}, {kind.Key.Kind} | {100 * Share(kind, check => check.Verdict.IsPass && check.Mended.IsPass):F1} % | {100 * Share(kind, check => check.Verdict.IsPass && !check.Mended.IsPass):F1} % | {100 * Share(kind, check => !check.Verdict.IsPass):F1} % | {kind.Count()} |");
        TestContext.Current.TestOutputHelper?.WriteLine(page.ToString());
        var escaped = seen.Where(one => !one.Draft.IsFaithful && Shows(one.Check, one.Draft.Wrong)).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"A wrong sentence is shown of {escaped.Count} of {drafts.Count(draft => !draft.IsFaithful)} drafts.");
        Assert.InRange(1 - ((double)escaped.Count / drafts.Count(draft => !draft.IsFaithful)), kept, 1);
        Assert.InRange(Share(seen.Where(one => one.Draft.IsFaithful), one => one.Check.Verdict.IsPass), shown, 1);
    }

    /// <summary>Whether a wrong sentence stands in what is shown; where nobody has said which it is, any drafted one counts.</summary>
    private static bool Shows(StreamCheck check, IReadOnlyList<int>? wrong) =>
        check.Verdict.IsPass && (wrong is null ? check.Mended.IsPass : wrong.Any(at => at < check.Sentences.Count && check.Sentences[at].Published is null));

    [Fact]
    public void ThePassagesThemselvesPass()
    {
        // What is published word for word, with its citation, is what a draft may say at the very least.
        var passages = LabelledDraft.Read("evaluation.jsonl").SelectMany(draft => draft.Passages).DistinctBy(passage => passage.Text).ToList();
        var sentences = passages.SelectMany(passage => Blocks.Of(passage.Text).Select(block => block.Text).Where(block => block.Length is > 20 and < 300 && !block.Contains(':', StringComparison.Ordinal) && !block.TrimEnd().EndsWith('?')).Select(block => (passage.Text, Block: block.TrimEnd(' ', '.', ';', '!')))).ToList();

        var refused = sentences.Select(one => (one.Block, Verdict: CitationCheck.Whole(one.Block + " [1].", [one.Text]))).Where(one => !one.Verdict.IsPass).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', refused.Take(20).Select(one => $"{one.Verdict.Reason}: {one.Block}")));
        Assert.InRange(1 - ((double)refused.Count / sentences.Count), 0.95, 1);
    }

    [Fact]
    public void TheMaskIsNoWorseThanItWasMeasured()
    {
        // The rules were made on the odd rows; the even ones are only measured.
        var places = new List<(string Kind, bool Odd, bool Hidden)>();
        var (masks, needless) = (0, 0);
        foreach (var (row, n) in Rows("masking.jsonl").Select((row, n) => (JsonSerializer.Deserialize<LabelledText>(row, JsonSerializerOptions.Web)!, n)))
        {
            var hidden = new bool[row.Text.Length];
            foreach (var span in PersonalFinder.In(row.Text))
            {
                hidden.AsSpan(span.Start, span.Length).Fill(true);
                masks++;
                if (!row.Spans.Any(labelled => labelled.Start < span.End && span.Start < labelled.End)) needless++;
            }

            places.AddRange(row.Spans.Select(span => (span.Kind, n % 2 == 0, Enumerable.Range(span.Start, span.End - span.Start).All(at => hidden[at] || !char.IsLetterOrDigit(row.Text[at])))));
        }

        foreach (var kind in places.GroupBy(place => place.Kind).Append<IEnumerable<(string Kind, bool Odd, bool Hidden)>>(places))
            TestContext.Current.TestOutputHelper?.WriteLine($"{(kind == places ? "all" : kind.First().Kind)}: odd {Of(kind.Where(place => place.Odd))}, even {Of(kind.Where(place => !place.Odd))}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{needless} of {masks} masks hide nothing personal");
        Assert.All((string[])["phone", "email", "card", "iban", "ssn", "name", "address", "plate"], kind => Assert.InRange(Share(places.Where(place => place.Kind == kind), place => place.Hidden), 0.975, 1));
        Assert.InRange(Share(places.Where(place => place.Kind == "account"), place => place.Hidden), 0.94, 1);
        Assert.InRange(Share(places, place => place.Hidden), 0.98, 1);
        Assert.InRange((double)needless / masks, 0, 0.09);

        static string Of(IEnumerable<(string Kind, bool Odd, bool Hidden)> places) => $"{places.Count(place => place.Hidden)} of {places.Count()}";
    }

    /// <summary>What was found of each kind of draft, of all of a label first.</summary>
    private static IOrderedEnumerable<IGrouping<(string Label, string Kind), T>> ByKind<T>(IEnumerable<(LabelledDraft Draft, T Found)> all) =>
        all.SelectMany(one => (IEnumerable<(string Kind, string Label, T Found)>)[("all", one.Draft.Label, one.Found), (one.Draft.Kind, one.Draft.Label, one.Found)]).GroupBy(one => (one.Label, one.Kind), one => one.Found)
            .OrderBy(group => group.Key.Label, StringComparer.Ordinal).ThenBy(group => group.Key.Kind == "all" ? "" : group.Key.Kind, StringComparer.Ordinal);

    private static double Share<T>(IEnumerable<T> all, Func<T, bool> those) => all.Average(one => those(one) ? 1.0 : 0.0);

    private static IEnumerable<string> Rows(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Drafting", file)).Where(line => line.Length > 0);

    private static class EvaluationFloors
    {
        public const double Caught = 0.999, Passed = 0.205;
    }

    private sealed record LabelledText(string Id, string Text, IReadOnlyList<LabelledSpan> Spans);

    private sealed record LabelledSpan(int Start, int End, string Kind);
}
