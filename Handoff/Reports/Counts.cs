using BrigadeNumerique.Handoff.Supervision;

namespace BrigadeNumerique.Handoff.Reports;

/// <summary>The tallies of a report: of the whole, of each day, of each group. What the question leaves out has none.</summary>
internal sealed class Counts(Question question)
{
    private readonly Tally total = new();
    private readonly Dictionary<DateOnly, Tally> days = [];
    private readonly Dictionary<string, Tally> groups = new(StringComparer.Ordinal);

    /// <summary>Where something of a conversation is counted.</summary>
    /// <param name="opened">When it was opened.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="intent">Its subject, or null.</param>
    /// <param name="operatorId">Whose doing it is, or null where it is no operator's.</param>
    public IReadOnlyList<Tally> Of(DateTimeOffset opened, string channel, string? intent, string? operatorId)
    {
        if (question.Intent is { } wanted && intent != wanted) return [];
        if (question.OperatorId is { } who && operatorId != who) return [];
        var day = Find(days, Shift.Day(opened));
        var key = question.Detail switch
        {
            Detail.Channel => channel,
            Detail.Intent => intent ?? "",
            _ => operatorId,
        };
        return key is null ? [total, day] : [total, day, Find(groups, key)];
    }

    /// <summary>Counts the changes of hands of one conversation.</summary>
    public void Tell(IReadOnlyList<Scene> scenes, DateTimeOffset opened, string channel, string? intent)
    {
        Story.Tell(scenes, operatorId => Of(opened, channel, intent, operatorId));

        // Of an operator, the conversations are those that they took: each once.
        foreach (var who in scenes.Where(scene => scene.Step.Taken).Select(scene => scene.Step.Change.OperatorId).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (question.OperatorId is not null) foreach (var tally in Of(opened, channel, intent, who)) tally.Opened++;
            else if (question.Detail is Detail.Operator && (question.Intent is null || question.Intent == intent)) Find(groups, who).Opened++;
        }
    }

    /// <summary>The report.</summary>
    public Report Report(DateTimeOffset at, IReadOnlyList<Comment> comments, IReadOnlyList<string> channels)
    {
        var all = Enumerable.Range(0, question.Last.DayNumber - question.First.DayNumber + 1).Select(question.First.AddDays)
            .Select(day => (day, (days.GetValueOrDefault(day) ?? new Tally()).Figures())).ToList();
        var parts = groups.Select(pair => (Key: pair.Key.Length == 0 ? null : pair.Key, Figures: pair.Value.Figures()))
            .OrderByDescending(pair => pair.Figures.Opened).ThenByDescending(pair => pair.Figures.Taken).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        return new Report(question, at, total.Figures(), all, parts, comments, channels);
    }

    private static Tally Find<TKey>(Dictionary<TKey, Tally> tallies, TKey key)
        where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out var tally)) tallies[key] = tally = new Tally();
        return tally;
    }
}
