using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Personal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Asked;

/// <summary>
/// What operators replied, read from the record when an editor asks for a draft. Only of exchanges that are over, that never were
/// urgent or sensitive, and that began no longer ago than questions are kept; of a question of which nothing may be kept, nothing.
/// </summary>
internal sealed class OperatorReplies(IDbContextFactory<HandoffDb> databases, IAskedWords words, IOptions<KnowledgeOptions> options, TimeProvider clock) : IOperatorReplies
{
    /// <summary>So many of the last exchanges are looked at.</summary>
    private const int Most = 300;

    /// <summary>« Bonjour, je regarde » answers nothing.</summary>
    private const int Shortest = 40;

    private const int RepliesOfOne = 3;

    public async Task<IReadOnlyList<OperatorReply>> LatelyAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-options.Value.AskedDays);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ids = await db.Conversations.AsNoTracking()
            .Where(c => c.AcceptedAt != null && c.AcceptedAt >= since && c.Priority == Priority.Normal && c.Gravest == Priority.Normal && (c.Custody == Custody.Closed || c.Custody == Custody.Bot))
            .OrderByDescending(c => c.AcceptedAt).Take(Most).Select(c => c.Id).ToListAsync(cancellationToken);
        var lines = await db.Messages.AsNoTracking()
            .Where(m => ids.Contains(m.ConversationId) && m.Audience == Audience.Everyone && (m.Author == Author.Citizen || m.Author == Author.Operator) && m.Text != "")
            .OrderBy(m => m.Sequence).Select(m => new { m.ConversationId, m.Author, m.Text }).ToListAsync(cancellationToken);
        var said = lines.ToLookup(line => line.ConversationId, StringComparer.Ordinal);
        var found = new List<OperatorReply>();
        foreach (var exchange in ids.Select(id => said[id].ToList()))
        {
            for (var at = 0; at < exchange.Count; at++)
            {
                if (exchange[at].Author is not Author.Citizen) continue;
                List<string> replies = [.. exchange.Skip(at + 1).Where(line => line.Author is Author.Operator && line.Text.Length >= Shortest).Take(RepliesOfOne).Select(line => PersonalFinder.Erase(line.Text))];
                if (replies.Count > 0 && words.Keep(exchange[at].Text) is { } question) found.Add(new OperatorReply(question, string.Join('\n', replies)));
            }
        }

        return found;
    }
}
