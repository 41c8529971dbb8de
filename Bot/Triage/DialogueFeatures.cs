using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>A message after others, as counts: its words, what it would be by itself, what stood before, and these together.</summary>
internal static class DialogueFeatures
{
    /// <summary>The first words say how an answer is meant; beyond, a message speaks for itself.</summary>
    private const int AnswerWords = 12;

    private static readonly (string Name, string[] Words)[] Questions =
    [
        ("safe", ["en securite", "en lieu sur", "a l abri", "safe", "seguro", "segura", "sicherheit", "sicher", "al sicuro", "em seguranca", "in sicurezza", "veilig", "in siguranta", "bezpiecz", "guvende", "безпеці", "безопасности", "آمن", "أمان", "安全"]),
        ("danger", ["en danger", "danger", "peligro", "gefahr", "pericolo", "perigo", "gevaar", "pericol", "niebezpiecz", "tehlike", "небезпек", "опасн", "خطر", "危险"]),
        ("near", ["pres de vous", "pres de toi", "est il la", "est elle la", "avec vous", "avec toi", "a cote", "present", "sur place", "encore la", "dans la maison", "dans la piece", "chez vous", "rentre", "revient", "ou est il", "ou est elle", "ou se trouve", "dehors", "nearby", "with you"]),
        ("means", ["un moyen", "a portee", "une arme", "arme", "armes", "couteau", "fusil", "medicament", "prevu", "prepare", "pense a mourir", "vous faire du mal", "farsi del male", "la indemana", "a mano", "hurt yourself", "harm yourself", "zur hand", "hacerse dano", "zrobic krzywde", "zarar ver"]),
        ("hurt", ["blesse", "respire", "conscient", "consciente", "mal", "saigne", "douleur", "parle"]),
        ("speak", ["pouvez vous parler", "parler a voix", "telephoner", "appeler", "vous entend", "lire cet ecran", "voit l ecran"]),
        ("alone", ["seul", "seule", "quelqu un avec"]),
        ("numbers", ["le 17", "le 15", "le 18", "le 112", "au 114", "le 114", "le 196", "le 119", "le 3114", "17", "112"]),
        ("person", ["un operateur", "une operatrice", "un gendarme", "une gendarme", "quelqu un va", "un collegue", "patientez", "file d attente", "va vous repondre", "prend le relais"]),
    ];

    /// <summary>The same, each behind the blank that begins it.</summary>
    private static readonly (string Name, string[] Words)[] Beginnings = [.. Questions.Select(question => (question.Name, Array.ConvertAll(question.Words, words => " " + words)))];

    public static Dictionary<int, float> Of(Findings findings, Guess guess, Guess joint, DialogueState before, string reply)
    {
        var bag = new FeatureBag();
        var words = findings.Words.Where(word => word.Text != ".").Select(word => Words.Single(word.Text)).ToList();
        var asked = Asked(reply);
        var alone = Bucket("e", guess.Emergency) + Bucket("u", guess.Urgent);
        var state = before.Last + (before.SinceAlarm < 2 ? "!" : before.HadAlarm ? "~" : "") + (before.Closed ? "c" : "") + (before.Lasting ? "L" : "");

        bag.Add("state", state, "", 1.5f);
        bag.Add("alone", alone, "", 1.5f);
        bag.Add("state*alone", state, alone, 1.5f);
        foreach (var (name, probability) in ((string, double)[])[("a", guess.Answer), ("r", guess.Appointment), ("o", guess.Other)])
        {
            bag.Add("calm", Bucket(name, probability), "", 0.8f);
            bag.Add("calm*last", Bucket(name, probability), before.Last, 0.8f);
            bag.Add("calm*length", Bucket(name, probability), Length(words.Count), 0.5f);
        }

        var together = Bucket("e", joint.Emergency) + Bucket("u", joint.Urgent);
        bag.Add("together", together, "", 1.5f);
        bag.Add("together*state", together, state, 1f);
        bag.Add("together*alone", together, alone, 1f);
        foreach (var (name, probability) in ((string, double)[])[("a", joint.Answer), ("r", joint.Appointment), ("o", joint.Other)])
        {
            bag.Add("calm+", Bucket(name, probability), "", 0.8f);
            bag.Add("calm+*last", Bucket(name, probability), before.Last, 0.8f);
        }

        bag.Add("intent", guess.Intent, "", 0.7f);
        bag.Add("last*intent", before.Last, guess.Intent, 0.7f);
        bag.Add("subject", before.Subject, state, 0.7f);
        bag.Add("kind", before.Kind?.ToString() ?? "", state, 0.7f);
        bag.Add("length", Length(words.Count), "", 0.7f);
        bag.Add("length*state", Length(words.Count), state, 1f);
        foreach (var question in asked)
        {
            bag.Add("asked", question, "", 1f);
            bag.Add("asked*alone", question, alone, 1f);
            bag.Add("asked*state", question, state, 1f);
        }

        foreach (var sign in findings.Signs) bag.Add("sign", sign.Type, "", 1f);
        for (var at = 0; at < words.Count && at < 200; at++)
        {
            bag.Add("w", words[at], "", 1f);
            if (at > 0) bag.Add("b", words[at - 1], words[at], 1f);
            if (at >= AnswerWords) continue;
            bag.Add("w*state", words[at], state, 0.8f);
            bag.Add("w*last", words[at], before.Last, 0.8f);
            if (at > 0) bag.Add("b*last", words[at - 1] + " " + words[at], before.Last, 0.8f);
            foreach (var question in asked) bag.Add("w*asked", words[at], question, 0.8f);
        }

        if (words.Count > 0)
        {
            bag.Add("first*state", words[0], state, 0.8f);
            foreach (var question in asked)
            {
                bag.Add("first*asked", words[0], question, 1f);
                bag.Add("first*asked*last", words[0] + " " + question, before.Last, 1f);
            }
        }

        foreach (var word in Words.Of(reply).Where(word => word.Text.Length > 3).Take(40)) bag.Add("r", word.Text, "", 0.3f);
        return bag.Counts;
    }

    /// <summary>What the other side asked or said, roughly.</summary>
    internal static List<string> Asked(string reply)
    {
        if (reply.Length == 0) return ["nothing"];
        var plain = " " + string.Join(' ', Words.Of(reply).Select(word => word.Text)) + " ";
        var question = reply.AsSpan().IndexOfAny("?؟？") >= 0;
        List<string> found = [.. Beginnings.Where(pair => Array.Exists(pair.Words, words => plain.Contains(words, StringComparison.Ordinal) || (words[1] > 'ÿ' && reply.AsSpan().Contains(words.AsSpan(1), StringComparison.Ordinal)))).Select(pair => pair.Name)];
        return question ? [.. found.Select(name => name + "?").DefaultIfEmpty("other?")] : found.Count > 0 ? found : ["statement"];
    }

    private static string Length(int words) => words switch { 0 => "0", 1 => "1", 2 => "2", <= 4 => "4", <= 7 => "7", <= 14 => "14", _ => "long" };

    private static string Bucket(string name, double probability) =>
        name + (probability switch { < 0.05 => "0", < 0.15 => "1", < 0.3 => "2", < 0.5 => "3", < 0.8 => "4", _ => "5" });
}
