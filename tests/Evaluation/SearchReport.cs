using System.Diagnostics;
using System.Globalization;
using System.Text;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>Everything that is measured of the search, as one page.</summary>
internal sealed class SearchReport
{
    private const string Peers = """
        | Lucene 8.7 BM25, FrenchAnalyzer | 0.607 / 0.690 / 0.730 | 0.369 / 0.495 / 0.561 | 0.452 / 0.565 / 0.618 | 0.306 / 0.395 / 0.446 |
        | … with stop words of dialogue | 0.571 / 0.677 / 0.726 | 0.357 / 0.491 / 0.562 | 0.529 / 0.619 / 0.662 | 0.331 / 0.417 / 0.462 |
        | … and fuzzy 1 | 0.548 / 0.662 / 0.713 | 0.583 / 0.672 / 0.713 | 0.478 / 0.587 / 0.636 | 0.440 / 0.542 / 0.586 |
        | SQLite FTS5, OR, stop words | 0.512 / 0.619 / 0.670 | 0.369 / 0.456 / 0.508 | 0.465 / 0.572 / 0.624 | 0.268 / 0.365 / 0.413 |
        | PostgreSQL ts_rank_cd, OR | 0.464 / 0.598 / 0.658 | 0.226 / 0.328 / 0.396 | 0.166 / 0.262 / 0.314 | 0.096 / 0.170 / 0.206 |
        | Xapian BM25 fr | 0.441 / 0.593 / 0.655 | 0.262 / 0.371 / 0.431 | 0.433 / 0.545 / 0.591 | 0.210 / 0.302 / 0.343 |
        | MiniSearch folded, stop words | 0.595 / 0.685 / 0.729 | 0.381 / 0.491 / 0.545 | 0.446 / 0.550 / 0.595 | 0.242 / 0.363 / 0.419 |
        | … and fuzzy | 0.583 / 0.680 / 0.726 | 0.464 / 0.591 / 0.652 | 0.382 / 0.523 / 0.574 | 0.369 / 0.488 / 0.536 |
        """;

    private static readonly (string Name, Weights Weights)[] Without =
    [
        ("all of it", new Weights()),
        ("without classes of words in the index", new Weights { Class = 0 }),
        ("without the latent space", new Weights { Latent = 0 }),
        ("without feedback of the best", new Weights { Feedback = 0 }),
        ("without the nearest variant or title", new Weights { Nearest = 0 }),
        ("without stretches of long texts", new Weights { Stretch = 0 }),
        ("without pairs", new Weights { Pair = 0 }),
        ("without exact forms", new Weights { Form = 0 }),
        ("without the kind of answer", new Weights { Kind = 0 }),
        ("without correction of spelling", new Weights { Corrected = 0 }),
        ("without synonyms", new Weights { Synonym = 0 }),
    ];

    private readonly StringBuilder page = new();

    /// <summary>The page.</summary>
    /// <param name="figures">The frozen questions, asked.</param>
    /// <param name="remarks">What people wrote beneath the measures; kept as it is.</param>
    public string Write(SearchFigures figures, string remarks)
    {
        var published = Articles.Publish();
        Line($"# Search on {FrozenQuestion.All().Count} questions kept apart, and on public benchmarks");
        Line($"");
        Line($"Written by others than the {published.Articles.Sum(article => article.Content.Variants.Count):N0} variants of the {published.Articles.Count} articles; nothing learns from them. Made by `bash tests/evaluate.sh`; the benchmarks' texts are not the product's to give: they are measured where `BRIGADE_BENCHMARKS` names their folder.");
        Line($"");
        Line($"| questions | | first / three / MRR@10 / nDCG@10 | answered alone | of these wrong |");
        Line($"| --- | --- | --- | --- | --- |");
        foreach (var group in figures.Groups) Line($"| {group} | {figures.Of(group).Count} | {figures.Of(group)} | {figures.Answered(name => name == group).Coverage:P1} | {figures.Answered(name => name == group).Wrong:P1} |");
        Line($"| all with an answer | | | {figures.Answered(_ => true).Coverage:P1} | {figures.Answered(_ => true).Wrong:P1} |");
        Line($"");
        Line($"Unanswerable questions recognised: {figures.RecognisedNow:P1}. Of all that is answered alone, unanswerable ones among them, {figures.WrongOfAll:P1} is wrong. Wrongly answered alone: {string.Join(", ", figures.WrongAnswers)}.");
        Risk(figures);
        Parts(published);
        if (Benchmark.Folder is { } folder) Benchmarks(folder);
        page.Append(remarks);
        return page.ToString();
    }

