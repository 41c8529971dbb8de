using System.Collections.Concurrent;
using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using BrigadeNumerique.Bot.Files;
using BrigadeNumerique.Bot.Texts;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Social.WhatsApp;

/// <summary>One number of WhatsApp's Cloud API.</summary>
internal sealed class WhatsAppChannel(Graph graph, Speech speech, IOptions<WhatsAppOptions> options, IOptions<UploadOptions> uploads, TimeProvider clock) : IPushChannel
{
    // Of this node and since its start: at worst an invitation comes twice.
    private readonly ConcurrentDictionary<string, DateTimeOffset> invited = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => WhatsAppOptions.Channel;

    /// <inheritdoc/>
    public string Title => "WhatsApp";

    /// <inheritdoc/>
    public ChannelLimits Limits { get; } = new()
    {
        Text = WhatsAppMessage.LongestText,
        TextWithChoices = WhatsAppMessage.LongestAboveChoices,
        Markup = Markup.WhatsApp,
        Buttons = WhatsAppMessage.MostButtons,
        ButtonTitle = WhatsAppMessage.LongestButton,
        ListRows = WhatsAppMessage.MostRows,
        ListTitle = WhatsAppMessage.LongestRow,
        PerSecond = 60,

        // Meta lets one message in six seconds go to one citizen in the long run, and a burst of 45 be borrowed.
        PerUserPerSecond = 1.0 / 6,
        PerUserBurst = 30,
        Window = MetaWindow.Anything,

        // A template may go at any time: what it replaces is told to the operator.
        OperatorWindow = options.Value.Template.Length > 0 ? TimeSpan.FromDays(365) : null,
        Receipts = true,
    };

    private GraphKey Key => new(options.Value.Token, options.Value.AppSecret);

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutboundPart part, CancellationToken cancellationToken)
    {
        if (part is { OutsideWindow: true, ByOperator: true }) return await InviteAsync(part.To, cancellationToken);
        var message = WhatsAppMessage.Text(part.To, part.Text, part.Form, part.Choices, speech.Say(Speech.French, "channel.list"));
        return GraphOutcome.Of(await graph.PostAsync(options.Value.Messages, Key, message, cancellationToken), GraphFates.OfWhatsApp);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(InboundFile file, ChannelAddress from, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (await graph.FindMediaAsync(settings.Media(file.Reference), Key, cancellationToken) is not { } address) return null;
        return await graph.DownloadAsync(address, new Uri(settings.Api), settings.Token, uploads.Value.Largest, cancellationToken) is { } bytes ? new MemoryStream(bytes) : null;
    }

    /// <summary>Sends the approved template in place of words that would be refused, once a day and citizen: three lines of an operator are one invitation.</summary>
    /// <returns>That the words did not go out.</returns>
    private async Task<SendOutcome> InviteAsync(ChannelAddress citizen, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (invited.TryGetValue(citizen.UserId, out var at) && now - at < MetaWindow.Anything) return SendOutcome.Refused(DeliveryError.WindowClosed, "template");
        var settings = options.Value;
        var outcome = GraphOutcome.Of(await graph.PostAsync(settings.Messages, Key, WhatsAppMessage.Template(citizen, settings.Template, settings.TemplateLanguage), cancellationToken), GraphFates.OfWhatsApp);
        if (outcome.Result is not SendResult.Sent) return outcome;
        if (invited.Count > 10_000) invited.Clear();
        invited[citizen.UserId] = now;
        return SendOutcome.Refused(DeliveryError.WindowClosed, "template");
    }
}
