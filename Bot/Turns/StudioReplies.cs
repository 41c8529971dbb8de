using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Studio;
using Route = BrigadeNumerique.Bot.Triage.Route;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>The assistant's first reply, for the editors who try a draft: the same order as in <see cref="Assistant"/>, the same texts.</summary>
internal sealed class StudioReplies(TriageEngine triage, Speech speech) : IBotReplies
{
    public BotReply To(string question, SearchResult found)
    {
        var assessment = triage.Assess(question, DialogueContext.Empty);
        var aside = assessment.Route switch
        {
            Route.Emergency => BotAside.Emergency,
            Route.Human => assessment.Sensitive.Length > 0 ? BotAside.Sensitive : BotAside.Person,
            _ => BotAside.None,
        };
        if (aside is not BotAside.None) return new BotReply("", [], Aside: aside);
        if (found.Expired) return new BotReply(Say("expired"), [Say("person.button")]);
        if (found is { Sure: true, Passages: [var first, ..] }) return new BotReply(first.Text, [], first);
        return found.Passages.Count > 0
            ? new BotReply(Say("unsure"), [.. found.Passages.Take(3).Select(passage => passage.Title), Say("unsure.none"), Say("person.button")])
            : new BotReply(Say("none"), [.. speech.Lines(Speech.French, "none.choices")]);
    }

    private string Say(string key) => speech.Say(Speech.French, key);
}
