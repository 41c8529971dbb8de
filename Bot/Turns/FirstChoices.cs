using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// The choices under the greeting name a field, not a question: a search for « Vol ou perte » would be sure of one article
/// among many. What each may mean is written here; those on danger and on appointments go their own way.
/// </summary>
internal static class FirstChoices
{
    private static readonly string[][] Articles =
    [
        ["porter-plainte-comment", "plainte-en-ligne-atteinte-aux-biens", "suivi-plainte"],
        ["perte-papiers-identite", "vol-papiers-identite", "vol-telephone"],
        ["arnaque-internet-que-faire", "carte-bancaire-volee-perdue", "faux-conseiller-bancaire"],
    ];

    /// <summary>The articles behind a choice; none for other words.</summary>
    public static IReadOnlyList<Passage> Behind(string text, Speech speech, HelpSearch search)
    {
        var words = text.Trim();
        foreach (var language in (string[])[Speech.French, "en"])
        {
            var choices = speech.Lines(language, "greet.choices");
            for (var n = 0; n < Articles.Length; n++)
            {
                if (string.Equals(choices[n], words, StringComparison.OrdinalIgnoreCase)) return [.. Articles[n].Select(slug => search.Find(slug)).OfType<Passage>()];
            }
        }

        return [];
    }
}
