using System.Collections.Concurrent;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>Checked translations of published short answers, kept while the service runs: the next citizen of the same language waits for none.</summary>
internal sealed class Translations
{
    /// <summary>All articles in all languages are fewer; a hostile flood of languages is not.</summary>
    private const int Room = 5000;

    private readonly ConcurrentDictionary<(string Slug, int Revision, string Language), string> kept = new();

    public string? Find(Passage passage, string language) => kept.GetValueOrDefault((passage.Slug, passage.Revision, language));

    public void Keep(Passage passage, string language, string text)
    {
        if (kept.Count < Room) kept[(passage.Slug, passage.Revision, language)] = text;
    }
}
