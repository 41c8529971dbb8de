using System.Globalization;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>What a ranking is worth: of questions, how many have a right text first, among three, its mean reciprocal rank and nDCG among ten.</summary>
internal readonly record struct Ranks(int Count, double First, double Three, double Reciprocal, double Gain)
{
    /// <param name="rows">The ranking of each question and what is right for it.</param>
    public static Ranks Of(IEnumerable<(IReadOnlyList<string> Found, IReadOnlyCollection<string> Right)> rows)
    {
        var (count, first, three, reciprocal, gain) = (0, 0, 0, 0.0, 0.0);
        foreach (var (found, right) in rows)
        {
            count++;
            int[] hits = [.. Enumerable.Range(0, Math.Min(10, found.Count)).Where(at => right.Contains(found[at]))];
            if (hits.Length == 0) continue;
            if (hits[0] == 0) first++;
            if (hits[0] < 3) three++;
            reciprocal += 1.0 / (hits[0] + 1);
            gain += hits.Sum(at => 1 / Math.Log2(at + 2)) / Enumerable.Range(0, Math.Min(10, right.Count)).Sum(at => 1 / Math.Log2(at + 2));
        }

        return new Ranks(count, (double)first / count, (double)three / count, reciprocal / count, gain / count);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:F3} / {Three:F3} / {Reciprocal:F3} / {Gain:F3}");
}

/// <summary>The frozen questions, asked.</summary>
internal sealed class SearchFigures
{
    private readonly List<(FrozenQuestion Question, SearchResult Result, string[] Found)> rows;

    public SearchFigures(HelpSearch search) =>
        rows = [.. FrozenQuestion.All().Select(question => (Question: question, Result: search.Find(question.Text, 10))).Select(row => (row.Question, row.Result, row.Result.Passages.Select(passage => passage.Slug).ToArray()))];

    public IEnumerable<string> Groups => rows.Select(row => row.Question.Group).Where(group => group != "none").Distinct();

    public Ranks Of(string group) => Ranks.Of(rows.Where(row => row.Question.Group == group).Select(row => ((IReadOnlyList<string>)row.Found, (IReadOnlyCollection<string>)row.Question.Slugs)));

    /// <summary>Share of the answerable questions that are answered alone, and how many of these wrongly.</summary>
    public (double Coverage, double Wrong) Answered(Func<string, bool> group) => AtLeast(group, row => row.Result.Sure);

    /// <summary>The same at another threshold.</summary>
    public (double Coverage, double Wrong) At(double threshold) => AtLeast(_ => true, row => row.Result.Confidence >= threshold);

    /// <summary>Share of the unanswerable that are not answered.</summary>
    public double Recognised(double threshold) => rows.Where(row => row.Question.Group == "none").Average(row => row.Result.Confidence < threshold ? 1.0 : 0);

    public double RecognisedNow => rows.Where(row => row.Question.Group == "none").Average(row => row.Result.Sure ? 0.0 : 1);

    /// <summary>Of everything answered alone, unanswerable questions among them, how much is wrong.</summary>
    public double WrongOfAll
    {
        get
        {
            var answered = rows.Where(row => row.Result.Sure).ToList();
            return answered.Count == 0 ? 0 : answered.Average(row => IsRight(row) ? 0.0 : 1);
        }
    }

    /// <summary>The highest confidence at which so many of the answerable are answered.</summary>
    public double ThresholdFor(double coverage)
    {
        var said = rows.Where(row => row.Question.Group != "none").Select(row => row.Result.Confidence).OrderDescending().ToList();
        return said[(int)(said.Count * coverage) - 1];
    }

    /// <summary>Bins of the confidence over all questions: how many, mean of what was said, share that is right.</summary>
    public IEnumerable<(int Count, double Said, double True)> Reliability => rows.GroupBy(row => Math.Min(4, (int)(row.Result.Confidence * 5))).OrderBy(bin => bin.Key)
        .Select(bin => (bin.Count(), bin.Average(row => row.Result.Confidence), bin.Average(row => IsRight(row) ? 1.0 : 0)));

    public IEnumerable<string> WrongAnswers => rows.Where(row => row.Result.Sure && !IsRight(row)).Select(row => $"{row.Question.Id} → {row.Found[0]}");

    private (double Coverage, double Wrong) AtLeast(Func<string, bool> group, Func<(FrozenQuestion Question, SearchResult Result, string[] Found), bool> answered)
    {
        var asked = rows.Where(row => row.Question.Group != "none" && group(row.Question.Group)).ToList();
        var given = asked.Where(answered).ToList();
        return ((double)given.Count / asked.Count, given.Count == 0 ? 0 : given.Average(row => IsRight(row) ? 0.0 : 1));
    }

    private static bool IsRight((FrozenQuestion Question, SearchResult Result, string[] Found) row) => row.Found.Length > 0 && row.Question.Slugs.Contains(row.Found[0]);
}
