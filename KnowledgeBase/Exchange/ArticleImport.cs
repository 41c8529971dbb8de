using System.Data;
using System.Globalization;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Exchange.Dila;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>Brings articles in from files: all of a source is read and checked, then all of it is written in one transaction, or nothing.</summary>
public sealed class ArticleImport(IDbContextFactory<KnowledgeDb> databases, TimeProvider clock)
{
    /// <summary>How many articles are held by the database's context at a time.</summary>
    private const int Batch = 200;

    /// <summary>Does what is asked.</summary>
    /// <param name="order">What.</param>
    /// <param name="progress">Told how many of how many are done; may be null.</param>
    /// <param name="cancellationToken">Given up before the end, nothing has changed.</param>
    /// <exception cref="DbUpdateException">Somebody else changed the same articles meanwhile: nothing was written.</exception>
    public async Task<ImportResult> RunAsync(ImportOrder order, Action<ImportPhase, int, int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var reading = Read(order, await db.Topics.Select(topic => topic.Slug).ToHashSetAsync(cancellationToken), today, (done, all) => progress?.Invoke(ImportPhase.Reading, done, all), cancellationToken, out var whole);
        if (reading.Faults.Count > 0) return new ImportResult { Faults = reading.Faults };

        var prefix = Prefix(order);
        var plan = new ImportPlan(order, prefix is null ? reading.Articles : [.. reading.Articles.Select(article => Followed(article, prefix))], prefix, today);
        await CompareAsync(db, plan, cancellationToken);
        if (plan.Faults.Count > 0) return new ImportResult { Faults = plan.Faults };
        var departures = whole && !order.Partial ? plan.Departures : [];
        var result = Summary(reading, plan, departures);
        if (departures.Count > 0 && plan.IsSuspicious && !order.ConfirmMissing)
        {
            result.Refusal = string.Create(CultureInfo.InvariantCulture, $"{departures.Count} fiches de cette origine ne sont plus dans la source, plus qu’il n’est habituel. Si c’est voulu : --confirm-missing ; si le chemin n’en contient qu’une partie : --partial.");
            return result;
        }

        await AddTopicsAsync(db, plan, result, cancellationToken);
        if (order.DryRun) return result;

        // Citizens' messages wait for a writer on SQLite: the transaction begins when nothing is left but to write.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await WriteAsync(db, new Circulation(db, now), plan, departures, today, progress, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static Reading Read(ImportOrder order, HashSet<string> themes, DateOnly today, Action<int, int> progress, CancellationToken cancellationToken, out bool whole)
    {
        var (extension, limit) = order.Format switch
        {
            ImportFormat.Markdown => (MarkdownFolder.Extension, MarkdownFolder.Limit),
            ImportFormat.Csv => (CsvArticles.Extension, CsvArticles.Limit),
            _ => (DilaReader.Extension, DilaReader.Limit),
        };
        whole = false;
        try
        {
            using var files = SourceFiles.Open(order.Path, extension, limit);

            // A table is the whole of itself; one Markdown or XML file is a part of something.
            whole = files.Whole || order.Format is ImportFormat.Csv;
            return order.Format switch
            {
                ImportFormat.Markdown => MarkdownFolder.Read(files, themes, progress, cancellationToken),
                ImportFormat.Csv => CsvArticles.Read(files, themes, progress, cancellationToken),
                _ => DilaReader.Read(files, today, progress, cancellationToken),
            };
        }
        catch (SourceException bad)
        {
            var reading = new Reading();
            reading.Faults.Add(bad.Fault);
            return reading;
        }
    }

    private static string? Prefix(ImportOrder order) => order.Format is ImportFormat.Dila ? DilaSheet.OriginPrefix : order.Source is { } name ? name + ":" : null;

    /// <summary>An article of a folder or a table that is followed under a name: such a source gives all of it, a column that a table lacks is empty.</summary>
    private static Incoming Followed(Incoming article, string prefix)
    {
        if (prefix == DilaSheet.OriginPrefix) return article;
        var id = prefix + article.Slug;
        var content = article.Content;
        var origin = new ArticleOrigin(id, Digests.OfSource(content, id));
        return article.With(content with { Origin = origin }, (known, read) => read with { Origin = origin with { Published = known.Origin?.Id == id && known.Origin.Published } });
    }

    private static async Task CompareAsync(KnowledgeDb db, ImportPlan plan, CancellationToken cancellationToken)
    {
        var last = db.Revisions.GroupBy(revision => revision.Slug).Select(group => group.Max(revision => revision.Number));
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var revision in db.Revisions.AsNoTracking().Where(revision => last.Contains(revision.Number)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (revision.Content is not null) read[revision.Slug] = Digests.Whole(revision.Content);
        }

        await foreach (var article in db.Articles.AsNoTracking().OrderBy(article => article.Slug).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            plan.Compare(article.Slug, article.State, article.Content, read.GetValueOrDefault(article.Slug));
        }
    }

    private static ImportResult Summary(Reading reading, ImportPlan plan, IReadOnlyList<Departure> departures)
    {
        var result = new ImportResult { Read = reading.Articles.Count, Ignored = reading.Ignored };
        foreach (var note in reading.Notes) result.Notes.Add(note);
        foreach (var step in plan.Steps)
        {
            if (step.Kind is StepKind.Create) result.New++;
            else if (step.Kind is StepKind.Update) result.Updated++;
            else if (step.Kind is StepKind.Keep) result.Kept.Add($"{step.Slug} ({step.Reason})");
            else result.Unchanged++;
            if (step.Kind is StepKind.Renew) result.Renewed++;
            if (step.Publish) result.Published++;
        }

        foreach (var departure in departures)
        {
            if (departure.Archive) result.Archived.Add(departure.Slug);
            else result.Missing.Add($"{departure.Slug} ({departure.Reason})");
        }

        return result;
    }

    private static async Task AddTopicsAsync(KnowledgeDb db, ImportPlan plan, ImportResult result, CancellationToken cancellationToken)
    {
        var known = await db.Topics.AsNoTracking().ToDictionaryAsync(topic => topic.Slug, topic => topic.Order, cancellationToken);
        var order = known.Values.DefaultIfEmpty(0).Max();
        foreach (var topic in plan.Steps.Where(step => step.Kind is StepKind.Create).Select(step => step.Incoming.Topic).OfType<NewTopic>().Where(topic => !known.ContainsKey(topic.Slug)).DistinctBy(topic => topic.Slug).OrderBy(topic => topic.Slug, StringComparer.Ordinal))
        {
            result.Topics.Add(topic.Title);
            db.Topics.Add(new Topic { Slug = topic.Slug, Title = topic.Title, Sentence = "Fiches de service-public.gouv.fr", Order = ++order });
        }
    }

    private static async Task WriteAsync(KnowledgeDb db, Circulation circulation, ImportPlan plan, IReadOnlyList<Departure> departures, DateOnly today, Action<ImportPhase, int, int>? progress, CancellationToken cancellationToken)
    {
        var steps = plan.Steps.Where(step => step.Writes).ToList();
        var (all, done) = (steps.Count + departures.Count, 0);
        foreach (var batch in steps.Chunk(Batch))
        {
            var slugs = batch.Where(step => step.Kind is not StepKind.Create).Select(step => step.Slug).ToList();
            var articles = await db.Articles.Where(article => slugs.Contains(article.Slug)).ToDictionaryAsync(article => article.Slug, StringComparer.Ordinal, cancellationToken);
            foreach (var step in batch) Take(circulation, step, step.Kind is StepKind.Create ? null : Same(articles.GetValueOrDefault(step.Slug), step.Slug, step.Seen));
            await SaveAsync(batch.Length);
        }

        foreach (var batch in departures.Chunk(Batch))
        {
            var slugs = batch.Select(departure => departure.Slug).ToList();
            var leaving = batch.Where(departure => departure.Archive).Select(departure => departure.Slug).ToHashSet(StringComparer.Ordinal);
            foreach (var article in await db.Articles.Where(article => slugs.Contains(article.Slug)).ToListAsync(cancellationToken))
            {
                Same(article, article.Slug, batch.Single(departure => departure.Slug == article.Slug).Seen);
                Circulation.Mark(article, article.Content.Origin! with { Gone = today });
                if (leaving.Contains(article.Slug)) circulation.Withdraw(article);
            }

            await SaveAsync(batch.Length);
        }

        // The headings, where nothing else was to be written.
        await db.SaveChangesAsync(cancellationToken);

        async Task SaveAsync(int count)
        {
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            progress?.Invoke(ImportPhase.Writing, done += count, all);
        }
    }

    /// <summary>An editor may have written between the comparison and now: then the import as a whole gives way.</summary>
    private static Article Same(Article? article, string slug, string seen) =>
        article is not null && ImportPlan.Sight(article.State, article.Content) == seen ? article : throw new DbUpdateConcurrencyException($"La fiche « {slug} » a changé pendant l’import : rien n’a été écrit, relancez-le.");

    private static void Take(Circulation circulation, Step step, Article? article)
    {
        var words = article is null ? step.Incoming.Content : step.Kind switch
        {
            StepKind.Update => step.Incoming.OntoKnown(article.Content),
            StepKind.Renew => article.Content with { ValidUntil = step.Incoming.Content.ValidUntil, Origin = article.Content.Origin! with { Gone = null } },
            StepKind.Mark => article.Content with { Origin = step.Incoming.Origin! with { Published = article.Content.Origin?.Published == true } },
            _ => article.Content,
        };
        if (step.Publish && words.Origin is { } origin && step.Incoming.Origin?.Id == origin.Id) words = words with { Origin = origin with { Published = true } };
        if (article is null) article = circulation.Create(step.Slug, words);
        else if (step.Kind is StepKind.Mark && !step.Publish) Circulation.Mark(article, words.Origin!);
        else circulation.Write(article, words);
        if (step.Publish) circulation.Publish(article);
    }
}
