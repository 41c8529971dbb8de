using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Exchanges;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Routing;
using Microsoft.JSInterop;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What an operator does with a conversation beside writing, and with their own presence.</summary>
public sealed partial class DeskPage
{
    private string? actFailed;

    /// <summary>The urgent one that the strip shows: offered to this operator, or the alarm's first.</summary>
    private ExchangeItem? Ringing => alarm.Urgent.FirstOrDefault(item => item.Place.OfferedTo == me.Id) ?? alarm.First;

    /// <summary>One that is offered to this operator.</summary>
    private ExchangeItem? Offer => standing?.Waiting.FirstOrDefault(item => item.Place.OfferedTo == me.Id && item.Place.OfferUntil > Clock.GetUtcNow());

    private IReadOnlyList<Colleague> Colleagues => [.. (standing?.Present ?? []).Where(colleague => colleague.Id != me.Id)];

    private string? LeavesAt => standing?.Me?.LeavesAt is { } leaves ? hours.Say(leaves, Clock.GetUtcNow()) : null;

    private string? NameOf(string? operatorId) => standing?.NameOf(operatorId);

    private int Weight(Exchange exchange) => Routing.Value.WeightOf(exchange.Conversation?.Priority ?? Priority.Normal);

    private WritingWindow WindowOf(Exchange exchange) => exchange.Conversation is { } conversation ? Work.WindowOf(conversation) : WritingWindow.Open;

    private async Task DeclineAsync(string id)
    {
        await DoAsync(() => Work.DeclineAsync(id, me.Id, closing.Token));
        await ReadAsync();
    }

    private Task HelpAsync(bool on) => open is not { } exchange ? Task.CompletedTask : ActAsync(() => Work.HelpAsync(exchange.Id, me.Id, me.Name, on, closing.Token));

    private Task PauseAsync(bool on) => open is not { } exchange ? Task.CompletedTask : ActAsync(() => Work.HoldAsync(exchange.Id, me.Id, on, closing.Token));

    private async Task ConfirmAsync(ActChoice choice)
    {
        if (open is not { } exchange || asked is not { } act) return;
        actFailed = null;
        if (act is DeskAct.Transfer)
        {
            await PassOnAsync(exchange, choice);
            return;
        }

        asked = null;
        if (act is DeskAct.Close)
        {
            await CloseAsync(exchange, choice.Code);
            return;
        }

        if (act is not DeskAct.TakeOver) given.Add(exchange.Id);
        await ActAsync(() => act switch
        {
            DeskAct.HandBack => Work.HandBackAsync(exchange.Id, me.Id, closing.Token),
            DeskAct.Requeue => Work.TransferAsync(exchange.Id, me.Id, closing.Token),
            _ => Supervisor.AssignAsync(exchange.Id, me.Id, me, closing.Token),
        });
        focusNext = act is DeskAct.TakeOver ? "composer" : "exchange-title";
    }

    private async Task CloseAsync(Exchange exchange, string? code)
    {
        var hard = exchange.Conversation is { Gravest: not Priority.Normal };
        given.Add(exchange.Id);
        var ending = await DoAsync<Ending?>(async () => await Work.CloseAsync(exchange.Id, me.Id, code, exchange.Lines.LastOrDefault()?.Sequence ?? 0, closing.Token));
        if (ending is Ending.Unseen) given.Remove(exchange.Id);
        notice = ending switch
        {
            Ending.Unseen => Wording.Say("close.unseen"),
            Ending.NotYours => Wording.Say("desk.nothold"),
            _ => notice,
        };
        if (hard && ending is Ending.Done) (pauseOffered, pauseAgainAt) = (true, null);
        (dayReadAt, focusNext) = (default, ending is Ending.Unseen ? "composer" : "exchange-title");
        await ReadAsync();
    }

    private async Task PassOnAsync(Exchange exchange, ActChoice choice)
    {
        given.Add(exchange.Id);
        var outcome = await DoAsync(() => Work.TransferAsync(exchange.Id, me.Id, choice.Wish ?? new TransferWish(), choice.Note, closing.Token));
        actFailed = outcome switch
        {
            Passing.Absent => Wording.Say("transfer.absent"),
            Passing.Full => Wording.Say("transfer.full"),
            _ => null,
        };
        if (actFailed is null)
        {
            (asked, focusNext) = (null, "exchange-title");
            if (outcome is Passing.NotYours) notice = Wording.Say("desk.nothold");
        }
        else
        {
            given.Remove(exchange.Id);
            focusNext = "confirm-first";
        }

        await ReadAsync();
    }

    private async Task PresenceAsync(Presence now)
    {
        presence = now;
        var back = await DoAsync(() => Work.SetPresenceAsync(me.Id, now, closing.Token)) ?? [];
        given.UnionWith(back);
        if (now is Presence.AwayAndReassign && back.Count > 0) notice = Wording.Count("presence.given", back.Count);
        await ReadAsync();
    }

    private async Task SignOutAsync()
    {
        leaving = false;
        try
        {
            // Given back by a word to the citizen, rather than found lost fifteen seconds later.
            given.UnionWith(await Work.GiveAllAwayAsync(me.Id, "signed-out", closing.Token));
            await Operators.LeftAsync(me.Id, closing.Token);
            if (browser is not null) await browser.SubmitAsync("sign-out", closing.Token);
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not JSDisconnectedException)
        {
            Refused(fault);
        }
    }

    private Task AskAsync(DeskAct act)
    {
        (asked, actFailed, focusNext) = (act, null, act is DeskAct.Transfer or DeskAct.Close ? "confirm-first" : "confirm-yes");
        return Task.CompletedTask;
    }

    private void Cancel()
    {
        focusNext = asked?.Opener() ?? "composer";
        (asked, actFailed) = (null, null);
    }

    /// <summary>An act on the open conversation that is refused when it changed hands.</summary>
    private async Task ActAsync(Func<Task<bool>> act)
    {
        if (!await DoAsync(act)) notice ??= Wording.Say("desk.nothold");
        else notice = null;
        await ReadAsync();
    }

    private async Task<T?> DoAsync<T>(Func<Task<T>> act)
    {
        try
        {
            notice = null;
            return await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Refused(fault);
            return default;
        }
    }
}
