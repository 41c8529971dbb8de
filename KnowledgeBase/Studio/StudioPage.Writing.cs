using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Studio.Editing;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>Words that are written, saved by themselves, met by those of a colleague, and compared.</summary>
public sealed partial class StudioPage
{
    /// <summary>A pause of the hand after which its words are saved.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1500), Retry = TimeSpan.FromSeconds(5);

    /// <summary>For so many days it is shown which variants were met.</summary>
    private const int HitDays = 90;

    private readonly SemaphoreSlim oneSave = new(1, 1);
    private ITimer? saver;
    private OpenArticle? open;
    private ArticleContent content = Nothing;
    private ArticleContent initial = Nothing;
    private Saved? conflict;
    private Article? beside;
    private (string Title, string Older, string Newer, ArticleContent Before, ArticleContent After)? compared;
    private (PublicWords? Words, DateOnly Day)? past;
    private IReadOnlyList<SavedVersion> versions = [];
    private IReadOnlyList<Revision> revisions = [];
    private int reading;
    private bool dirty;
    private bool saveFailed;

    private static ArticleContent Nothing { get; } = new() { Theme = "", Question = "", Short = "", Body = "", Source = "", Updated = default, ValidUntil = default };

    private bool ReadOnly => open?.Article.State is ArticleState.Archived;

    private string SavedInWords => saveFailed ? Wording.Say("studio.unsaved")
        : dirty ? Wording.Say("studio.saving")
        : open?.Article is { WrittenAt: { } at } article ? Wording.Say("studio.saved", ("heure", Wording.Moment(at, Now)), ("n", article.Version.ToString(Wording.Culture)))
        : Wording.Say("studio.untouched");

    private async Task LoadAsync(string? slug)
    {
        Show(slug is null ? null : await Book.OpenAsync(slug, closing.Token));
        missing = slug is not null && open is null;
        near = slug is null || missing ? [] : await Asked.NearAsync(slug, 3, closing.Token);
    }

    /// <summary>What is read takes the place of everything on the page.</summary>
    private void Show(OpenArticle? read)
    {
        (open, content) = (read, read?.Article.Content ?? Nothing);
        (initial, dirty, saveFailed, conflict, beside, compared, past) = (content, false, false, null, null, null, null);
        proposed = [];
        (problems, breaks, asked, tried, answer, reply) = ([], null, null, null, null, null);
        hosts = Checks.Hosts((rows ?? []).Where(row => row.Slug != read?.Article.Slug).Select(row => row.Article.Content));
        reading++;
    }

    private void Write(ArticleContent written)
    {
        if (open is null || ReadOnly) return;
        (content, tried, stale) = (written, null, answer is not null);
        if (!dirty)
        {
            // The first letter after a save is told, the others draw nothing but their own field.
            dirty = true;
            StateHasChanged();
        }

        if (conflict is null) saver?.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private async Task SaveAsync()
    {
        if (!dirty || conflict is not null || open is null) return;
        await oneSave.WaitAsync();
        try
        {
            if (!dirty || conflict is not null || open is not { } before) return;
            var written = content;

            // Not given up with the page: these words exist nowhere else.
            var saved = await Book.SaveAsync(before.Article.Slug, before.Article.Stamp, written, me, apart: false, CancellationToken.None);
            saveFailed = false;
            if (saved is null) notice = Wording.Say("fault.unknown");
            else if (saved.Conflict) Meet(saved);
            else (open, dirty) = (saved.Open, !ReferenceEquals(written, content));
            if (!closing.IsCancellationRequested) await ReadListAsync();
            if (dirty && conflict is null) saver?.Change(Pause, Timeout.InfiniteTimeSpan);
        }
        catch (ArticleException)
        {
            // A colleague has archived it meanwhile: the words stay on the page until it is reopened.
            (saveFailed, notice) = (true, Wording.Say("fault.state"));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.StudioFailed(Logger, fault);
            saveFailed = true;
            if (!closing.IsCancellationRequested) saver?.Change(Retry, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            oneSave.Release();
        }
    }

    /// <summary>A colleague was first. Nothing more is saved by itself until the editor has chosen, and written again.</summary>
    private void Meet(Saved first)
    {
        conflict = first;
        saver?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private Task KeepMineAsync() => TryAsync(async () =>
    {
        if (conflict is not { } theirs) return;
        (open, conflict, dirty) = (theirs.Open, null, true);
        (initial, reading) = (content, reading + 1);
        await SaveAsync();
    });

    private Task TakeTheirsAsync() => TryAsync(() => LoadAsync(open?.Article.Slug));

    private void GoOnByHand()
    {
        if (conflict is not { } theirs) return;
        (open, beside, conflict, dirty, tab) = (theirs.Open, theirs.Open.Article, null, true, EditorTab.Words);
        (initial, reading) = (content, reading + 1);
    }

    private async Task OpenTabAsync(EditorTab chosen)
    {
        await SaveAsync();
        (initial, tab) = (content, chosen);
        if (chosen is EditorTab.Versions) await ReadVersionsAsync();
        if (chosen is EditorTab.Variants && open is { } read) await TryAsync(async () => hits = await Figures.VariantsAsync(read.Article.Slug, HitDays, closing.Token));
    }

    /// <summary>A question asked in vain becomes a variant, saved as any other change.</summary>
    private Task VariantAsync(UnansweredGroup group) => TryAsync(async () =>
    {
        if (open is not { } read || ReadOnly || conflict is not null) return;
        Write(content.WithVariant(group.Text));
        (initial, reading) = (content, reading + 1);
        await SaveAsync();
        if (conflict is not null || saveFailed) return;
        await Asked.SettleAsync(group.Text, read.Article.Slug, closing.Token);
        near = await Asked.NearAsync(read.Article.Slug, 3, closing.Token);
        notice = Wording.Say("near.added", ("mots", group.Text));
    });

    private Task ReadVersionsAsync() => TryAsync(async () =>
    {
        if (open is not { } read) return;
        versions = await Book.VersionsAsync(read.Article.Slug, closing.Token);
        revisions = await Book.RevisionsAsync(read.Article.Slug, closing.Token);
    });

    private void ComparePublic()
    {
        if (open?.Public is not { } published) return;
        compared = (Wording.Say("compare.public"), Wording.Say("compare.public.older", ("jour", Wording.Day(published.At))), Wording.Say("compare.draft"), published.Content, content);
    }

    private void CompareVersionAsync((string Name, ArticleContent Content) older) =>
        compared = (Wording.Say("compare.version", ("version", older.Name)), older.Name, Wording.Say("compare.draft"), older.Content, content);

    private void CompareTwo((NamedWords Older, NamedWords Newer) two) =>
        compared = (Wording.Say("compare.two"), two.Older.Name, two.Newer.Name, two.Older.Content, two.Newer.Content);

    private Task RestoreAsync(ArticleContent older) => TryAsync(async () =>
    {
        await SaveAsync();
        if (open is not { } read || conflict is not null) return;
        var saved = await Book.SaveAsync(read.Article.Slug, read.Article.Stamp, older, me, apart: true, closing.Token);
        if (saved is null) return;
        if (saved.Conflict) (content, dirty, conflict) = (older, true, saved);
        else
        {
            Show(saved.Open);
            (tab, notice) = (EditorTab.Words, Wording.Say("versions.restored"));
        }
    });

    private Task ShowPastAsync(DateOnly day) => TryAsync(async () =>
    {
        if (open is not { } read) return;
        var end = Wording.FromParis(day.ToDateTime(TimeOnly.MaxValue));
        past = (await Book.PublicOnAsync(read.Article.Slug, end, closing.Token), day);
    });
}
