using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Social.Sms;

/// <summary>Where a gateway delivers, signed over the raw body in the manner that Meta made common.</summary>
internal static class SmsWebhook
{
    private const string Header = "X-Signature-256";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapWebhook("/api/channels/sms", SmsChannel.ChannelName, TakeAsync);

    private static async Task<IResult> TakeAsync(HttpRequest request, Intake intake, ChannelCounters counters, IOptions<SmsOptions> options, CancellationToken cancellationToken)
    {
        if (request.Headers[Header] is not [{ Length: > 0 } signature])
        {
            counters.Count(SmsChannel.ChannelName, Counted.Refused);
            return TypedResults.Unauthorized();
        }

        if (await Webhook.ReadAsync(request, Webhook.LargestBody, cancellationToken) is not { } body)
        {
            counters.Count(SmsChannel.ChannelName, Counted.Unreadable);
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!HubSignature.Matches(signature, body, options.Value.Secret))
        {
            counters.Count(SmsChannel.ChannelName, Counted.Refused);
            return TypedResults.Unauthorized();
        }

        if (SmsPayload.Read(body) is not { } events)
        {
            counters.Count(SmsChannel.ChannelName, Counted.Unreadable);
            return TypedResults.BadRequest();
        }

        await intake.TakeAsync(SmsChannel.ChannelName, events, cancellationToken);
        return TypedResults.Ok();
    }
}
