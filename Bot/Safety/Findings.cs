namespace BrigadeNumerique.Bot.Safety;

/// <summary>Everything the signs say of one message, in one pass: pure, bounded, calling nothing.</summary>
public sealed class Findings
{
    private static readonly Dictionary<string, EmergencyKind> Kinds = Enum.GetValues<EmergencyKind>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>How grave a kind is, to choose among several: what kills first.</summary>
    private static readonly EmergencyKind[] Gravity =
    [
        EmergencyKind.Silent, EmergencyKind.ChildSelf, EmergencyKind.SuicideAct, EmergencyKind.Attack, EmergencyKind.Explosive, EmergencyKind.Fire,
        EmergencyKind.Sea, EmergencyKind.Mountain, EmergencyKind.RoadInjured, EmergencyKind.Medical, EmergencyKind.SuicideMeans, EmergencyKind.SuicideOther,
        EmergencyKind.MissingChild, EmergencyKind.MissingVulnerable, EmergencyKind.Police, EmergencyKind.Child, EmergencyKind.Witness, EmergencyKind.RoadDanger,
    ];

    private readonly string text;

    private Findings(IReadOnlyList<Word> words, List<SignHit> hits, string text)
    {
        this.text = text;
        Words = words;
        var idioms = hits.Where(hit => hit.Rule.Meaning == "idiom").ToList();

        // « mort de rire » is nobody's death: a sign inside an idiom is none.
        var kept = hits.Where(hit => !idioms.Any(idiom => idiom != hit && hit.From < idiom.To && idiom.From < hit.To)).ToList();
        Markers = [.. kept.Concat(idioms).Select(hit => hit.Rule.Meaning).Where(meaning => meaning is "past" or "law" or "hypothesis" or "fiction" or "idiom" or "person" or "withdrawal" or "mute").Distinct()];
        Doubts = [.. kept.Where(hit => Kinds.ContainsKey(hit.Rule.Meaning))];
        Dangers = [.. Doubts.Where(hit => hit.Rule.Alone)];
        Territory = kept.FirstOrDefault(hit => hit.Rule.Meaning == "territory")?.Rule.Subject ?? "";
        Sensitive = [.. kept.Where(hit => hit.Rule.Meaning == "sensitive").Select(hit => hit.Rule.Subject).Distinct()];
        Signs = [.. kept.Where(hit => hit.Rule.Meaning is not ("past" or "territory")).Select(hit => ToSign(hit, words, text))];
    }

    /// <summary>The words as they were read.</summary>
    public IReadOnlyList<Word> Words { get; }

    /// <summary>Calming or placing marks: past, law, hypothesis, fiction, idiom; « person », the wish for one, and « withdrawal ».</summary>
    public IReadOnlyList<string> Markers { get; }

    /// <summary>A territory with numbers of its own that was named, or empty.</summary>
    public string Territory { get; }

    /// <summary>Sensitive subjects that were named.</summary>
    public IReadOnlyList<string> Sensitive { get; }

    /// <summary>The words that were found, for whoever must understand the decision.</summary>
    public IReadOnlyList<Sign> Signs { get; }

    /// <summary>True where danger words stand in a question of law, a story, a game or a supposition: then they alone decide nothing.</summary>
    public bool IsCalmed => Markers.Any(marker => marker is "law" or "hypothesis" or "fiction");

    /// <summary>True when it tells of long ago.</summary>
    public bool IsPast => Markers.Contains("past");

    /// <summary>True when a person is asked for.</summary>
    public bool WantsPerson => Markers.Contains("person");

    /// <summary>True when whoever writes cannot speak or telephone.</summary>
    public bool CannotSpeak => Markers.Contains("mute");

    /// <summary>True when what was said before is taken back.</summary>
    public bool Withdraws => Markers.Contains("withdrawal");

    internal IReadOnlyList<SignHit> Dangers { get; }

    /// <summary>Signs of danger that calm messages hold too among them: they count where nothing else can judge.</summary>
    internal IReadOnlyList<SignHit> Doubts { get; }

    /// <summary>Reads one message.</summary>
    public static Findings In(string text)
    {
        var words = Safety.Words.Of(text);
        return new Findings(words, SignBook.Instance.Find(words), text);
    }

    /// <summary>
    /// The message sentence by sentence, a long one in overlapping pieces: the decisive fact may stand in the middle of ten lines.
    /// Empty where there is but one; at most <paramref name="most"/>, from both ends.
    /// </summary>
    internal List<Findings> Parts(int most)
    {
        const int Longest = 22, Piece = 18, Step = 11;
        var parts = new List<Range>();
        for (int from = 0, at = 0; at <= Words.Count; at++)
        {
            if (at < Words.Count && Words[at].Text != ".") continue;
            if (at - from > Longest)
            {
                for (var start = from; start < at; start += Step) parts.Add(start..Math.Min(at, start + Piece));
            }
            else if (at > from)
            {
                parts.Add(from..at);
            }

            from = at + 1;
        }

        if (parts.Count < 2) return [];
        if (parts.Count > most) parts = [.. parts.Take(most / 2), .. parts.TakeLast(most / 2)];
        var words = Words as List<Word> ?? [.. Words];
        return parts.ConvertAll(part =>
        {
            var own = words[part];
            return new Findings(own, SignBook.Instance.Find(own), text);
        });
    }

    /// <summary>The danger that the signs name, the gravest kind first; null when there is none.</summary>
    public EmergencySignal? Danger() => Danger(Dangers);

    /// <summary>The danger that some signs name, the gravest kind first; null when there is none.</summary>
    internal EmergencySignal? Danger(IReadOnlyList<SignHit> dangers)
    {
        if (dangers.Count == 0) return null;
        var kind = Gravity.First(grave => dangers.Any(hit => hit.Rule.Meaning == Name(grave)));
        var hits = dangers.Where(hit => hit.Rule.Meaning == Name(kind)).ToList();
        var subject = dangers.Select(hit => hit.Rule.Subject).FirstOrDefault(given => given.Length > 0) ?? Sensitive.FirstOrDefault() ?? "";
        return new EmergencySignal(kind, subject, EmergencyNumbers.For(kind, Territory), hits[0].Rule.Language, hits[0].Rule.Id, Signs);
    }

    /// <summary>The kind's name in the lists and the examples: <c>missing-child</c>.</summary>
    public static string Name(EmergencyKind kind)
    {
        var name = kind.ToString();
        var second = name.AsSpan(1).IndexOfAnyInRange('A', 'Z');
        return (second < 0 ? name : name[..(second + 1)] + "-" + name[(second + 1)..]).ToLowerInvariant();
    }

    /// <summary>The kind of a name in the lists and the examples; null for none.</summary>
    public static EmergencyKind? KindOf(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;

    private static Sign ToSign(SignHit hit, IReadOnlyList<Word> words, string text)
    {
        var (first, last) = (words[hit.From], words[hit.To - 1]);
        var (start, end) = (first.Start, Math.Min(text.Length, last.Start + last.Length));
        return new Sign(hit.Rule.Meaning + (hit.Rule.Subject.Length > 0 ? "/" + hit.Rule.Subject : ""), text[start..end], start, end - start);
    }
}

/// <summary>The door's screen: every message, in every state, before anything else happens to it.</summary>
public static class EmergencyScreen
{
    /// <summary>Looks for danger.</summary>
    /// <returns>The danger, or null. Words of danger in a question of law, a story or a supposition are left to the whole assessment.</returns>
    public static EmergencySignal? Examine(string text)
    {
        var findings = Findings.In(text);
        return findings.IsCalmed || findings.IsPast ? null : findings.Danger();
    }
}
