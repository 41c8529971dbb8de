using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>Gives articles out as files, one article in memory at a time, in the order of their addresses.</summary>
/// <param name="databases">Where they are.</param>
public sealed class ArticleExport(IDbContextFactory<KnowledgeDb> databases)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As a folder of Markdown files, which appears whole or not at all.</summary>
    /// <param name="folder">Absent or empty, unless <paramref name="replace"/>.</param>
    /// <param name="replace">Takes the place of a folder that holds nothing but Markdown.</param>
    /// <param name="drafts">The working words of all that is not archived, rather than what is public.</param>
    /// <param name="progress">Told how many are done; may be null.</param>
    /// <param name="cancellationToken">Given up before the end, no folder appears.</param>
    /// <exception cref="IOException">The folder is something else, or cannot be written; the message is in French where it is ours.</exception>
    /// <returns>How many.</returns>
    public async Task<int> MarkdownAsync(string folder, bool replace, bool drafts, Action<int>? progress, CancellationToken cancellationToken)
    {
        var count = 0;
        await MarkdownFolder.WriteAsync(folder, replace, Counted(drafts, Tell, cancellationToken), cancellationToken);
        return count;

        void Tell(int done)
        {
            count = done;
            progress?.Invoke(done);
        }
    }

    /// <summary>As a table for spreadsheets.</summary>
    public async Task<int> CsvAsync(Stream output, bool drafts, Action<int>? progress, CancellationToken cancellationToken)
    {
        var (count, languages) = (0, new SortedSet<string>(StringComparer.Ordinal));
        await foreach (var (_, _, content) in ReadAsync(drafts, cancellationToken)) languages.UnionWith(content.Translations.Keys);
        await CsvArticles.WriteAsync(output, languages, Counted(drafts, Tell, cancellationToken), cancellationToken);
        return count;

        void Tell(int done)
        {
            count = done;
            progress?.Invoke(done);
        }
    }

    /// <summary>As lines of JSON: the address, the revision where it is public, and the words.</summary>
    public async Task<int> JsonAsync(Stream output, bool drafts, Action<int>? progress, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var (slug, revision, content) in ReadAsync(drafts, cancellationToken))
        {
            await using (var writer = new Utf8JsonWriter(output, Readable))
            {
                writer.WriteStartObject();
                writer.WriteString("slug", slug);
                if (revision is { } number) writer.WriteNumber("revision", number);
                foreach (var field in JsonSerializer.SerializeToElement(content, ContentJsonContext.Default.ArticleContent).EnumerateObject()) field.WriteTo(writer);
                writer.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
            count++;
            progress?.Invoke(count);
        }

        return count;
    }

    private async IAsyncEnumerable<(string Slug, ArticleContent Content)> Counted(bool drafts, Action<int> count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = 0;
        await foreach (var (slug, _, content) in ReadAsync(drafts, cancellationToken))
        {
            yield return (slug, content);
            count(++done);
        }
    }

    private async IAsyncEnumerable<(string Slug, int? Revision, ArticleContent Content)> ReadAsync(bool drafts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (drafts)
        {
            var articles = db.Articles.AsNoTracking().Where(article => article.State != ArticleState.Archived).OrderBy(article => article.Slug);
            await foreach (var article in articles.AsAsyncEnumerable().WithCancellation(cancellationToken)) yield return (article.Slug, null, article.Content);
            yield break;
        }

        var last = db.Revisions.GroupBy(revision => revision.Slug).Select(group => group.Max(revision => revision.Number));
        var revisions = db.Revisions.AsNoTracking().Where(revision => last.Contains(revision.Number)).OrderBy(revision => revision.Slug);
        await foreach (var revision in revisions.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (revision.Content is not null) yield return (revision.Slug, revision.Number, revision.Content);
        }
    }
}
