using System.Net;
using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Files;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>Every channel behind Azure Bot Service.</summary>
internal sealed class BotServiceChannel(Connector connector, IOptions<UploadOptions> uploads) : IPushChannel
{
    /// <inheritdoc/>
    public string Name => BotServiceOptions.Channel;

    /// <inheritdoc/>
    public string Title => "Azure Bot Service";

    /// <summary>What all of them take: e-mail has no buttons, so choices are numbered, and a number is understood everywhere.</summary>
    public ChannelLimits Limits { get; } = new() { Quotes = true, Text = 4000, Markup = Markup.Markdown, PerSecond = 30 };

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutboundPart part, CancellationToken cancellationToken)
    {
        var reference = BotServiceReference.Of(part.To);
        try
        {
            // A very long identifier is kept as its hash, which the connector does not know: then the words stand alone.
            var said = part.ReplyTo is { Length: 64 } ? part with { ReplyTo = null } : part;
            return Outcome(await connector.PostAsync(reference, said.ReplyTo, ReplyActivity.Write(reference, said), cancellationToken));
        }
        catch (AccessTokenException refused)
        {
            return refused.Passing ? SendOutcome.Later(DeliveryError.Server, refused.Code) : SendOutcome.Later(DeliveryError.Unauthorized, refused.Code, TimeSpan.FromSeconds(30));
        }
        catch (InvalidOperationException)
        {
            return SendOutcome.Refused(DeliveryError.Invalid, "serviceUrl");
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(InboundFile file, ChannelAddress from, CancellationToken cancellationToken) =>
        await connector.DownloadAsync(BotServiceReference.Of(from), file.Reference, uploads.Value.Largest, cancellationToken) is { } bytes ? new MemoryStream(bytes) : null;

    private static SendOutcome Outcome(ConnectorAnswer answer) => answer.Status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => SendOutcome.Sent(answer.Id),
        HttpStatusCode.TooManyRequests => SendOutcome.Later(DeliveryError.Rate, answer.Words, answer.RetryAfter),
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => SendOutcome.Later(DeliveryError.Server, answer.Words, answer.RetryAfter),
        HttpStatusCode.Unauthorized => SendOutcome.Later(DeliveryError.Unauthorized, answer.Words, TimeSpan.FromSeconds(30)),

        // The citizen blocked the bot, or the conversation is gone.
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone => SendOutcome.Refused(DeliveryError.Blocked, answer.Words),
        _ => SendOutcome.Refused(DeliveryError.Invalid, answer.Words),
    };
}
