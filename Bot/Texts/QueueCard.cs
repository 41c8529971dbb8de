using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Texts;

/// <summary>The card of who waits; its figures follow as soon as the queue is counted.</summary>
internal static class QueueCard
{
    /// <summary>The card as a line of the service.</summary>
    public static Line For(Speech speech, string language, bool sensitive)
    {
        var text = $"{speech.Say(language, "queue.title")}. {speech.Say(language, sensitive ? "queue.sensitive" : "queue.writeon")}";
        var data = new LineData { Speaker = "system", Kind = LineKind.Queue, Sensitive = sensitive ? true : null, Lang = language };
        return new Line(Author.System, text) { Kind = LineKind.Queue, Locale = language, Data = data.ToJson() };
    }
}
