using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Inbox;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Social.Telegram;

/// <summary>Where Telegram delivers: the secret first, then durably, then « yes ».</summary>
internal static class TelegramWebhook
{
    private const string Header = "X-Telegram-Bot-Api-Secret-Token";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // The first update costs the reading of some hundred types: paid at the start, not by whoever writes first.
        TelegramUpdates.Read("""{"update_id":1,"message":{"message_id":1,"date":1,"from":{"id":1,"is_bot":false,"first_name":"a"},"chat":{"id":1,"type":"private"},"text":"a"}}"""u8);
        routes.MapWebhook("/api/channels/telegram", TelegramChannel.ChannelName, TakeAsync);
    }

    private static async Task<IResult> TakeAsync(HttpRequest request, Intake intake, ChannelCounters counters, IOptions<TelegramOptions> options, CancellationToken cancellationToken)
    {
        if (!Webhook.Same(request.Headers[Header].ToString(), options.Value.Secret))
        {
            counters.Count(TelegramChannel.ChannelName, Counted.Refused);
            return TypedResults.Unauthorized();
        }

        if (await Webhook.ReadAsync(request, Webhook.LargestBody, cancellationToken) is not { } body)
        {
            counters.Count(TelegramChannel.ChannelName, Counted.Unreadable);
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        string? callback;
        try
        {
            (var events, callback) = TelegramUpdates.Read(body);
            await intake.TakeAsync(TelegramChannel.ChannelName, events, cancellationToken);
        }
        catch (JsonException)
        {
            // Said yes to all the same where it is JSON: Telegram would repeat for a day what nobody here can read.
            counters.Count(TelegramChannel.ChannelName, Counted.Unreadable);
            return Webhook.IsJson(body) ? TypedResults.Ok() : TypedResults.BadRequest();
        }

        // The answer may carry a call: without it the tapped button would go on turning.
        return callback is null ? TypedResults.Ok() : TypedResults.Json(new CallbackAnswer("answerCallbackQuery", callback), TelegramJson.Default.CallbackAnswer);
    }
}
