using System.Globalization;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Lexicon;

/// <summary>What became of a change.</summary>
/// <param name="Row">How the group stands now, or stood when it was removed; null: it is no more, or never was.</param>
/// <param name="Conflict">Somebody else had changed it since: <paramref name="Row"/> is theirs, and the words that were to be saved stand aside among the changes.</param>
/// <param name="Problems">Why nothing was saved.</param>
public sealed record SynonymSaved(SynonymRow? Row, bool Conflict, IReadOnlyList<SynonymProblem> Problems);

/// <summary>The groups of words as editors work on them. Every change carries the stamp it began from; of two, the first wins and the second is told.</summary>
internal sealed class SynonymBook(IDbContextFactory<KnowledgeDb> databases, IndexKeeper index, TimeProvider clock)
{
    /// <summary>Two who save at once meet again at most so often.</summary>
    private const int Attempts = 12;

    private static readonly SynonymSaved Gone = new(null, false, []);

    /// <summary>All groups: those of editors first, the last one changed before the others, then those of the product.</summary>
    public async Task<IReadOnlyList<SynonymRow>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return Rows(await db.Synonyms.AsNoTracking().ToListAsync(cancellationToken));
    }

    /// <summary>What was done last, the latest first.</summary>
    public async Task<IReadOnlyList<SynonymChange>> ChangesAsync(int take, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SynonymChanges.AsNoTracking().OrderByDescending(change => change.Number).Take(take).ToListAsync(cancellationToken);
    }

    /// <summary>The words that would be in force with a change, and what stands in its way. Nothing is kept.</summary>
    public async Task<(Synonyms Then, IReadOnlyList<SynonymProblem> Problems)> ProposeAsync(SynonymProposal proposal, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var groups = await db.Synonyms.AsNoTracking().ToListAsync(cancellationToken);
        if (proposal.Words is { } words && SynonymRules.Broken(words, Others(groups, proposal.Key)) is { Count: > 0 } problems) return (Synonyms.None, problems);
        var group = Find(groups, proposal.Key);
        if (group is null && proposal is { Key: { } key } && SynonymRow.BuiltInOf(key) is { } builtIn) groups.Add(group = new SynonymGroup { BuiltIn = builtIn.Key, Words = builtIn.Words });
        else if (group is null) groups.Add(group = new SynonymGroup { Id = int.MaxValue, Words = proposal.Words ?? new SynonymWords { Said = [], Meant = [] } });
        group.Words = proposal.Words ?? group.Words;
        if (proposal.On is { } on) group.Switch(on, Editor.Seed, clock.GetUtcNow());
        return (Synonyms.With(groups, version: -1), []);
    }

    /// <summary>Keeps the words of a group of editors, or makes one.</summary>
    /// <param name="key">The group; null: a new one.</param>
    /// <param name="stamp">The one the words began from.</param>
    /// <param name="words">The words.</param>
    /// <param name="by">Who wrote them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<SynonymSaved> SaveAsync(string? key, int stamp, SynonymWords words, Editor by, CancellationToken cancellationToken) => ChangeAsync((db, groups) =>
    {
        var group = key is null ? new SynonymGroup { Words = words } : Find(groups, key);
        if (group is not { BuiltIn: null }) return Gone;
        if (key is not null && group.Words.IsSameAs(words)) return Saved(group);
        if (group.Stamp != stamp)
        {
            // The words of who came second are kept, whatever becomes of their page.
            db.SynonymChanges.Add(new SynonymChange { Group = group, Kind = SynonymChangeKind.Aside, Words = words, By = by, At = clock.GetUtcNow() });
            return Saved(group) with { Conflict = true };
        }

        if (SynonymRules.Broken(words, Others(groups, key)) is { Count: > 0 } problems) return new SynonymSaved(null, false, problems);
        if (key is null) db.Synonyms.Add(group);
        db.SynonymChanges.Add(group.Write(words, by, clock.GetUtcNow()));
        return Saved(group);
    }, cancellationToken);

    /// <summary>Switches a group off, or on again.</summary>
    public Task<SynonymSaved> SwitchAsync(string key, int stamp, bool on, Editor by, CancellationToken cancellationToken) => ChangeAsync((db, groups) =>
    {
        var group = Find(groups, key);
        if (group is null && stamp == 0 && SynonymRow.BuiltInOf(key) is { } builtIn) db.Synonyms.Add(group = new SynonymGroup { BuiltIn = builtIn.Key, Words = builtIn.Words });
        if (group is null) return Gone;
        if (group.On == on) return Saved(group);
        if (group.Stamp != stamp) return Saved(group) with { Conflict = true };
        db.SynonymChanges.Add(group.Switch(on, by, clock.GetUtcNow()));
        return Saved(group);
    }, cancellationToken);

    /// <summary>Removes a group of editors; its words are kept among the changes.</summary>
    public Task<SynonymSaved> RemoveAsync(string key, int stamp, Editor by, CancellationToken cancellationToken) => ChangeAsync((db, groups) =>
    {
        if (Find(groups, key) is not { BuiltIn: null } group) return Gone;
        if (group.Stamp != stamp) return Saved(group) with { Conflict = true };
        db.Synonyms.Remove(group);
        db.SynonymChanges.Add(new SynonymChange { Kind = SynonymChangeKind.Removed, Words = group.Words, By = by, At = clock.GetUtcNow() });
        return Saved(group);
    }, cancellationToken);

    private async Task<SynonymSaved> ChangeAsync(Func<KnowledgeDb, List<SynonymGroup>, SynonymSaved> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                var saved = change(db, await db.Synonyms.ToListAsync(cancellationToken));
                if (!db.ChangeTracker.HasChanges()) return saved;

                // A new group gets its number here.
                var made = db.ChangeTracker.Entries<SynonymGroup>().FirstOrDefault(entry => entry.State is EntityState.Added)?.Entity;
                await db.SaveChangesAsync(cancellationToken);

                // Found by the search of this node before the editor reads that it is done; the others look for it by themselves.
                await index.RefreshAsync(cancellationToken);
                return made is null ? saved : Saved(made);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody saved between our reading and our writing: read again, and see who was first. Several at once do not come back in step.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5 * attempt)), cancellationToken);
            }
        }
    }

    private static SynonymSaved Saved(SynonymGroup group) => new(RowOf(group), false, []);

    private static SynonymRow? RowOf(SynonymGroup group) => group.BuiltIn is null ? SynonymRow.Of(group)
        : BuiltInSynonyms.All.FirstOrDefault(builtIn => builtIn.Key == group.BuiltIn) is { } own ? SynonymRow.Of(own, group) : null;

    private static SynonymGroup? Find(List<SynonymGroup> groups, string? key) =>
        key is null ? null
        : SynonymRow.BuiltInOf(key) is { } builtIn ? groups.Find(group => group.BuiltIn == builtIn.Key)
        : int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? groups.Find(group => group.Id == id && group.BuiltIn is null)
        : null;

    private static IReadOnlyList<SynonymRow> Rows(IReadOnlyCollection<SynonymGroup> groups) =>
    [
        .. groups.Where(group => group.BuiltIn is null).OrderByDescending(group => group.WrittenAt).ThenByDescending(group => group.Id).Select(SynonymRow.Of),
        .. BuiltInSynonyms.All.Select(builtIn => SynonymRow.Of(builtIn, groups.FirstOrDefault(group => group.BuiltIn == builtIn.Key))),
    ];

    /// <summary>What is used beside a group.</summary>
    private static IEnumerable<SynonymWords> Others(IReadOnlyCollection<SynonymGroup> groups, string? key) => Rows(groups).Where(row => row.On && row.Key != key).Select(row => row.Words);
}
