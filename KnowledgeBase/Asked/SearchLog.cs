using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>
/// Counts which searches of the help centre lead to an article. The links of the results carry a token of the question, not of whoever
/// asks: it opens nothing, says nothing and is the same for all who search these words. Written beside the pages, in batches.
/// </summary>
public sealed class SearchLog(IDbContextFactory<KnowledgeDb> databases, HelpSearch search, KeptWords words, IOptions<KnowledgeOptions> options, TimeProvider clock, ILogger<SearchLog> logger)
    : Batches(clock)
{
    /// <summary>So many questions of a day a node follows, and so many events wait at most: a hostile visitor must fill neither disk nor memory.</summary>
    private const int MostADay = 2000, Room = 1000;

    private readonly Channel<Noted> noted = Channel.CreateBounded<Noted>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite });
    private Followed followed = new(default);

    /// <summary>Results are shown for a question.</summary>
    /// <param name="question">A citizen's words; they are cleaned before anything of them is written.</param>
    /// <param name="first">The article that stands first.</param>
    /// <returns>What the links to results on no sensitive subject carry; null: this search is not followed.</returns>
    internal string? Show(string question, string first)
    {
        if (words.IsSensitive(first)) return null;
        var (day, today) = (followed, search.Today);
        if (day.Day != today) followed = day = new Followed(today);
        var forms = string.Join(' ', French.Forms(question));
        if (forms.Length == 0) return null;
        var key = day.KeyOf(forms);
        if (!day.Tokens.TryGetValue(key, out var token))
        {
            if (day.Tokens.Count >= MostADay) return null;
            token = day.Tokens.GetOrAdd(key, _ => RandomNumberGenerator.GetHexString(SearchCount.TokenLength, lowercase: true));
        }

        noted.Writer.TryWrite(new Noted(token, question, first));
        return token;
    }

    /// <summary>A result was opened. What no search of ours gave is ignored.</summary>
    internal void Open(string token)
    {
        if (token.Length == SearchCount.TokenLength && token.All(char.IsAsciiHexDigitLower)) noted.Writer.TryWrite(new Noted(token, null, null));
    }

    /// <inheritdoc/>
    protected override async Task WriteNotedAsync(CancellationToken cancellationToken)
    {
        var (shown, opened) = (new Dictionary<string, (Noted First, int Count)>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        while (noted.Reader.TryRead(out var next))
        {
            if (next.Question is null) opened[next.Token] = opened.GetValueOrDefault(next.Token) + 1;
            else shown[next.Token] = (shown.TryGetValue(next.Token, out var known) ? known.First : next, known.Count + 1);
        }

        if (shown.Count + opened.Count == 0) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var (token, (first, count)) in shown) await ShownAsync(db, token, first, count, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var real = await db.Searches.Where(row => opened.Keys.Contains(row.Token)).Select(row => row.Token).ToListAsync(cancellationToken);
        foreach (var token in real)
        {
            var count = opened[token];
            await db.Searches.Where(row => row.Token == token).ExecuteUpdateAsync(set => set.SetProperty(row => row.Opened, row => row.Opened + count > row.Shown ? row.Shown : row.Opened + count), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var before = search.Today.AddDays(-options.Value.AskedDays);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Searches.Where(row => row.Day < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override void SayLost(Exception fault) => Log.AskedNotWritten(logger, fault);

    private async Task ShownAsync(KnowledgeDb db, string token, Noted first, int count, CancellationToken cancellationToken)
    {
        if (await db.Searches.Where(row => row.Token == token).ExecuteUpdateAsync(set => set.SetProperty(row => row.Shown, row => row.Shown + count), cancellationToken) == 1) return;
        if (words.Of(first.Question!) is { } text) db.Searches.Add(new SearchCount { Token = token, Day = search.Today, Text = text, Nearest = first.Article!, Shown = count });
    }

    /// <summary>No question: one of its results was opened.</summary>
    private sealed record Noted(string Token, string? Question, string? Article);

    /// <summary>The tokens of a day. Of the words themselves nothing stays in memory, since what they say is looked at only when they are written.</summary>
    private sealed record Followed(DateOnly Day)
    {
        private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);

        public ConcurrentDictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal);

        public string KeyOf(string forms) => Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(forms)));
    }
}
