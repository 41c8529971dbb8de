using BrigadeNumerique.KnowledgeBase.Lexicon;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace BrigadeNumerique.KnowledgeBase.Studio.Synonymy;

/// <summary>What may be done to a group.</summary>
public enum SynonymAct
{
    /// <summary>Its words are kept.</summary>
    Save,

    /// <summary>The search no longer uses it.</summary>
    Off,

    /// <summary>The search uses it again.</summary>
    On,

    /// <summary>It goes.</summary>
    Remove,
}

/// <summary>The groups of words under an editor's hands. Nothing is done whose effect was not shown.</summary>
public sealed partial class SynonymsPage
{
    /// <summary>The address of a group that is being made.</summary>
    private const string New = "nouveau";

    private const int ChangesShown = 30;

    private static readonly SynonymWords Nothing = new() { Said = [], Meant = [] };

    private IReadOnlyList<SynonymRow>? rows;
    private IReadOnlyList<SynonymChange> changes = [];
    private SynonymRow? open;
    private SynonymRow? theirs;
    private SynonymWords first = Nothing;
    private SynonymFields fields = SynonymFields.Of(Nothing);
    private IReadOnlyList<SynonymProblem> problems = [];
    private SynonymProposal? tried;
    private SynonymEffect? effect;
    private SynonymProposal? sidesOf;
    private SideBySide? sides;
    private SynonymAct? asked;
    private SynonymWords? taken;
    private ElementReference done;
    private ElementReference sure;
    private ElementReference acts;
    private string? shownFor;
    private string? leaving;
    private int reading;
    private bool making;
    private bool dirty;
    private bool busy;
    private bool toSure;
    private bool toDone;

    /// <summary>The group that is open: its key, or <c>nouveau</c>; null: none.</summary>
    [Parameter]
    public string? Which { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private SynonymWords Written => fields.Words;

    private string Title => making ? Wording.Say("syn.new") : string.Join(", ", open!.Words.Said.Take(4));

    /// <summary>What the buttons and the trial are about now: the words being written, or the group with and without.</summary>
    private SynonymProposal Present => Proposal(dirty || making ? SynonymAct.Save : open is { On: false } ? SynonymAct.On : SynonymAct.Off);

    /// <summary>Ctrl+S.</summary>
    [JSInvokable]
    public Task SaveNow() => InvokeAsync(async () =>
    {
        if (dirty && !busy && theirs is null) await AskAsync(SynonymAct.Save);
        StateHasChanged();
    });

    /// <inheritdoc/>
    protected override IDisposable? Listen() => DotNetObjectReference.Create(this);

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        rows = await Book.ReadAsync(Closing.Token);
        changes = await Book.ChangesAsync(ChangesShown, Closing.Token);
        Open();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (rows is not null && shownFor != Which) Open();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);

