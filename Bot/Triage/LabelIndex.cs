namespace BrigadeNumerique.Bot.Triage;

/// <summary>The labels of some examples in one order, and each example's by its place in it.</summary>
/// <param name="Labels">Every label once.</param>
/// <param name="Truth">The place of each example's label.</param>
internal sealed record LabelIndex(string[] Labels, int[] Truth)
{
    /// <summary>The same names give the same order.</summary>
    public static LabelIndex Of(IReadOnlyList<string> names)
    {
        string[] labels = [.. names.Distinct().Order(StringComparer.Ordinal)];
        var place = labels.Select((label, at) => (label, at)).ToDictionary(pair => pair.label, pair => pair.at, StringComparer.Ordinal);
        return new LabelIndex(labels, [.. names.Select(name => place[name])]);
    }
}
