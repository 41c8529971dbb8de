using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Texts;

/// <summary>The fixed, reviewed replies to danger: which text, which numbers as buttons, in which language. No variable but the number.</summary>
public sealed class EmergencyReply(Speech speech)
{
    /// <summary>The reply to a signal, as a line of the assistant.</summary>
    /// <param name="signal">What the screen found.</param>
    /// <param name="language">The citizen's language; one without texts reads French.</param>
    /// <param name="replyTo">The message that is answered.</param>
    public Line For(EmergencySignal signal, string language, int replyTo)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var key = Key(signal);
        var lines = speech.Lines(language, key);
        var actions = Actions(Key(signal), language);
        var data = new LineData
        {
            Kind = LineKind.Emergency,
            Code = key,
            Lang = language,
            Title = speech.Say(language, "emer.title"),
            Actions = actions,
            Lines = [.. lines.Skip(1)],
            Numbers = [.. actions.Select(action => action.Number!)],
            Announce = Announce(signal.Numbers[0], language),
            Number = signal.Numbers[0],
        };
        return new Line(Author.Bot, string.Join('\n', lines)) { Kind = LineKind.Emergency, ReplyTo = replyTo, Locale = language, Data = data.ToJson() };
    }

    /// <summary>The same texts for a gendarme who sends one by hand: by the key of the text.</summary>
    /// <exception cref="KeyNotFoundException">No such text.</exception>
    public Line ByHand(string key, string language, string name)
    {
        if (!Keys.Contains(key)) throw new KeyNotFoundException($"No emergency text « {key} ».");
        var lines = speech.Lines(language, key);
        var actions = Actions(key, language);
        var number = actions[0].Number!;
        var data = new LineData
        {
            Speaker = "agent",
            Kind = LineKind.Emergency,
            Code = key,
            Lang = language,
            Title = speech.Say(language, "emer.title"),
            Actions = actions,
            Lines = [.. lines.Skip(1)],
            Numbers = [.. actions.Select(action => action.Number!)],
            Announce = Announce(number, language),
            Number = number,
        };
        return new Line(Author.Operator, string.Join('\n', lines).Replace("**", "", StringComparison.Ordinal)) { Kind = LineKind.Emergency, AuthorName = name, Locale = language, Data = data.ToJson() };
    }

    /// <summary>The keys of all texts; those of the Pacific only where they are asked for.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "emer.police", "emer.silent", "emer.witness", "emer.child", "emer.child.self", "emer.medical", "emer.suicide.act", "emer.suicide.means", "emer.suicide.other", "emer.fire",
        "emer.road.injured", "emer.road.danger", "emer.missing.child", "emer.missing.vulnerable", "emer.attack", "emer.explosive", "emer.sea", "emer.mountain", "emer.silent.pacific", "emer.sea.pacific",
    ];

    /// <summary>The short reply to a further signal of the same kind: the whole card stands above.</summary>
    public Line Again(EmergencySignal signal, string language, int replyTo)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var number = signal.Numbers[0];
        var data = new LineData { Kind = LineKind.Text, Code = Key(signal), Lang = language, Numbers = signal.Numbers, Actions = Actions(Key(signal), language), About = "emergency" };
        var text = speech.Say(language, Silent("emer.again", number), ("numero", number));

        // Who says it again may be the one who cannot speak: the way without a voice is said again too.
        if (number != "114" && speech.Lines(language, Key(signal)).FirstOrDefault(line => line.Contains("**114**", StringComparison.Ordinal)) is { } silent) text += "\n\n" + silent;
        return new Line(Author.Bot, text) { ReplyTo = replyTo, Locale = language, Data = data.ToJson() };
    }

    /// <summary>The true state of the alert.</summary>
    /// <param name="state">recorded, nobody, shown, seen, taken, relayed or lost.</param>
    /// <param name="language">The citizen's language.</param>
    /// <param name="number">The number that is still to be called.</param>
    /// <param name="name">The operator's name, for « taken ».</param>
    /// <param name="time">The hour, for « relayed ».</param>
    public Line Alert(string state, string language, string number, string? name = null, string? time = null)
    {
        var data = new LineData { Speaker = "system", Kind = LineKind.Alert, State = state, Number = number, Lang = language };
        var text = speech.Say(language, state is "lost" or "relayed" ? "alert." + state : Silent("alert." + state, number), ("numero", number), ("name", name ?? ""), ("heure", time ?? ""));
        return new Line(Author.System, text) { Kind = LineKind.Alert, Locale = language, Data = data.ToJson() };
    }

    /// <summary>The key of the text for a signal.</summary>
    public static string Key(EmergencySignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var pacific = signal.Numbers[0] == "16";
        return "emer." + signal.Kind switch
        {
            EmergencyKind.Police => "police",
            EmergencyKind.Silent => signal.Numbers[0] == "114" ? "silent" : "silent.pacific",
            EmergencyKind.Fire => "fire",
            EmergencyKind.Medical => "medical",
            EmergencyKind.SuicideAct => "suicide.act",
            EmergencyKind.SuicideMeans => "suicide.means",
            EmergencyKind.SuicideOther => "suicide.other",
            EmergencyKind.Child => "child",
            EmergencyKind.ChildSelf => "child.self",
            EmergencyKind.Sea => pacific ? "sea.pacific" : "sea",
            EmergencyKind.Mountain => "mountain",
            EmergencyKind.RoadInjured => "road.injured",
            EmergencyKind.RoadDanger => "road.danger",
            EmergencyKind.Witness => "witness",
            EmergencyKind.MissingChild => "missing.child",
            EmergencyKind.MissingVulnerable => "missing.vulnerable",
            EmergencyKind.Attack => "attack",
            EmergencyKind.Explosive => "explosive",
            _ => "police",
        };
    }

    /// <summary>Who cannot speak is never told to call.</summary>
    private static string Silent(string key, string number) => number == "114" ? key + ".silent" : key;

    private string Announce(string number, string language) => number == "114"
        ? speech.Say(language, "emer.announce.silent")
        : speech.Say(language, "emer.announce", ("numero", number));

    /// <summary>The buttons: the two numbers that the reviewed text of this kind names.</summary>
    private List<ActionLink> Actions(string key, string language)
    {
        string[] numbers = key switch
        {
            "emer.silent" => ["114", "17"],
            "emer.silent.pacific" => ["17"],
            "emer.fire" => ["18", "112"],
            "emer.medical" or "emer.suicide.act" => ["15", "114"],
            "emer.suicide.means" => ["15", "3114"],
            "emer.suicide.other" => ["15", "17"],
            "emer.child" or "emer.child.self" => ["17", "119"],
            "emer.sea" => ["196", "112"],
            "emer.sea.pacific" => ["16"],
            "emer.mountain" or "emer.road.injured" => key == "emer.mountain" ? ["112", "15"] : ["15", "112"],
            "emer.missing.child" => ["17", "116 000"],
            "emer.road.danger" or "emer.missing.vulnerable" or "emer.explosive" => ["17", "112"],
            _ => ["17", "114"],
        };
        return [.. numbers.Select(number => Action(number, language))];
    }

    private ActionLink Action(string number, string language)
    {
        // The 114 is written to; a voice call there helps nobody.
        if (number == "114") return new ActionLink(speech.Say(language, "action.sms", ("numero", number)), "sms:114", number);
        return new ActionLink(speech.Say(language, "action.call", ("numero", number)), "tel:" + number.Replace(" ", "", StringComparison.Ordinal), number);
    }
}