    private void Risk(SearchFigures figures)
    {
        Line($"");
        Line($"## Risk and coverage");
        Line($"");
        Line($"| answerable questions answered | wrong among them | unanswerable recognised | threshold |");
        Line($"| --- | --- | --- | --- |");
        foreach (var coverage in new[] { 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9 })
        {
            var threshold = figures.ThresholdFor(coverage);
            Line($"| {coverage:P0} | {figures.At(threshold).Wrong:P1} | {figures.Recognised(threshold):P1} | {threshold:F2} |");
        }

        Line($"");
        Line($"| confidence, all questions | mean said | right |");
        Line($"| --- | --- | --- |");
        foreach (var (count, said, right) in figures.Reliability) Line($"| {count} questions | {said:P0} | {right:P0} |");
    }

    private void Parts(Published published)
    {
        Line($"");
        Line($"## What each part brings");
        Line($"");
        Line($"First / first three of the frozen questions, without one part at a time.");
        Line($"");
        Line($"| | plain | noisy | distant | foreign |");
        Line($"| --- | --- | --- | --- | --- |");
        var learnt = Askings.Learn(published.Articles);
        foreach (var (name, weights) in Without) Row(name, Generation.InMemory(published, weights, learnt));
        Row("without what is learnt from the variants", Generation.InMemory(published, askings: Askings.None(published.Articles)));
        var bare = Articles.Publish(_ => false);
        Row("without variants at all", Generation.InMemory(bare, askings: Askings.None(bare.Articles)));

        void Row(string name, Generation generation)
        {
            using var search = Articles.Search(generation);
            var figures = new SearchFigures(search);
            Line($"| {name} | {string.Join(" | ", figures.Groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{figures.Of(group).First:F3} / {figures.Of(group).Three:F3}")))} |");
        }
    }

    private void Benchmarks(string folder)
    {
        Benchmark[] benchmarks = [Benchmark.Cnil(folder), Benchmark.ServicePublic(folder)];
        Line($"");
        Line($"## Public benchmarks, DEV half, questions that are no title");
        Line($"");
        Line($"First / MRR@10 / nDCG@10; peers on the same data.");
        Line($"");
        Line($"| | cnil | cnil noisy | spf-texte | spf-texte noisy | spf-themes |");
        Line($"| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, weights) in Without) Row(name == "all of it" ? "**ours**" : "ours " + name, weights);
        page.AppendLine(Peers.ReplaceLineEndings(" |\n") + " |");
        var both = benchmarks.SelectMany(benchmark => benchmark.Documents).ToList();
        Speed(folder, both, [.. benchmarks.SelectMany(benchmark => benchmark.Clean.Concat(benchmark.Noisy)).Select(question => question.Text)]);

        void Row(string name, Weights weights)
        {
            var cells = new List<string>();
            foreach (var benchmark in benchmarks)
            {
                using var search = CorpusSearch.Index(benchmark.Documents, weights);
                foreach (var questions in new[] { benchmark.Clean, benchmark.Noisy })
                {
                    var ranks = benchmark.Measure(search, questions);
                    cells.Add(string.Create(CultureInfo.InvariantCulture, $"{ranks.First:F3} / {ranks.Reciprocal:F3} / {ranks.Gain:F3}"));
                }
            }

            Line($"| {name} | {string.Join(" | ", cells)} | {Benchmark.Themes(folder, weights):F3} |");
        }
    }

    private void Speed(string folder, List<CorpusDocument> documents, List<string> questions)
    {
        using var search = CorpusSearch.Index(documents);
        foreach (var question in questions) search.Find(question, 10);
        var times = questions.ConvertAll(question =>
        {
            var started = Stopwatch.GetTimestamp();
            search.Find(question, 10);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
        times.Sort();
        var all = Benchmark.AllOfServicePublic(folder).ToList();
        List<CorpusDocument> many = [.. Enumerable.Range(0, 4).SelectMany(copy => all.Select(document => document with { Id = $"{copy}-{document.Id}" })).Take(10_000)];
        var begun = Stopwatch.GetTimestamp();
        using var large = CorpusSearch.Index(many);
        Line($"");
        Line($"{documents.Count} documents, one thread: median {times[times.Count / 2]:F2} ms, p99 {times[(int)(times.Count * 0.99)]:F2} ms. {many.Count:N0} documents are indexed in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s.");
    }

    private void Line(FormattableString line) => page.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
