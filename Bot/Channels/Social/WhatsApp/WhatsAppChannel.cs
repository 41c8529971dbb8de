using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using BrigadeNumerique.Bot.Files;
using BrigadeNumerique.Bot.Texts;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Social.WhatsApp;

/// <summary>One number of WhatsApp's Cloud API.</summary>
internal sealed class WhatsAppChannel(Graph graph, Speech speech, IOptions<WhatsAppOptions> options, IOptions<UploadOptions> uploads) : IPushChannel
{
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

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutboundPart part, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (part is { OutsideWindow: true, ByOperator: true } && settings.Template.Length > 0)
        {
            var invited = GraphOutcome.Of(await graph.PostAsync(settings.Messages, settings.Token, WhatsAppMessage.Template(part.To.UserId, settings.Template, settings.TemplateLanguage), cancellationToken), GraphFates.OfWhatsApp);
            return invited.Result is SendResult.Sent ? SendOutcome.Refused(DeliveryError.WindowClosed, "template") : invited;
        }

        var message = WhatsAppMessage.Text(part.To.UserId, part.Text, part.Form, part.Choices, speech.Say(Speech.French, "channel.list"));
        return GraphOutcome.Of(await graph.PostAsync(settings.Messages, settings.Token, message, cancellationToken), GraphFates.OfWhatsApp);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(InboundFile file, ChannelAddress from, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (await graph.FindMediaAsync(settings.Media(file.Reference), settings.Token, cancellationToken) is not { } address) return null;
        return await graph.DownloadAsync(address, new Uri(settings.Api), settings.Token, uploads.Value.Largest, cancellationToken) is { } bytes ? new MemoryStream(bytes) : null;
    }
}
