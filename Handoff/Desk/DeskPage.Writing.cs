using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Live;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>Writing to the citizen, and the signs that somebody writes.</summary>
public sealed partial class DeskPage
{
    private Draft DraftOf(string id)
    {
        if (!drafts.TryGetValue(id, out var draft)) drafts[id] = draft = new Draft();
        return draft;
    }

    private void Write(string text)
    {
        if (open is not { Conversation: { } conversation } exchange) return;
        var draft = DraftNow(exchange.Id);
        draft.Write(text, conversation.LastCitizenSequence);
        unkept.Add((exchange.Id, noting));
        if (!crossed && writingNotice is not null)
        {
            writingNotice = null;
            StateHasChanged();
        }

        // The citizen is not told that a note is written, nor that a reply is looked for.
        if (draft.Empty || noting || draft.Text[0] == '/' || !exchange.HeldBy(me.Id)) return;
        var now = Clock.GetUtcNow();
        if (now - typedAt < TypingApart) return;
        typedAt = now;
        Typing.Publish(new TypingSign(exchange.Id, ByCitizen: false, me.Name));
    }

    private Task NotingAsync(bool on)
    {
        (noting, writingNotice, crossed, focusNext) = (on, null, false, "composer");
        return Task.CompletedTask;
    }

    private async Task SendNoteAsync(Exchange exchange, Draft draft)
    {
        if (draft.Text.Length > Handoff.Notes.Notebook.LongestNote)
        {
            (writingNotice, focusNext) = (Wording.Say("composer.over"), "composer");
            return;
        }

        sending = true;
        try
        {
            var text = draft.Text;
            if (await Book.WriteAsync(exchange.Id, me, text, draft.ClientIdOfAttempt(), closing.Token)) draft.Sent(text);
            unkept.Add((exchange.Id, true));
            await KeepNowAsync();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.DeskActFailed(Logger, fault);
            writingNotice = Wording.Say("send.failed");
        }
        finally
        {
            sending = false;
        }

        await ReadAsync();
        focusNext = "composer";
    }

    private async Task SendAsync(bool anyway)
    {
        if (sending || open is not { } exchange) return;
        var draft = DraftNow(exchange.Id);
        (writingNotice, crossed) = (null, false);
        if (draft.Empty)
        {
            (writingNotice, focusNext) = (Wording.Say("send.empty"), "composer");
            return;
        }

        if (noting)
        {
            await SendNoteAsync(exchange, draft);
            return;
        }

        if (draft.Left < 0)
        {
            (writingNotice, focusNext) = (Wording.Say("composer.over"), "composer");
            return;
        }

        // Read now: the last notice may be half a second old.
        await ReadAsync();
        if (!anyway && draft.Crossed(exchange.Conversation?.LastCitizenSequence ?? 0))
        {
            (writingNotice, crossed) = (Wording.Say("desk.newwhile"), true);
            return;
        }

        sending = true;
        try
        {
            var text = draft.Text;
            var sequence = await Work.WriteAsync(exchange.Id, me.Id, text, draft.ClientIdOfAttempt(), closing.Token);
            if (sequence is null)
            {
                writingNotice = Wording.Say("desk.nothold");
            }
            else
            {
                draft.Sent(text);
                draft.Seen(exchange.Conversation?.LastCitizenSequence ?? 0);
                unkept.Add((exchange.Id, false));
                await KeepNowAsync();
                typedAt = default;
            }
        }
        catch (WindowClosedException)
        {
            writingNotice = Wording.Say("window.unsent");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.DeskActFailed(Logger, fault);
            writingNotice = Wording.Say("send.failed");
        }
        finally
        {
            sending = false;
        }

        await ReadAsync();
        focusNext = "composer";
    }

    private async Task ReadCrossedAsync()
    {
        if (open is not { Conversation: { } conversation } exchange) return;
        DraftOf(exchange.Id).Seen(conversation.LastCitizenSequence);
        (writingNotice, crossed, focusNext) = (null, false, "composer");
        if (browser is not null) await browser.ToEndAsync(closing.Token);
    }

    /// <summary>Called on the thread of whoever published: it must be quick.</summary>
    private void Heard(TypingSign sign)
    {
        if (!sign.ByCitizen || sign.ConversationId != open?.Id) return;
        citizenWroteAt = Clock.GetUtcNow();
        if (!citizenWrites) _ = InvokeAsync(ShowTypingAsync);
    }

    private async Task ShowTypingAsync()
    {
        if (citizenWrites || closing.IsCancellationRequested) return;
        citizenWrites = true;
        StateHasChanged();
        try
        {
            while (Clock.GetUtcNow() - citizenWroteAt is var silent && silent < TypingLasts) await Task.Delay(TypingLasts - silent, Clock, closing.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        citizenWrites = false;
        StateHasChanged();
    }
}
