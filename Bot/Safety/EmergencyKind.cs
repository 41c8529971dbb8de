namespace BrigadeNumerique.Bot.Safety;

/// <summary>What a danger is; each has its own reviewed reply.</summary>
public enum EmergencyKind
{
    /// <summary>Violence, weapon, intrusion, author present.</summary>
    Police,

    /// <summary>Cannot speak: hides, is deaf, has lost the voice.</summary>
    Silent,

    /// <summary>Fire, smoke, gas, flood.</summary>
    Fire,

    /// <summary>Medical distress.</summary>
    Medical,

    /// <summary>Suicide: the gesture is done or under way.</summary>
    SuicideAct,

    /// <summary>Suicide: means, place, hour or farewell, no gesture yet.</summary>
    SuicideMeans,

    /// <summary>Suicide of somebody else.</summary>
    SuicideOther,

    /// <summary>A child in danger; an adult writes.</summary>
    Child,

    /// <summary>The child in danger writes.</summary>
    ChildSelf,

    /// <summary>At sea, or from the shore.</summary>
    Sea,

    /// <summary>In the mountains.</summary>
    Mountain,

    /// <summary>A road accident with somebody hurt.</summary>
    RoadInjured,

    /// <summary>A danger on the road without anybody hurt.</summary>
    RoadDanger,

    /// <summary>Somebody else suffers violence now.</summary>
    Witness,

    /// <summary>A missing minor.</summary>
    MissingChild,

    /// <summary>A missing person who is ill, old or disabled.</summary>
    MissingVulnerable,

    /// <summary>Gunfire, attack.</summary>
    Attack,

    /// <summary>Bomb, shell, suspicious parcel.</summary>
    Explosive,
}

/// <summary>Words that betrayed something, as the citizen wrote them.</summary>
/// <param name="Type">What they are a sign of.</param>
/// <param name="Words">The words.</param>
/// <param name="Start">Their first character in the message.</param>
/// <param name="Length">How many characters.</param>
public sealed record Sign(string Type, string Words, int Start, int Length);

/// <summary>Danger now.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Sensitive">The sensitive subject it belongs to, in the policy's vocabulary, or empty.</param>
/// <param name="Numbers">Whom to call, best first; never empty.</param>
/// <param name="Language">ISO 639-1 of the words that betrayed it.</param>
/// <param name="Rule">The rule that found it, or the model.</param>
/// <param name="Signs">The words it rests on.</param>
public sealed record EmergencySignal(EmergencyKind Kind, string Sensitive, IReadOnlyList<string> Numbers, string Language, string Rule, IReadOnlyList<Sign> Signs);
