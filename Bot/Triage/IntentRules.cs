using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>Intents that a few words tell more surely than the model, and what each intent means.</summary>
internal static class IntentRules
{
    private static readonly HashSet<string> Greetings = ["bonjour", "bonsoir", "salut", "coucou", "hello", "hey", "hi", "yo", "cc", "bjr", "bsr", "hola", "hallo", "ciao", "ola", "wesh", "allo", "ia", "orana"];

    private static readonly HashSet<string> Thanks = ["merci", "thanks", "gracias", "danke", "grazie", "obrigado", "obrigada", "mauruuru", "bonne", "journee", "soiree", "beaucoup", "super", "parfait", "ok", "top", "nickel", "thank", "you", "a", "vous", "et", "tres", "bien", "d", "accord"];

    private static readonly string[] WorkVocabulary = ["merci", "thanks", "gracias", "danke", "grazie", "obrigado", "obrigada", "mauruuru", "thank"];

    /// <summary>The intent that the words alone tell, or null.</summary>
    public static string? Of(Findings findings)
    {
        if (findings.WantsPerson) return "human-request";
        var words = findings.Words.Where(word => word.Text != ".").Select(word => word.Text).ToList();
        if (words.Count is > 0 and <= 4 && words.All(word => Greetings.Contains(word) || word is "a" or "vous" or "tous" or "monsieur" or "madame" or "messieurs" or "dames" or "la" or "gendarmerie")) return "greeting";
        return words.Count is > 0 and <= 6 && words.All(Thanks.Contains) && words.Any(word => WorkVocabulary.Contains(word)) ? "thanks-feedback" : null;
    }

    /// <summary>The intent of a sensitive subject that has none of its own.</summary>
    public static string OfSubject(string subject, string guessed) => subject switch
    {
        "human-trafficking" or "radicalisation" or "elder-abuse" => "witness-tip",
        "hate-crime" => "harassment",
        "minor-alone" => "child-danger",
        "harassment" when guessed == "cyber-scam" => "cyber-scam",
        _ => subject,
    };

    /// <summary>What a calm intent leads to.</summary>
    public static Assessment Calm(string intent, double confidence, string language)
    {
        var route = intent switch
        {
            "human-request" => Route.Human,
            "appointment" => Route.Appointment,
            "greeting" or "thanks-feedback" or "off-topic" => Route.Other,
            _ => Route.Answer,
        };

        // A sensitive intent that fell short of the alarm is still for a person: doubt goes up.
        return intent is "domestic-violence" or "sexual-violence" or "child-danger" or "suicide-risk" or "harassment" or "missing-person"
            ? new Assessment(Route.Human, Urgency.Urgent, [], intent, intent, language) { Confidence = confidence, Rule = "sensitive intent" }
            : new Assessment(route, Urgency.Normal, [], "", intent, language) { Confidence = confidence, Rule = "intent" };
    }
}
