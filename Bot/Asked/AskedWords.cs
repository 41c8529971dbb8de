using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Personal;
using Route = BrigadeNumerique.Bot.Triage.Route;

namespace BrigadeNumerique.Bot.Asked;

/// <summary>What may be kept for the editors: nothing of danger or of a sensitive subject, and without the traces that are recognised.</summary>
internal sealed class AskedWords(TriageEngine triage) : IAskedWords
{
    /// <summary>A question is in its first lines.</summary>
    private const int Longest = 2000;

    /// <summary>Far below what raises an alarm: of words that only might be danger nothing is kept either.</summary>
    private const double LeastDanger = 0.25;

    public string? Keep(string words)
    {
        ArgumentNullException.ThrowIfNull(words);

        // In the seconds before the model is there the signs alone decide: they miss what it hears.
        if (triage.Version is null) return null;
        if (triage.Assess(words, DialogueContext.Empty) is not { Urgency: Urgency.Normal, Sensitive: "", ByChild: false, Danger: < LeastDanger, Route: not (Route.Emergency or Route.Human) }) return null;
        return PersonalFinder.Erase(words.Length > Longest ? words[..Longest] : words);
    }
}
