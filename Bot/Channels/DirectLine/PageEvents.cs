using System.Text.Json;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Asked;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Contact;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Satisfaction;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>The events that a citizen's page may send; any other name is acknowledged and dropped, hand-over events above all.</summary>
internal sealed class PageEvents(Transcript transcript, Opinions opinions, UsefulnessCount useful, GivenInVain asked, SafeContacts contacts, Speech speech, LanguageOf languages, IDeskTexts texts, TimeProvider clock)
{
    public async Task TakeAsync(string conversationId, InboundActivity activity, CancellationToken cancellationToken)
    {
        switch (activity.Name)
        {
            case "chat/leave-queue":
                await LeaveQueueAsync(conversationId, cancellationToken);
                break;
            case "chat/close":
                await CloseAsync(conversationId, cancellationToken);
                break;
            case "chat/contact" when activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("may", out var may) && may.ValueKind is JsonValueKind.True or JsonValueKind.False:
                await ContactAsync(conversationId, may.ValueKind is JsonValueKind.True, value, cancellationToken);
                break;
            case "chat/read" when activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("through", out var through) && through.ValueKind is JsonValueKind.Number && through.TryGetInt32(out var line):
                await transcript.ChangeAsync(conversationId, conversation =>
                {
                    conversation.MarkReadByCitizen(line);
                    return true;
                }, cancellationToken);
                break;
            case "chat/rating" when activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("score", out var score) && score.ValueKind is JsonValueKind.Number && score.TryGetInt32(out var points):
                await opinions.GiveAsync(conversationId, points, value.TryGetProperty("comment", out var comment) && comment.ValueKind is JsonValueKind.String ? comment.GetString() : null, cancellationToken);
                break;
            case "chat/useful" when activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("slug", out var slug) && slug.ValueKind is JsonValueKind.String
                && value.TryGetProperty("answer", out var answer) && answer.ValueKind is JsonValueKind.String:
                await useful.AddAsync(slug.GetString()!, answer.ValueEquals("yes"), cancellationToken);
                await SaidAsync(conversationId, answer.ValueEquals("yes"), cancellationToken);
                if (answer.ValueEquals("no") && await transcript.FindAsync(conversationId, cancellationToken) is { } conversation)
                    asked.NotUseful(conversation, await transcript.ReadAsync(conversationId, 0, int.MaxValue, cancellationToken), slug.GetString()!);
                break;
        }
    }

    /// <summary>The citizen ends the exchange. An alert does not end by a touch: whoever touched it may not have been the one in danger.</summary>
    private Task CloseAsync(string conversationId, CancellationToken cancellationToken) => transcript.ChangeAsync(conversationId, conversation =>
    {
        if (conversation.Custody is Custody.Closed || conversation.Priority is Priority.Urgent) return false;
        var now = clock.GetUtcNow();
        texts.ClosedByCitizen(conversation, now);
        conversation.Close("citizen", now);
        return true;
    }, cancellationToken);

    /// <summary>How the citizen may be reached: kept, told to the staff, and confirmed with the promise that goes with it.</summary>
    private async Task ContactAsync(string conversationId, bool may, JsonElement value, CancellationToken cancellationToken)
    {
        if (await transcript.FindAsync(conversationId, cancellationToken) is not { Locked: false }) return;
        await contacts.SaveAsync(conversationId, may, Words(value, "how"), Words(value, "when"), Words(value, "never"), cancellationToken);
        await transcript.ChangeAsync(conversationId, conversation =>
        {
            var (now, language) = (clock.GetUtcNow(), languages.For(conversation.Language, conversation.Locale));
            conversation.Write(new Line(Author.System, speech.Say(Speech.French, "desk.contact")) { Kind = "contact", Audience = Audience.Staff, Locale = Speech.French }, now);
            conversation.Write(new Line(Author.System, speech.Say(language, may ? "contact.saved" : "contact.here")) { Kind = LineKind.Text, Locale = language, Data = new LineData { Speaker = "system", Lang = language }.ToJson() }, now);
            return true;
        }, cancellationToken);
    }

    private static string? Words(JsonElement value, string name) => value.TryGetProperty(name, out var words) && words.ValueKind is JsonValueKind.String ? words.GetString() : null;

    /// <summary>What the citizen says of an answer stands in the record, so that reports know which conversations the assistant resolved.</summary>
    private Task SaidAsync(string conversationId, bool helped, CancellationToken cancellationToken) => transcript.ChangeAsync(conversationId, conversation =>
    {
        conversation.Write(new Line(Author.System, "") { Kind = LineKind.Useful, Audience = Audience.Staff, Data = helped ? "true" : "false" }, clock.GetUtcNow());
        return true;
    }, cancellationToken);

    private Task LeaveQueueAsync(string conversationId, CancellationToken cancellationToken) => transcript.ChangeAsync(conversationId, conversation =>
    {
        // A person in danger who stops waiting stays in the queue: somebody must look.
        if (conversation.Custody is not Custody.Queued || conversation.Priority is Priority.Urgent) return false;
        var now = clock.GetUtcNow();
        var language = languages.For(conversation.Language, conversation.Locale);
        var unheard = conversation.Unheard;
        conversation.ReturnToBot("citizen-left-queue", now);
        conversation.Write(new Line(Author.Bot, speech.Say(language, "queue.left")) { Kind = LineKind.Return, Locale = language, Data = new LineData { Kind = LineKind.Return }.ToJson() }, now);
        if (unheard) texts.Unheard(conversation, now);
        return true;
    }, cancellationToken);
}
