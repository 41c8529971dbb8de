using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using BrigadeNumerique.Bot.Files;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Social.Messenger;

/// <summary>The page's private messages.</summary>
internal sealed class MessengerChannel(Graph graph, IOptions<MessengerOptions> options, IOptions<UploadOptions> uploads) : IPushChannel
{
    /// <inheritdoc/>
    public string Name => MessengerOptions.Channel;

    /// <inheritdoc/>
    public string Title => "Messenger";

    /// <inheritdoc/>
    public ChannelLimits Limits { get; } = new()
    {
        Text = MessengerMessage.LongestText,
        Buttons = MessengerMessage.MostChoices,
        ButtonTitle = MessengerMessage.LongestTitle,
        PerSecond = 40,
        Window = MetaWindow.Anything,
        OperatorWindow = options.Value.HumanAgent ? MetaWindow.ByPerson : null,
        Receipts = true,
    };

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutboundPart part, CancellationToken cancellationToken)
    {
        var message = part.To is { Data: { } comment } && part.To.UserId.StartsWith(MessengerPayload.CommentAuthor, StringComparison.Ordinal)
            ? MessengerMessage.PrivateReply(comment, part.Text)
            : MessengerMessage.Text(part.To.UserId, part.Text, part.Choices, part is { OutsideWindow: true, ByOperator: true });
        return GraphOutcome.Of(await graph.PostAsync(options.Value.Messages, new GraphKey(options.Value.PageToken, options.Value.AppSecret), message, cancellationToken), GraphFates.OfMessenger);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(InboundFile file, ChannelAddress from, CancellationToken cancellationToken) =>
        Uri.TryCreate(file.Reference, UriKind.Absolute, out var address) && await graph.DownloadAsync(address, new Uri(options.Value.Api), null, uploads.Value.Largest, cancellationToken) is { } bytes
            ? new MemoryStream(bytes)
            : null;
}
