using System.Security.Claims;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Studio.Editing;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>The articles under an editor's hands. Only this page talks to services; its parts take values and call back.</summary>
public sealed partial class StudioPage
{
    /// <summary>What colleagues did is seen within so long.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource closing = new();
    private IReadOnlyList<ArticleRow>? rows;
    private IReadOnlyList<Topic> topics = [];
    private IReadOnlySet<string> hosts = new HashSet<string>();
    private IReadOnlySet<string> slugs = new HashSet<string>();
    private Editor me = new("", "");
    private Task loop = Task.CompletedTask;
    private IJSObjectReference? module;
    private DotNetObjectReference<StudioPage>? ear;
    private ArticleFilter filter;
    private EditorTab tab;
    private StudioFault? createFault;
    private string query = "";
    private string topic = "";
    private string theme = "auto";
    private string? notice;
    private IReadOnlyList<UnansweredGroup> near = [];
    private Dictionary<string, int> hits = [];
    private int unanswered;
    private bool creating;
    private bool desk;
    private bool failed;
    private bool missing;

    /// <summary>The article that is open; null: none.</summary>
    [Parameter]
    public string? Slug { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Ctrl+S.</summary>
    [JSInvokable]
    public Task SaveNow() => InvokeAsync(async () =>
    {
        await SaveAsync();
        StateHasChanged();
    });

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Whoever writes has an identifier.");
        me = new Editor(id, user.FindFirstValue("display_name") ?? user.Identity?.Name ?? id);
        desk = user.IsInRole("admin") || user.IsInRole("operator") || user.IsInRole("supervisor");
        saver = Clock.CreateTimer(_ => _ = SaveNow(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await ReadListAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Slug == open?.Article.Slug && (Slug is null || open is not null)) return;
        await SaveAsync();
        if (conflict is not null && open is not null)
        {
            // The text stands aside as a version; it is not walked away from unseen.
            Navigation.NavigateTo("/studio/fiches/" + open.Article.Slug);
            return;
        }

        (creating, tab, notice) = (false, EditorTab.Words, null);
        await TryAsync(() => LoadAsync(Slug));
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        try
        {
            module = await Js.InvokeAsync<IJSObjectReference>("import", closing.Token, "/" + Assets["_content/BrigadeNumerique.KnowledgeBase/studio.js"].TrimStart('/'));
            ear = DotNetObjectReference.Create(this);
            theme = await module.InvokeAsync<string>("open", closing.Token, ear);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page is closing.
            return;
        }

        loop = LookAsync();
        StateHasChanged();
    }

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(Beat, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(closing.Token)) await InvokeAsync(LookOnceAsync);
        }
        catch (OperationCanceledException)
        {
            // The page is closing.
        }
    }

    private async Task LookOnceAsync()
    {
        await ReadListAsync();
        if (open is { } mine && !dirty && conflict is null && rows?.FirstOrDefault(row => row.Slug == mine.Article.Slug) is { } row && row.Article.Stamp > mine.Article.Stamp)
        {
            // A colleague has changed what is only being read here.
            await TryAsync(() => LoadAsync(mine.Article.Slug));
            notice = Wording.Say("studio.conflict", ("prenom", open?.Article.Writer?.Name ?? ""), ("heure", Wording.Moment(open?.Article.WrittenAt ?? Now, Now)));
        }

        StateHasChanged();
    }

    private async Task ReadListAsync()
    {
        try
        {
            rows = await List.ReadAsync(closing.Token);
            topics = await Book.TopicsAsync(closing.Token);
            slugs = rows.Where(row => row.Article.Public).Select(row => row.Slug).ToHashSet(StringComparer.Ordinal);
            unanswered = (await Asked.GroupsAsync(closing.Token)).Count(group => !group.Answered);
            if (open is { } read) near = await Asked.NearAsync(read.Article.Slug, 3, closing.Token);
            failed = false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Away for a moment: the last values stay.
            Log.StudioFailed(Logger, fault);
            failed = true;
        }
    }

    private async Task CreateAsync((string Slug, string Question, string Theme) given)
    {
        await TryAsync(async () =>
        {
            var today = Search.Today;
            var draft = new ArticleContent { Theme = given.Theme, Question = given.Question, Short = "", Body = "", Source = "", Updated = today, ValidUntil = today.AddMonths(6), Owner = me.Name };
            (var made, createFault) = await Book.CreateAsync(given.Slug, draft, me, closing.Token);
            if (made is null) return;
            creating = false;
            await ReadListAsync();
            Navigation.NavigateTo("/studio/fiches/" + given.Slug);
        });
    }

    private async Task ThemeAsync(string choice)
    {
        theme = choice;
        if (module is not null) await module.InvokeVoidAsync("theme", closing.Token, choice);
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.StudioFailed(Logger, fault);
            notice = Wording.Say("failed");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What is typed in the last second is saved, though the page is gone.
        await SaveAsync();
        await closing.CancelAsync();
        if (saver is not null) await saver.DisposeAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ear?.Dispose();
        oneSave.Dispose();
        closing.Dispose();
        try
        {
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }
}
