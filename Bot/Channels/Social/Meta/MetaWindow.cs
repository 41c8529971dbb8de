using BrigadeNumerique.Bot.Channels.Social.Messenger;
using BrigadeNumerique.Bot.Channels.Social.WhatsApp;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>
/// Meta's window: 24 hours after the citizen's last message anything may be sent; on Messenger a person may answer within
/// seven days where the page has that permission, on WhatsApp an approved template may invite to write again. It counts from the
/// time that Meta gave the message where the channels know it: one that waited for us in an outage is older than its line.
/// </summary>
internal sealed class MetaWindow(IOptions<MessengerOptions> messenger, IOptions<WhatsAppOptions> whatsApp, ChannelBook? book = null) : IWritingWindow
{
    /// <summary>How long anything may be sent, and how long a person's own words.</summary>
    public static readonly TimeSpan Anything = TimeSpan.FromHours(24), ByPerson = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public WritingWindow Of(Conversation conversation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var recorded = conversation.LastCitizenSequence > 0 ? conversation.LastCitizenAt : conversation.CreatedAt;
        return Of(conversation.Channel, book?.WroteAt(conversation.Id) is { } wrote && wrote < recorded ? wrote : recorded, now);
    }

    private WritingWindow Of(string channel, DateTimeOffset lastWrote, DateTimeOffset now) => channel switch
    {
        MessengerOptions.Channel => now - lastWrote < (messenger.Value.HumanAgent ? ByPerson : Anything) ? WritingWindow.Open : WritingWindow.Closed,
        WhatsAppOptions.Channel when now - lastWrote >= Anything => whatsApp.Value.Template.Length > 0 ? WritingWindow.InvitationOnly : WritingWindow.Closed,
        _ => WritingWindow.Open,
    };
}
