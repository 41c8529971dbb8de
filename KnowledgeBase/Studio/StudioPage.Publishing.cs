using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>The way to the public and back, and what the bot would say on it.</summary>
public sealed partial class StudioPage
{
    private IReadOnlyList<Remark> problems = [];
    private IReadOnlyList<Broken>? breaks;
    private IReadOnlyList<Broken>? tried;
    private Func<Task>? asked;
    private DraftAnswer? answer;
    private BotReply? reply;
    private bool botBusy;
    private bool botFailed;
    private bool stale;
    private bool checking;

    private Task AskReviewAsync() => CheckedAsync(() => StepAsync("done.ask", (article, _) => Only(() => article.AskReview(me))));

    private Task ApproveAsync() => CheckedAsync(() => StepAsync("done.approve", (article, at) => article.Approve(me, at)));

    private Task ScheduleAsync(DateTimeOffset? hour) => open?.Article.State is ArticleState.Published
        ? StepAsync(hour is null ? "done.unschedule" : "done.withdraw.later", (article, now) => Only(() => article.WithdrawLater(hour, now)))
        : CheckedAsync(() => StepAsync("done.schedule", (article, now) => Only(() => article.ApproveFor(hour ?? now, me, now))));

    private Task SendBackAsync() => StepAsync("done.back", (article, _) => Only(article.SendBack));

    private Task WithdrawAsync() => StepAsync("done.withdraw", (article, at) => article.Withdraw(me, at));

    private Task ReopenAsync() => StepAsync("done.reopen", (article, _) => Only(article.Reopen));

    private Task AnywayAsync()
    {
        var act = asked;
        asked = null;
        return act?.Invoke() ?? Task.CompletedTask;
    }

    /// <summary>Nothing missing, and no witness lost unless the editor says so.</summary>
    private Task CheckedAsync(Func<Task> act) => TryAsync(async () =>
    {
        await SaveAsync();
        if (open is not { } read || conflict is not null || checking) return;
        (problems, asked) = (Checks.Missing(content, topics, Search.Today), null);
        if (problems.Count > 0) return;
        checking = true;
        try
        {
            StateHasChanged();
            breaks = tried = await Bot.BreaksAsync(read.Article.Slug, content, closing.Token);
        }
        finally
        {
            checking = false;
        }

        if (breaks.Count > 0) asked = act;
        else await act();
    });

    private Task StepAsync(string done, Func<Article, DateTimeOffset, Revision?> step) => TryAsync(async () =>
    {
        await SaveAsync();
        if (open is not { } read || conflict is not null) return;
        var fault = await Book.StepAsync(read.Article.Slug, read.Article.Stamp, step, closing.Token);
        await LoadAsync(read.Article.Slug);
        await ReadListAsync();
        if (tab is Editing.EditorTab.Versions) await ReadVersionsAsync();
        notice = Wording.Say(fault is { } why ? "fault." + why.ToString().ToLowerInvariant() : done);
    });

    private Task TryAsync(string question) => AskBotAsync(async slug =>
    {
        if (string.IsNullOrWhiteSpace(question)) return;
        answer = await Bot.AskAsync(slug, content, question.Trim(), closing.Token);
        stale = false;
        reply = await Task.Run(() => Replies.To(question.Trim(), answer.Found));
    });

    private Task TryWitnessesAsync() => AskBotAsync(async slug => tried = await Bot.BreaksAsync(slug, content, closing.Token));

    private async Task AskBotAsync(Func<string, Task> ask)
    {
        if (open is not { } read || botBusy) return;
        (botBusy, botFailed) = (true, false);
        StateHasChanged();
        try
        {
            await ask(read.Article.Slug);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.StudioFailed(Logger, fault);
            botFailed = true;
        }
        finally
        {
            botBusy = false;
        }
    }

    private static Revision? Only(Action step)
    {
        step();
        return null;
    }
}
