using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>How opening a conversation ended.</summary>
internal enum Opened
{
    Fresh,
    Known,
    Locked,
}

/// <summary>Opens a conversation once, with the greeting that says it is an automatic assistant.</summary>
internal sealed class Opening(Transcript transcript, Speech speech, LanguageOf languages, TimeProvider clock)
{
    public const string Channel = "directline";

    public async Task<Opened> OpenAsync(string id, string visitor, string? locale, CancellationToken cancellationToken)
    {
        if (await transcript.FindAsync(id, cancellationToken) is { } known) return known.Locked ? Opened.Locked : Opened.Known;
        var conversation = new Conversation(id, Channel, visitor, locale, clock.GetUtcNow());
        var fresh = await transcript.OpenAsync(conversation, Greet, cancellationToken);
        return fresh ? Opened.Fresh : Opened.Known;
    }

    private void Greet(Conversation conversation)
    {
        var language = languages.For(null, conversation.Locale);
        var words = string.Join("\n\n", new[] { "greet.1", "greet.2", "greet.3", "greet.ask" }.Select(key => speech.Say(language, key)));
        var choices = language == Speech.French ? speech.Lines(Speech.French, "greet.choices").Select(Choice.Of).ToList() : [];
        conversation.Write(new Line(Author.Bot, words) { Kind = "greeting", Locale = language, Data = new LineData { Kind = "greeting" }.ToJson(choices) }, clock.GetUtcNow());
    }
}
