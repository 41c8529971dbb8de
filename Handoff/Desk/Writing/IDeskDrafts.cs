using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Desk.Writing;

/// <summary>What may be drafted for an operator.</summary>
public enum DeskDraftKind
{
    /// <summary>Facts, wish, signs of urgency, what was tried.</summary>
    Summary,

    /// <summary>Up to three replies.</summary>
    Replies,

    /// <summary>Who, where and what, for the relay sheet.</summary>
    Relay,

    /// <summary>The citizen's words in French, or the operator's in the citizen's language.</summary>
    Translation,
}

/// <summary>What the operator did with a draft.</summary>
public enum DeskDraftAct
{
    /// <summary>It stood on the screen.</summary>
    Shown,

    /// <summary>Taken as it was.</summary>
    Used,

    /// <summary>Taken, to be changed.</summary>
    Edited,

    /// <summary>Put away.</summary>
    Dismissed,
}

/// <summary>The slot for automatic drafts: the host fills it, since this module knows no model. A draft is never more than a draft: nothing of it is sent, kept or counted as said until an operator takes it.</summary>
public interface IDeskDrafts
{
    /// <summary>Whether such a draft may be asked for now.</summary>
    bool Offers(DeskDraftKind kind);

    /// <summary>A draft about an exchange; empty where there is none.</summary>
    /// <param name="kind">Not <see cref="DeskDraftKind.Translation"/>.</param>
    /// <param name="lines">The exchange, in order, as the operator may read it.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    Task<IReadOnlyList<DeskDraftPart>> DraftAsync(DeskDraftKind kind, IReadOnlyList<Message> lines, CancellationToken cancellationToken);

    /// <summary>Words in another language; null where there is no translation.</summary>
    /// <param name="text">The words.</param>
    /// <param name="language">ISO 639-1 of the language they go into.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    Task<string?> TranslateAsync(string text, string language, CancellationToken cancellationToken);

    /// <summary>Counts what was done with a draft.</summary>
    void Count(DeskDraftKind kind, DeskDraftAct act);
}

/// <summary>A part of a draft.</summary>
/// <param name="Label">What it is about, or empty.</param>
/// <param name="Text">The words.</param>
/// <param name="Lines">The lines of the exchange that it rests on.</param>
/// <param name="Source">The published article it was made from, by its address on this site, or null.</param>
public sealed record DeskDraftPart(string Label, string Text, IReadOnlyList<int> Lines, string? Source = null);
