using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>A translation, as far as it can be told without knowing the language: the same numbers and addresses, about as long, in the right script.</summary>
internal static class Translated
{
    /// <summary>What comes back from another language has other words for the same: so many of its words of sense must be those of the text.</summary>
    private const double Shared = 0.55;

    public static CheckReason Refuses(string original, string text, bool intoFrench)
    {
        if (text.Length == 0) return CheckReason.Empty;
        if (text.Length > (3 * original.Length) + 80 || (3 * text.Length) + 40 < original.Length) return CheckReason.TooLong;
        if (text.Contains('<', StringComparison.Ordinal) || text.Contains("](", StringComparison.Ordinal)) return CheckReason.Form;
        if (intoFrench && Tongue.Of([.. French.Forms(text)]) != Tongue.French) return CheckReason.Language;
        if (!intoFrench && Tongue.Of([.. French.Forms(text)]) == Tongue.French && Reading.FormsOf(Folding.Fold(text)).Count(form => form is "le" or "les" or "vous" or "votre" or "et" or "une") > 2) return CheckReason.Language;
        if (!Digits(original).SequenceEqual(Digits(text))) return CheckReason.Number;
        return Facts.Contacts(original).Order(StringComparer.Ordinal).SequenceEqual(Facts.Contacts(text).Order(StringComparer.Ordinal)) ? CheckReason.None : CheckReason.Contact;
    }

    /// <summary>Whether a text that went to another language and back still says the same.</summary>
    public static CheckReason ComesBackAs(string original, string back)
    {
        var (there, here) = (Reading.Of(original), Reading.Of(back));
        if (!Digits(original).SequenceEqual(Digits(back))) return CheckReason.Number;
        var words = here.Tokens.Where(token => !token.Light).ToList();
        if (words.Count == 0) return CheckReason.Empty;
        var same = words.Where(word => there.Tokens.Any(token => Support.Same(word, token))).ToList();
        if (same.Count < Shared * words.Count) return CheckReason.Unsupported;
        return same.Exists(word => word.Polarity is not Polarity.Either && there.Tokens.Where(token => Support.Same(word, token)).All(token => token.Polarity is not Polarity.Either && token.Polarity != word.Polarity))
            ? CheckReason.Negation : CheckReason.None;
    }

    /// <summary>All digits in their groups, in the order of their value: words of number may stand elsewhere in another language.</summary>
    private static IEnumerable<string> Digits(string text) =>
        Facts.Numbers(text).Where(number => char.IsAsciiDigit(number.Value[0])).Select(number => number.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
