using BrigadeNumerique.Handoff.Desk.Writing;

namespace BrigadeNumerique.Handoff.Desk.Side;

/// <summary>The automatic drafts of one exchange on one desk: kept by the page alone, gone with it.</summary>
public sealed class DraftBoard
{
    private readonly Dictionary<DeskDraftKind, DraftState> states = [];

    /// <summary>The citizen's words and their translation, in order.</summary>
    public IReadOnlyList<(string Original, string French)> Translations { get; set; } = [];

    /// <summary>What was being written and its translation, or null.</summary>
    public (string French, string Other)? Reply { get; set; }

    /// <summary>A translation is under way.</summary>
    public bool Translating { get; set; }

    /// <summary>How many drafts wait to be looked at.</summary>
    public int Count => states.Values.Count(state => state.Parts.Count > 0);

    /// <summary>One draft as it stands.</summary>
    public DraftState Of(DeskDraftKind kind) => states.GetValueOrDefault(kind, DraftState.None);

    /// <summary>Puts another in its place.</summary>
    public void Put(DeskDraftKind kind, DraftState state) => states[kind] = state;
}

/// <summary>A draft on a desk.</summary>
/// <param name="Parts">Its parts; empty: there is none.</param>
/// <param name="Asked">It was asked for.</param>
/// <param name="Busy">It is under way.</param>
/// <param name="Dismissed">It was put away.</param>
public sealed record DraftState(IReadOnlyList<DeskDraftPart> Parts, bool Asked, bool Busy, bool Dismissed)
{
    /// <summary>It was taken: nothing of it is left here.</summary>
    public bool Taken { get; init; }

    /// <summary>Not asked for.</summary>
    public static readonly DraftState None = new([], false, false, false);
}
