using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Receiving;

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

    /// <summary>Opens one of the page's, or of any client of Direct Line.</summary>
    public Task<Opened> OpenAsync(string id, string visitor, string? locale, CancellationToken cancellationToken) => OpenAsync(new Conversation(id, Channel, visitor, locale, clock.GetUtcNow()), null, cancellationToken);

    /// <summary>Opens one of any channel.</summary>
    /// <param name="conversation">What is opened.</param>
    /// <param name="notice">What the greeting says besides, given the language; or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<Opened> OpenAsync(Conversation conversation, Func<string, string>? notice, CancellationToken cancellationToken)
    {
        if (await transcript.FindAsync(conversation.Id, cancellationToken) is { } known) return known.Locked ? Opened.Locked : Opened.Known;
        var fresh = await transcript.OpenAsync(conversation, opened => Greet(opened, notice), cancellationToken);
        return fresh ? Opened.Fresh : Opened.Known;
    }

    private void Greet(Conversation conversation, Func<string, string>? notice)
    {
        var language = languages.For(null, conversation.Locale);
        var words = string.Join("\n\n", new[] { speech.Say(language, "greet.1"), speech.Say(language, "greet.2"), speech.Say(language, "greet.3"), notice?.Invoke(language), speech.Say(language, "greet.ask") }.OfType<string>());
        var choices = language == Speech.French ? speech.Lines(Speech.French, "greet.choices").Select(Choice.Of).ToList() : [];
        conversation.Write(new Line(Author.Bot, words) { Kind = "greeting", Locale = language, Data = new LineData { Kind = "greeting" }.ToJson(choices) }, clock.GetUtcNow());
    }
}
