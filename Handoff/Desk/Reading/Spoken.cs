using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>Who speaks, as the desk draws it.</summary>
public enum Voice
{
    /// <summary>The citizen.</summary>
    Citizen,

    /// <summary>The automatic assistant.</summary>
    Assistant,

    /// <summary>A gendarme.</summary>
    Human,

    /// <summary>The service, to the citizen.</summary>
    Service,

    /// <summary>A note between staff.</summary>
    Note,

    /// <summary>A change of hands, a correction, why a priority rose, a citizen who left: what only the staff sees.</summary>
    Internal,
}

/// <summary>A line of the transcript, ready to be shown; like the line it never changes.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="At">Its time.</param>
/// <param name="Voice">Who speaks.</param>
/// <param name="Name">The operator's name, for a human voice.</param>
/// <param name="Text">The words, shown as text whatever they contain.</param>
/// <param name="Lang">Their language, where known.</param>
public sealed record Spoken(int Sequence, DateTimeOffset At, Voice Voice, string? Name, string Text, string? Lang)
{
    /// <summary>It was the emergency text with its numbers.</summary>
    public bool Emergency { get; private init; }

    /// <summary>The choices that were offered with it.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>The question that it answers with a touch, or null.</summary>
    public string? Answers { get; init; }

    /// <summary>The position that the citizen sent with it, or null.</summary>
    public SentPosition? Position { get; private init; }

    /// <summary>The files that the citizen sent with it.</summary>
    public IReadOnlyList<SentFile> Files { get; private init; } = [];

    /// <summary>The article that was given with it.</summary>
    public GivenArticle? Article { get; private init; }

    /// <summary>Reads a line; null for one that says nothing to anybody.</summary>
    internal static Spoken? From(Message line)
    {
        if (line.Kind == LineKind.Transition) return Change(line);
        if (line.Kind == LineKind.Correction) return Corrected(line);
        if (line.Kind is LineKind.Hold or LineKind.Help or LineKind.Watch) return Marked(line);
        if (line.Kind == LineKind.Reread) return ToReread(line);
        if (line.Kind == LineKind.Relay) return PassedOn(line);
        if (line.Kind == Copies.CopyLine.Kind) return new Spoken(line.Sequence, line.At, Voice.Internal, null, Wording.Say("code.line", ("prenom", line.AuthorName ?? "")), null);
        if (string.IsNullOrWhiteSpace(line.Text)) return null;
        if (line.Kind == LineKind.Note) return new Spoken(line.Sequence, line.At, Voice.Note, line.AuthorName, line.Text, null);
        var carried = Carried.Read(line.Data);
        var voice = line.Author switch
        {
            Author.Citizen => Voice.Citizen,
            Author.Bot => Voice.Assistant,
            Author.Operator => Voice.Human,
            _ when line.Audience is Audience.Staff => Voice.Internal,
            _ => Voice.Service,
        };

        // The bold marks of the reviewed texts are for the page, and the desk writes its own hour; here the words are enough.
        var text = voice is Voice.Citizen && carried.Wordless ? "" : line.Author is Author.Citizen or Author.Operator ? line.Text : PlainWords.Of(line.Text);
        if (voice is Voice.Service && text is [_, _, ':', _, _, ' ', '·', ' ', ..]) text = text[8..];
        return new Spoken(line.Sequence, line.At, voice, line.AuthorName, text, line.Locale)
        {
            Emergency = line.Kind == LineKind.Emergency,
            Choices = carried.Choices,
            Article = carried.Article,
            Files = voice is Voice.Citizen ? carried.Files : [],
            Position = voice is Voice.Citizen ? carried.Position : null,
        };
    }

    private static Spoken Marked(Message line) =>
        new(line.Sequence, line.At, Voice.Internal, null, Wording.Say($"{line.Kind}.{(line.Data == "true" ? "on" : "off")}", ("prenom", line.AuthorName ?? "")), null);

    /// <summary>The second reader's reason, as its line keeps it; null: there is none.</summary>
    internal static string? WhyToReread(string? data)
    {
        try
        {
            return System.Text.Json.JsonSerializer.Deserialize<string>(data ?? "null");
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static Spoken? ToReread(Message line) => WhyToReread(line.Data) is { } why
        ? new Spoken(line.Sequence, line.At, Voice.Internal, null, Wording.Say("reread.line", ("n", (line.ReplyTo ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)), ("raison", why)), null)
        : null;

    private static Spoken? PassedOn(Message line) => Relay.Relayed.Read(line.Data) is { } relayed
        ? new Spoken(line.Sequence, line.At, Voice.Internal, null, Wording.Say("relay.line", ("prenom", line.AuthorName ?? ""), ("nom", relayed.To)), null)
        : null;

    private static Spoken? Corrected(Message line) => Correction.Read(line.Data) is { } correction
        ? new Spoken(line.Sequence, line.At, Voice.Internal, null, Wording.Say("correct.line", ("prenom", line.AuthorName ?? ""), ("correction", Parts.InWords.Correction(correction))), null)
        : null;

    private static Spoken? Change(Message line)
    {
        try
        {
            var change = Transitions.Read(line);
            var words = Wording.Find("change." + change.Cause) ?? Wording.Say("change.to." + change.To.ToString().ToLowerInvariant());
            if (change.Code is { } code && Wording.Find("close.code." + code) is { } ended) words += " · " + ended;
            if (change is { To: Custody.Queued, Reason: not HandoffReason.None }) words += " · " + Parts.InWords.Reason(change.Reason);
            return new Spoken(line.Sequence, line.At, Voice.Internal, null, words, null);
        }
        catch (Exception fault) when (fault is InvalidDataException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
