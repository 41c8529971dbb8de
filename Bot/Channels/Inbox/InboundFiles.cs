using System.Globalization;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Files;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Inbox;

/// <summary>Fetches the citizen's files from the provider to the same shelf, under the same rules, as those of the page.</summary>
internal sealed class InboundFiles(Transcript transcript, FileShelf shelf, IOptions<UploadOptions> options)
{
    /// <summary>Takes and keeps the files of one message; those that cannot be kept are left, with the reason.</summary>
    /// <returns>What is kept; nothing where the message is recorded already.</returns>
    public async Task<(IReadOnlyList<FileCard> Cards, (string Key, string Megabytes)? Refused)> TakeAsync(IPushChannel channel, InboundEvent item, string conversation, string id, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled) return ([], Why(FileFault.Kind));
        if (await transcript.ChangeAsync(conversation, id, (_, known) => known is not null, cancellationToken)) return ([], null);
        var taken = new List<TakenFile>();
        (string, string)? refused = null;
        try
        {
            foreach (var file in item.Files.Take(options.Value.MostPerMessage))
            {
                if (file.Size > options.Value.Largest)
                {
                    refused = Why(FileFault.Size);
                    continue;
                }

                await using var content = await channel.OpenAsync(file, item.From, cancellationToken);
                var (kept, fault) = content is null ? (null, FileFault.Size) : await shelf.TakeAsync(conversation, file.Name, content, cancellationToken, sound: item.Kind is InboundKind.Voice);
                if (kept is not null) taken.Add(kept);
                else refused = Why(fault ?? FileFault.Kind);
            }

            if (item.Files.Count > options.Value.MostPerMessage) refused ??= Why(FileFault.Many);
            if (taken.Count == 0) return ([], refused);
            if (await shelf.KeepAsync(taken, cancellationToken) is { } full) return ([], Why(full));
            return ([.. taken.Select(file => file.Row!).Select(row => new FileCard(row.Id, row.Name, row.ContentType, row.Size, row.Width, row.Height, row.Sha256))], refused);
        }
        finally
        {
            foreach (var file in taken) file.Drop();
        }
    }

    /// <summary>The message was there already, or could not be recorded: its files go again.</summary>
    public async Task DropAsync(IReadOnlyList<FileCard> cards, string conversation)
    {
        foreach (var card in cards)
        {
            if (await shelf.FindAsync(card.Id, CancellationToken.None) is { } row && row.ConversationId == conversation) await shelf.EraseAsync([row], CancellationToken.None);
        }
    }

    private (string, string) Why(FileFault fault) => (fault is FileFault.Size ? "file.big" : fault is FileFault.Kind ? "file.type" : "channel.file.full", options.Value.LargestMegabytes.ToString(CultureInfo.InvariantCulture));
}
