using BrigadeNumerique.Handoff.Desk.Reading;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What is being written outlives the page: kept a moment after the last letter.</summary>
public sealed partial class DeskPage
{
    private static readonly TimeSpan KeptAfter = TimeSpan.FromMilliseconds(700);

    private readonly Dictionary<string, Draft> noteDrafts = new(StringComparer.Ordinal);
    private readonly HashSet<(string Id, bool Note)> unkept = [];
    private bool noting;

    /// <summary>A note has a draft of its own: its words can never stand in the citizen's field.</summary>
    private Draft NoteOf(string id)
    {
        if (!noteDrafts.TryGetValue(id, out var draft)) noteDrafts[id] = draft = new Draft();
        return draft;
    }

    private Draft DraftNow(string id) => noting ? NoteOf(id) : DraftOf(id);

    private async Task RestoreDraftsAsync()
    {
        foreach (var kept in await Shelf.OfAsync(me.Id, closing.Token)) (kept.IsNote ? NoteOf(kept.ConversationId) : DraftOf(kept.ConversationId)).Restore(kept.Text, kept.SeenThrough);
    }

    private async Task KeepDraftsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(KeptAfter, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) await InvokeAsync(KeepNowAsync);
        }
        catch (OperationCanceledException)
        {
            // The page is closing; what is left is kept there.
        }
    }

    private async Task KeepNowAsync()
    {
        if (unkept.Count == 0) return;
        var now = unkept.ToList();
        unkept.Clear();
        foreach (var (id, note) in now)
        {
            var draft = note ? NoteOf(id) : DraftOf(id);
            try
            {
                await Shelf.KeepAsync(me.Id, id, note, draft.Text, draft.SeenThrough, CancellationToken.None);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Tried again with the next letter; it stands on the page meanwhile.
                unkept.Add((id, note));
                Log.DeskActFailed(Logger, fault);
                return;
            }
        }
    }
}
