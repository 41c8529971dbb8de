using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>What a short answer to a question about danger comes to.</summary>
internal enum AnswerMeans
{
    /// <summary>Danger now, or not known: doubt goes up.</summary>
    Danger,

    /// <summary>No danger at this moment; a person still hears the matter.</summary>
    NoDangerNow,
}

/// <summary>
/// « oui », « non », « jsp » after « êtes-vous en sécurité ? », « en danger ? » or « avez-vous un moyen près de vous ? », once something grave was told. The policy
/// (section 7) settles them, so that nothing learnt decides here. Any longer answer is left to the model.
/// </summary>
internal static class ShortAnswers
{
    private const int Longest = 4;

    private static readonly HashSet<string> Yes =
        ["oui", "ouais", "oe", "ui", "ouep", "voui", "yes", "yeah", "yep", "si", "ja", "jep", "sim", "da", "tak", "evet", "так", "да", "نعم", "ايه", "اه", "exact", "affirmatif", "是", "对"];

    private static readonly HashSet<string> No =
        ["non", "nan", "nn", "nope", "no", "nein", "nao", "nee", "nie", "nu", "hayir", "yok", "ні", "нет", "لا", "pas", "不", "没"];

    private static readonly HashSet<string> Unsure =
        ["jsp", "jsé", "sais", "sai", "bof", "know", "dunno", "maybe", "peutetre", "poate", "может", "может быть", "euh", "vraiment", "trop", "sure", "seguro", "segura", "sicher", "weiss", "forse", "talvez", "misschien", "moze", "belki", "не", "знаю", "知道"];

    /// <summary>Somebody comes nearer.</summary>
    private static readonly HashSet<string> Coming =
        ["arrive", "arive", "revient", "reviens", "monte", "rentre", "approche", "entre", "descend", "coming", "viene", "kommt", "arriva", "vem", "komt", "vine", "idzie", "geliyor", "йде", "идет", "جاي"];

    private static readonly HashSet<string> Heard = ["ok", "okay", "daccord", "d", "accord", "bien", "bon", "ah", "compris", "vu", "parfait", "entendu", "alright", "vale", "gut", "bene"];

    /// <summary>« oui », « non », « ah d’accord »: an answer and no question.</summary>
    public static bool IsBare(Reading reading)
    {
        var words = reading.Findings.Words.Where(word => word.Text != ".").Select(word => word.Text).ToList();
        return words.Count is > 0 and <= Longest && words.TrueForAll(word => Yes.Contains(word) || No.Contains(word) || Heard.Contains(word));
    }

    /// <returns>Null where the answer is long, or nothing grave was told, or neither danger nor safety was asked about.</returns>
    public static AnswerMeans? Read(Reading reading, DialogueState before, string reply)
    {
        var words = reading.Findings.Words.Where(word => word.Text != ".").Select(word => word.Text).ToList();
        if (words.Count > Longest || before.Subject.Length == 0 || before.Subject is "missing-person") return null;
        var asked = DialogueFeatures.Asked(reply);
        var (safe, danger) = (asked.Contains("safe?"), asked.Contains("danger?") || asked.Contains("near?") || (before.Subject == "suicide-risk" && asked.Contains("means?")));
        if (!safe && !danger) return null;
        if (words.Any(Coming.Contains) && !words.Any(No.Contains)) return AnswerMeans.Danger;
        if (words.Count == 0 || words.Any(Unsure.Contains) || (words.Contains("peut") && words.Contains("etre"))) return AnswerMeans.Danger;
        var (yes, no) = (words.Any(Yes.Contains), words.Any(No.Contains));
        if (yes == no) return null;
        return yes == (safe && !danger) ? AnswerMeans.NoDangerNow : AnswerMeans.Danger;
    }
}
