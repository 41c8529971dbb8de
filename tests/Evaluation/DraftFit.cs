using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;

namespace BrigadeNumerique.Evaluation;

/// <summary>
/// Learns <see cref="SupportModel"/> from <see cref="Files"/>, and writes <c>support.txt</c>. Five times, the drafts of a fifth of the articles are
/// kept from what is learnt and then judged: the threshold refuses the wanted share of their wrong sentences, each by itself, since what stands beside them may be shown. No <c>evaluation*.jsonl</c> has a part in it.
/// </summary>
/// <remarks>Three minutes: only on <c>BRIGADE_FIT=drafts dotnet test tests/Evaluation --filter DraftFit</c>.</remarks>
public sealed partial class DraftFit
{
    private const int Folds = 5;

    /// <summary>Drafts written freely, twice, then longer ones with one wrong sentence, then what a model answers to the prompt of the product.</summary>
    private static readonly string[] Files = ["tuning.jsonl", "training.jsonl", "training-2.jsonl", "recorded.jsonl"];

    /// <summary>98 % are wanted of wrong sentences never seen, and a margin: what is refused costs little, since published words take its place.</summary>
    private const double Caught = 0.99;

    [Fact]
    public void LearnTheWeightsOfSupport()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BRIGADE_FIT") == "drafts", "BRIGADE_FIT is not « drafts ».");
        var output = TestContext.Current.TestOutputHelper!;
        var drafts = Files.SelectMany(LabelledDraft.Read).Where(draft => draft.Kind != "translated").ToList();
        var examined = drafts.ConvertAll(Examine);
        var published = Published(drafts).ToList();
        var scores = new double[drafts.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = SupportModel.Read(SupportLearning.Fit([.. examined.OfType<LearntDraft>().Concat(published).Where(draft => draft.Fold != fold)]));
            for (var at = 0; at < drafts.Count; at++)
            {
                if (examined[at] is not { } one) scores[at] = double.PositiveInfinity;
                else if (one.Fold == fold) scores[at] = one.Wrong is { Count: > 0 } wrong ? wrong.Max(number => model.Score(one.Sentences[number])) : one.Sentences.Max(model.Score);
            }
        }

        var judged = drafts.Zip(scores, (draft, score) => (Draft: draft, Score: score)).ToList();
        double[] unfaithful = [.. judged.Where(one => !one.Draft.IsFaithful).Select(one => one.Score).Order()];
        double At(double caught) => unfaithful[(int)Math.Floor((1 - caught) * unfaithful.Length)];
        foreach (var caught in (double[])[0.9, 0.95, 0.97, 0.98, Caught, 0.99])
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{caught:P1} caught: {judged.Where(one => one.Draft.IsFaithful).Average(one => one.Score < At(caught) ? 1.0 : 0):P1} passed (from {At(caught):F2} on refused)"));
        foreach (var kind in judged.GroupBy(one => (one.Draft.Label, one.Draft.Kind)).OrderBy(group => group.Key.Label).ThenBy(group => group.Key.Kind))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind.Key.Label}, {kind.Key.Kind} | {kind.Count(one => one.Score < At(Caught) == one.Draft.IsFaithful)} | {kind.Count()} |"));
        string[] lines =
        [
            "# How the evidence of a sentence is weighed (SupportModel): written by BRIGADE_FIT=drafts dotnet test tests/Evaluation --filter DraftFit.",
            string.Create(CultureInfo.InvariantCulture, $"# Learnt from {drafts.Count} drafts of {string.Join(", ", Files)} and {published.Count} published sentences; on articles not learnt from, {Caught:P1} of the wrong sentences are refused and {judged.Where(one => one.Draft.IsFaithful).Average(one => one.Score < At(Caught) ? 1.0 : 0):P1} of the faithful drafts pass whole."),
            "# signal: name, mean, deviation, weight. mark: weight, against the sentence where positive. tree: « 12:0.5 » asks signal 12 (from 0; the last is the sum) whether it is 0.5 at most, yes first; « =0.1 » adds.",
            string.Create(CultureInfo.InvariantCulture, $"threshold\t{Math.Round(At(Caught), 3)}"),
            .. SupportLearning.Fit([.. examined.OfType<LearntDraft>(), .. published]),
        ];
        File.WriteAllLines(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "KnowledgeBase", "Drafting", "Checking", "support.txt"), lines);
    }

    /// <summary>The evidence; null where a rule refuses it whatever the evidence.</summary>
    private static LearntDraft? Examine(LabelledDraft draft)
    {
        if (!CitationCheck.Veto(draft.Draft, draft.Language).IsPass) return null;
        var sentences = CitationCheck.Examine(draft.Draft, [.. draft.Passages.Select(passage => passage.Text)], [.. draft.Passages.Select(passage => passage.About)]).ToList();
        return sentences.Exists(sentence => sentence.Evidence is null) ? null : new LearntDraft([.. sentences.Select(sentence => sentence.Evidence!)], !draft.IsFaithful, draft.Wrong, FoldOf(draft));
    }

    /// <summary>What is published, word for word.</summary>
    private static IEnumerable<LearntDraft> Published(IEnumerable<LabelledDraft> drafts)
    {
        foreach (var passage in drafts.SelectMany(draft => draft.Passages).DistinctBy(passage => passage.Text))
        {
            // A part of a sentence too, where the rest is neither a condition nor a limit.
            var blocks = Blocks.Of(passage.Text).Select(block => block.Text.Replace("*", "", StringComparison.Ordinal)).ToList();
            var parts = blocks.Where(block => TurnsOfPhrase.IsPlain(Folding.Fold(block)) && !block.Contains(':', StringComparison.Ordinal)).SelectMany(block => Part().Split(block)).Where(part => part.Split(' ').Length > 2);
            foreach (var text in blocks.Concat(parts).Select(text => text.TrimEnd(' ', '.', ';', '!', ':', ',')).Where(text => text.Length is > 14 and < 300).Distinct())
            {
                var examined = CitationCheck.Examine(text + " [1].", [passage.Text], [passage.About]).ToList();
                if (!examined.Exists(sentence => sentence.Evidence is null)) yield return new LearntDraft([.. examined.Select(sentence => sentence.Evidence!)], false, null, FoldOf(passage.Slug));
            }
        }
    }

    [GeneratedRegex(@"[,;]\s+(?:puis|et|ensuite)?\s*(?=\p{Ll}{2,}ez\b)|\s+et\s+(?=\p{Ll}{2,}ez\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    /// <summary>All drafts of an article go together, by what they cite first.</summary>
    private static int FoldOf(LabelledDraft draft)
    {
        var cited = CitedSentence.Split(draft.Draft).SelectMany(sentence => sentence.Citations).FirstOrDefault(1);
        return FoldOf(draft.Passages[cited >= 1 && cited <= draft.Passages.Count ? cited - 1 : 0].Slug);
    }

    private static int FoldOf(string slug) => (int)(slug.Aggregate(7u, (hash, letter) => (hash * 31) + letter) / 7 % Folds);

    private static string Here([CallerFilePath] string path = "") => path;
}
