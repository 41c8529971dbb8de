using System.Globalization;
using BrigadeNumerique.Bot.Channels.Inbox;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace BrigadeNumerique.Bot.Channels.Social.Telegram;

/// <summary>Telegram, through its Bot API.</summary>
internal sealed class TelegramChannel(IHttpClientFactory http, IOptions<TelegramOptions> options) : IPushChannel
{
    public const string ChannelName = "telegram";

    private readonly TelegramBotClientOptions api = new(options.Value.Token, options.Value.Api.TrimEnd('/')) { RetryCount = 0, RetryThreshold = 0 };

    public string Name => ChannelName;

    public string Title => "Telegram";

    /// <summary>Thirty messages a second in all, one a second in a chat with short bursts.</summary>
    public ChannelLimits Limits { get; } = new()
    {
        Text = 4096, Markup = Markup.TelegramHtml, Buttons = 12, ButtonTitle = 40, PerSecond = options.Value.PerSecond, PerUserPerSecond = 1, PerUserBurst = 5,
    };

    public async Task<SendOutcome> SendAsync(OutboundPart part, CancellationToken cancellationToken)
    {
        var keyboard = part.Choices.Count > 0 ? new InlineKeyboardMarkup(part.Choices.Select(choice => new[] { InlineKeyboardButton.WithCallbackData(choice.Title, choice.Payload) })) : null;
        try
        {
            var sent = await Client().SendMessage(part.To.UserId, part.Text, ParseMode.Html, replyMarkup: keyboard, linkPreviewOptions: new LinkPreviewOptions { IsDisabled = true }, cancellationToken: cancellationToken);
            return SendOutcome.Sent(sent.Id.ToString(CultureInfo.InvariantCulture));
        }
        catch (ApiRequestException refused)
        {
            return Of(refused);
        }
        catch (RequestException lost) when (lost.InnerException is not OperationCanceledException)
        {
            return lost.HttpStatusCode is { } status and >= System.Net.HttpStatusCode.InternalServerError
                ? SendOutcome.Later(DeliveryError.Server, ((int)status).ToString(CultureInfo.InvariantCulture))
                : SendOutcome.Later(lost.InnerException is HttpRequestException ? DeliveryError.Unreachable : DeliveryError.Server, lost.InnerException?.GetType().Name);
        }
        catch (RequestException timeout)
        {
            return SendOutcome.Later(DeliveryError.Timeout, timeout.InnerException?.GetType().Name);
        }
    }

    public async Task<Stream?> OpenAsync(InboundFile file, ChannelAddress from, CancellationToken cancellationToken)
    {
        var client = http.CreateClient(ChannelKeys.Client(ChannelName));
        try
        {
            var known = await Client().GetFile(file.Reference, cancellationToken);
            return known.FilePath is { } path ? await client.GetStreamAsync(new Uri($"{api.BaseFileUrl}/{path}"), cancellationToken) : null;
        }
        catch (ApiRequestException gone) when (gone.ErrorCode is 400 or 404)
        {
            return null;
        }
        catch (RequestException lost)
        {
            // Its own words would name the address, which holds the token.
            throw new IOException("Telegram did not give the file: " + (lost.InnerException?.GetType().Name ?? "no answer"));
        }
        catch (HttpRequestException lost)
        {
            throw new IOException($"Telegram did not give the file: {lost.StatusCode}");
        }
    }

    private static SendOutcome Of(ApiRequestException refused) => refused.ErrorCode switch
    {
        429 => SendOutcome.Later(DeliveryError.Rate, refused.Message, TimeSpan.FromSeconds(Math.Clamp(refused.Parameters?.RetryAfter ?? 1, 1, 3600))),
        403 => SendOutcome.Refused(DeliveryError.Blocked, refused.Message),
        401 or 404 => SendOutcome.Later(DeliveryError.Unauthorized, refused.Message),
        400 when refused.Message.Contains("chat not found", StringComparison.OrdinalIgnoreCase) => SendOutcome.Refused(DeliveryError.Blocked, refused.Message),
        >= 500 => SendOutcome.Later(DeliveryError.Server, refused.Message),
        _ => SendOutcome.Refused(DeliveryError.Invalid, refused.Message),
    };

    private TelegramBotClient Client() => new(api, http.CreateClient(ChannelKeys.Client(ChannelName)));
}
