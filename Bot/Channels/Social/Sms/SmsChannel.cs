using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Social.Sms;

/// <summary>
/// Text messages through a gateway: <c>POST {Url}</c> with <c>Authorization: Bearer</c> (or a header of its own) and <c>{"key","to","text"}</c>; 2xx with <c>{"id"}</c> means taken.
/// A second call with the same key must send nothing, so that a lost answer costs no second message.
/// </summary>
internal sealed class SmsChannel(IHttpClientFactory http, IOptions<SmsOptions> options, TimeProvider clock) : IPushChannel
{
    public const string ChannelName = "sms";

    private const int LargestAnswer = 65536;

    public string Name => ChannelName;

    public string Title => "SMS";

    /// <summary>No buttons: choices are numbered. No window: a number can always be written to, but each message costs.</summary>
    public ChannelLimits Limits { get; } = new()
    {
        Text = options.Value.LongestText - SmsText.Growth, Markup = Markup.None, PerSecond = options.Value.PerSecond, PerUserPerSecond = 0.5, PerUserBurst = 5, Receipts = true, Sparing = true,
    };

    public async Task<SendOutcome> SendAsync(OutboundPart part, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(ChannelKeys.Client(ChannelName));
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url) { Content = new ByteArrayContent(Body(part)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        if (options.Value.Header is { Length: > 0 } header) request.Headers.TryAddWithoutValidation(header, options.Value.Token);
        else request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (response.IsSuccessStatusCode)
        {
            using var document = await Bounded.ReadAsync(response.Content, LargestAnswer, cancellationToken) is { } answer ? JsonRead.Parse(answer) : null;
            return SendOutcome.Sent(document?.RootElement.Text("id"));
        }

        // The gateway's own words may hold the number: only its status is kept.
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => SendOutcome.Later(DeliveryError.Rate, status, Pause(response), everyone: true),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SendOutcome.Later(DeliveryError.Unauthorized, status),
            HttpStatusCode.Gone => SendOutcome.Refused(DeliveryError.Blocked, status),
            HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError => SendOutcome.Later(DeliveryError.Server, status, Pause(response)),
            _ => SendOutcome.Refused(DeliveryError.Invalid, status),
        };
    }

    private static byte[] Body(OutboundPart part) => JsonBytes.Write(writer =>
    {
        writer.WriteString("key", part.Key);
        writer.WriteString("to", part.To.UserId);
        writer.WriteString("text", SmsText.Plain(part.Text));
    });

    private TimeSpan? Pause(HttpResponseMessage response) =>
        (response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - clock.GetUtcNow()) : null) is { } pause && pause > TimeSpan.Zero ? (pause < TimeSpan.FromHours(1) ? pause : TimeSpan.FromHours(1)) : null;
}
