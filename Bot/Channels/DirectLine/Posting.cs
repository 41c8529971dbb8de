using System.Text.Json;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>What a posted activity does, by its type.</summary>
internal sealed class Posting(Reception reception, Opening opening, PageEvents events, Typing typing, Speech speech)
{
    /// <summary>Acts on one activity; a message is durable when this answers.</summary>
    public async Task<IResult> PostAsync(string conversationId, Token? token, InboundActivity activity, CancellationToken cancellationToken)
    {
        switch (activity.Type)
        {
            case "message":
                return await MessageAsync(conversationId, token, activity, cancellationToken);
            case "typing":
                typing.Publish(new TypingSign(conversationId, ByCitizen: true, null));
                return TypedJson.Id(ActivityWriter.Id(conversationId, 0));
            case "event":
                await events.TakeAsync(conversationId, activity, cancellationToken);
                return TypedJson.Id(ActivityWriter.Id(conversationId, 0));
            default:
                // Unknown kinds are acknowledged: an error would make a client show a failure that is none.
                return TypedJson.Id(ActivityWriter.Id(conversationId, 0));
        }
    }

    private async Task<IResult> MessageAsync(string conversationId, Token? token, InboundActivity activity, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Words(activity))) return DirectLineError.BadArgument("A message needs words.");
        var receipt = await ReceiveAsync(conversationId, token, activity, [], cancellationToken);
        return receipt.Sequence is { } sequence ? TypedJson.Id(ActivityWriter.Id(conversationId, sequence)) : DirectLineError.BadToken();
    }

    /// <summary>Records a message, with the files that came with it; it is durable when this answers.</summary>
    public async Task<Receipt> ReceiveAsync(string conversationId, Token? token, InboundActivity activity, IReadOnlyList<FileCard> files, CancellationToken cancellationToken)
    {
        var words = Words(activity);
        var wordless = string.IsNullOrWhiteSpace(words);

        // A file without words is screened by its name: whoever cannot write more may have said it there.
        var message = new InboundMessage(conversationId, wordless ? speech.Say(Speech.French, "file.line", ("noms", string.Join(", ", files.Select(file => file.Name)))) : words!)
        {
            ClientMessageId = activity.ClientId,
            Locale = activity.Locale,
            Data = files.Count > 0 ? FileCard.AddTo(activity.Data, files, wordless) : activity.Data,
            From = token?.User is null && activity.From is { Length: > 0 and <= 100 } from ? from : null,
        };
        try
        {
            return await reception.ReceiveAsync(message, cancellationToken);
        }
        catch (KeyNotFoundException) when (token is not null)
        {
            // A token reserves its conversation: a message that comes before the start opens it rather than being lost.
            await opening.OpenAsync(conversationId, token.User ?? activity.From ?? Identifiers.Visitor(), activity.Locale, cancellationToken);
            return await reception.ReceiveAsync(message, cancellationToken);
        }
    }

    private static string? Words(InboundActivity activity) => string.IsNullOrEmpty(activity.Text) ? WordsOf(activity.Value) : activity.Text;

    /// <summary>A card's button posts a value and no text: its words, where it is a text.</summary>
    private static string? WordsOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } form => form.GetRawText() is { Length: <= InboundActivity.LongestText } json ? json : null,
        _ => null,
    };
}
