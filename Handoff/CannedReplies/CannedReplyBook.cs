using System.Text.RegularExpressions;
using BrigadeNumerique.Handoff.Operators;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.CannedReplies;

/// <summary>What a supervisor writes into a reply.</summary>
/// <param name="Shortcut">Without the slash.</param>
/// <param name="Title">What it is for.</param>
/// <param name="Text">The words.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Category">One of <see cref="ReplyCategory.All"/>.</param>
public sealed record ReplyContent(string Shortcut, string Title, string Text, string Language, string Category);

/// <summary>Why a reply is not kept.</summary>
public enum ReplyFault
{
    /// <summary>Not 2 to 24 lower-case letters, digits and hyphens.</summary>
    Shortcut,

    /// <summary>Another reply of this language has it.</summary>
    Taken,

    /// <summary>Empty, or over 80 characters.</summary>
    Title,

    /// <summary>Empty, or over 2,000 characters.</summary>
    Text,

    /// <summary>A variable that nobody can fill.</summary>
    Variable,

    /// <summary>Not two or three letters.</summary>
    Language,

    /// <summary>No such category.</summary>
    Category,

    /// <summary>Somebody took it away meanwhile.</summary>
    Gone,
}

/// <summary>The ready-made replies: read by operators, written by supervisors.</summary>
public sealed partial class CannedReplyBook(IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>Longest title and longest text, in characters.</summary>
    public const int LongestTitle = 80, LongestText = 2000;

    /// <summary>All, by language and shortcut.</summary>
    public async Task<IReadOnlyList<CannedReply>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<CannedReply>().AsNoTracking().Where(reply => !reply.Removed).OrderBy(reply => reply.Language).ThenBy(reply => reply.Shortcut).ToListAsync(cancellationToken);
    }

    /// <summary>What is wrong with a reply by itself; empty where nothing is.</summary>
    public static IReadOnlyList<ReplyFault> Check(ReplyContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var faults = new List<ReplyFault>();
        if (!ShortcutForm().IsMatch(content.Shortcut)) faults.Add(ReplyFault.Shortcut);
        if (string.IsNullOrWhiteSpace(content.Title) || content.Title.Length > LongestTitle) faults.Add(ReplyFault.Title);
        if (string.IsNullOrWhiteSpace(content.Text) || content.Text.Length > LongestText) faults.Add(ReplyFault.Text);
        if (ReplyVariables.Unknown(content.Text).Count > 0) faults.Add(ReplyFault.Variable);
        if (!LanguageForm().IsMatch(content.Language)) faults.Add(ReplyFault.Language);
        if (!ReplyCategory.All.Contains(content.Category)) faults.Add(ReplyFault.Category);
        return faults;
    }

    /// <summary>Adds a reply, or changes one.</summary>
    /// <param name="id">Which; null: a new one.</param>
    /// <param name="content">Its words.</param>
    /// <param name="by">Who; a supervisor.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Why it was not kept; empty where it was.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    public async Task<IReadOnlyList<ReplyFault>> SaveAsync(string? id, ReplyContent content, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        if (Check(content) is { Count: > 0 } faults) return faults;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var replies = db.Set<CannedReply>();
        if (await replies.AnyAsync(reply => !reply.Removed && reply.Language == content.Language && reply.Shortcut == content.Shortcut && reply.Id != id, cancellationToken)) return [ReplyFault.Taken];
        var (text, title) = (content.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim(), content.Title.Trim());
        if (id is null)
        {
            replies.Add(new CannedReply
            {
                Id = Guid.NewGuid().ToString("N"), Shortcut = content.Shortcut, Title = title, Text = text, Language = content.Language, Category = content.Category,
                ChangedBy = by.Name, ChangedAt = clock.GetUtcNow(),
            });
        }
        else
        {
            if (await replies.SingleOrDefaultAsync(reply => reply.Id == id && !reply.Removed, cancellationToken) is not { } known) return [ReplyFault.Gone];
            (known.Shortcut, known.Title, known.Text, known.Language, known.Category) = (content.Shortcut, title, text, content.Language, content.Category);
            (known.ChangedBy, known.ChangedAt) = (by.Name, clock.GetUtcNow());
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return [];
        }
        catch (DbUpdateException)
        {
            // The index of shortcuts: another supervisor was quicker by a moment.
            return [ReplyFault.Taken];
        }
    }

    /// <summary>Takes a reply away.</summary>
    /// <returns>False when it was gone already.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    public async Task<bool> RemoveAsync(string id, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<CannedReply>().Where(reply => reply.Id == id && !reply.Removed)
            .ExecuteUpdateAsync(set => set.SetProperty(reply => reply.Removed, true).SetProperty(reply => reply.ChangedBy, by.Name).SetProperty(reply => reply.ChangedAt, now), cancellationToken) == 1;
    }

    /// <summary>Plants the product's own replies: those that are not there, and newer words of those that nobody touched. What was changed or taken away stays so.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.Set<CannedReply>().ToDictionaryAsync(reply => reply.Id, StringComparer.Ordinal, cancellationToken);
        var taken = known.Values.Where(reply => !reply.Removed).Select(reply => (reply.Language, reply.Shortcut)).ToHashSet();
        var now = clock.GetUtcNow();
        foreach (var seed in ReplySeed.Load())
        {
            if (!known.TryGetValue(seed.Id, out var planted))
            {
                if (!taken.Add((seed.Language, seed.Shortcut))) continue;
                seed.ChangedAt = now;
                db.Add(seed);
            }
            else if (planted is { ChangedBy: null, Removed: false } && (planted.Title, planted.Text, planted.Category) != (seed.Title, seed.Text, seed.Category))
            {
                (planted.Title, planted.Text, planted.Category, planted.ChangedAt) = (seed.Title, seed.Text, seed.Category, now);
            }
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (known.Count == 0)
        {
            // Another node that starts at the same time has planted them.
        }
    }

    private static void Require(StaffMember by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.Supervisor) throw new UnauthorizedAccessException("Only a supervisor may.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,23}$")]
    private static partial Regex ShortcutForm();

    [GeneratedRegex("^[a-z]{2,3}$")]
    private static partial Regex LanguageForm();
}