        // The keyboard goes on from what is asked, or from what is told in the place of the button that was pressed.
        var (question, answer) = (toSure, toDone);
        (toSure, toDone) = (false, false);
        if (question) await sure.FocusAsync();
        else if (answer) await done.FocusAsync();
    }

    private static string NameOf(SynonymProposal proposal) => proposal switch { { Words: not null } => "write", { On: true } => "on", _ => "off" };

    private string Question(SynonymAct act) => act is SynonymAct.Save ? Wording.Count("syn.sure.save", effect?.Worse.Count ?? 0) : Wording.Say("syn.sure." + act.ToString().ToLowerInvariant());

    /// <summary>What the address names takes the place of everything on the page; a new group may begin with the words of a change.</summary>
    private void Open()
    {
        (shownFor, making) = (Which, Which == New);
        open = making ? null : rows?.FirstOrDefault(row => row.Key == Which);
        var words = making ? taken : open?.Words;
        (taken, Notice) = (null, Which is null || open is not null ? Notice : null);
        Begin(words ?? Nothing, isDirty: making && words is not null);
    }

    private void Begin(SynonymWords words, bool isDirty)
    {
        (first, fields, dirty, theirs, asked) = (words, SynonymFields.Of(words), isDirty, null, null);
        (problems, tried, effect, sides, sidesOf) = ([], null, null, null, null);
        reading++;
    }

    private void Write(SynonymFields written)
    {
        (fields, problems, asked) = (written, [], null);
        dirty = open is null ? !Written.IsSameAs(Nothing) : !Written.IsSameAs(open.Words);
    }

    private SynonymProposal Proposal(SynonymAct act) => act switch
    {
        SynonymAct.Save => new SynonymProposal(open?.Key, Written),
        SynonymAct.On => new SynonymProposal(open?.Key, On: true),
        _ => new SynonymProposal(open?.Key, On: false),
    };

    private Task SeeAsync() => WorkAsync(async () => await EffectAsync(Present));

    /// <summary>Shows the effect, then does it; where something is lost, or the group goes, only on a second word.</summary>
    private Task AskAsync(SynonymAct act) => WorkAsync(async () =>
    {
        (asked, Notice) = (null, null);
        if (!await EffectAsync(Proposal(act))) return;
        if (act is SynonymAct.Save && effect!.Worse.Count == 0) await KeepAsync(act);
        else (asked, toSure) = (act, true);
    });

    private Task DoAsync(SynonymAct act) => WorkAsync(() => KeepAsync(act));

    private async Task NotAsync()
    {
        asked = null;
        await acts.FocusAsync();
    }

    private async Task KeepAsync(SynonymAct act)
    {
        asked = null;
        var (key, stamp) = (open?.Key, open?.Stamp ?? 0);
        var saved = act switch
        {
            SynonymAct.Save => await Book.SaveAsync(key, stamp, Written, Me, Closing.Token),
            SynonymAct.Remove => await Book.RemoveAsync(key!, stamp, Me, Closing.Token),
            _ => await Book.SwitchAsync(key!, stamp, act is SynonymAct.On, Me, Closing.Token),
        };
        problems = saved.Problems;
        if (problems.Count > 0) return;
        if (saved is { Conflict: true, Row: { } row })
        {
            // Of words, both are shown; of a switch, how the group stands now is enough.
            if (act is SynonymAct.Save) theirs = row;
            else Notice = Wording.Say("syn.conflict", ("prenom", row.Writer?.Name ?? ""), ("heure", Wording.Moment(row.WrittenAt ?? Now, Now)));
            await ReadKeptAsync(act is SynonymAct.Save ? null : row);
            return;
        }

        dirty = false;
        Notice = saved.Row is null ? Wording.Say("syn.unknown") : Wording.Say((act, saved.Row.On) switch { (SynonymAct.Save, false) => "syn.done.saveoff", _ => "syn.done." + act.ToString().ToLowerInvariant() });
        var gone = saved.Row is null || act is SynonymAct.Remove;
        await ReadKeptAsync(gone ? null : saved.Row);
        if (gone || key is null) Navigation.NavigateTo("/studio/synonymes" + (gone ? "" : "/" + saved.Row!.Key));
        toDone = true;
    }

    /// <summary>The list anew; the group that is open as it was left, with the effect that was shown.</summary>
    private async Task ReadKeptAsync(SynonymRow? row)
    {
        rows = await Book.ReadAsync(Closing.Token);
        changes = await Book.ChangesAsync(ChangesShown, Closing.Token);
        if (row is null || making) return;
        var (shown, of) = (effect, tried);
        open = row;
        Begin(row.Words, isDirty: false);
        (effect, tried) = (shown, of);
    }

    /// <summary>Tries a change; false where its words are refused.</summary>
    private async Task<bool> EffectAsync(SynonymProposal proposal)
    {
        if (proposal.IsSameAs(tried) && effect is not null) return true;
        var (then, wrong) = await Book.ProposeAsync(proposal, Closing.Token);
        problems = wrong;
        if (wrong.Count > 0) return false;
        effect = await Trial.OfAsync(then, Closing.Token);
        tried = proposal;
        return true;
    }

    private Task TryAsync(string question) => WorkAsync(async () =>
    {
        if (string.IsNullOrWhiteSpace(question)) return;
        var proposal = Present;
        var (then, wrong) = await Book.ProposeAsync(proposal, Closing.Token);
        problems = wrong;
        if (wrong.Count > 0) return;
        sides = await Trial.AskAsync(then, question.Trim(), Closing.Token);
        sidesOf = proposal;
    });

    private Task KeepMineAsync()
    {
        (open, theirs) = (theirs, null);
        return AskAsync(SynonymAct.Save);
    }

    private void TakeTheirs()
    {
        open = theirs;
        Begin(open!.Words, isDirty: false);
    }

    /// <summary>Words of a change begin a new group.</summary>
    private void Take(SynonymWords words)
    {
        taken = words;
        Navigation.NavigateTo("/studio/synonymes/" + New);
    }

    private void Guard(LocationChangingContext context)
    {
        if (!dirty) return;
        context.PreventNavigation();
        leaving = context.TargetLocation;
        StateHasChanged();
    }

    private void Leave()
    {
        var to = leaving;
        (dirty, leaving) = (false, null);
        if (to is not null) Navigation.NavigateTo(to);
    }

    private async Task WorkAsync(Func<Task> act)
    {
        if (busy) return;
        busy = true;
        StateHasChanged();
        await TryAsync(act);
        busy = false;
    }
}
