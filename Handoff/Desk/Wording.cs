using System.Globalization;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What the staff reads at the desk, from <c>Wording.resx</c>; the keys are those of the interface's texts.</summary>
internal static class Wording
{
    /// <summary>The language of the service; what another one lacks is said in it.</summary>
    public const string French = "fr";

    private static readonly CultureInfo InFrench = CultureInfo.GetCultureInfo("fr-FR"), InEnglish = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The languages of the desk, each by its own name.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Languages = [(French, "Français"), ("en", "English")];

    /// <summary>Whoever reads chose it, and the connection of the page carries it. « en » alone: the culture of an English machine, « en-US », is nobody's choice.</summary>
    public static CultureInfo Culture => CultureInfo.CurrentUICulture.Name == "en" ? InEnglish : InFrench;

    /// <summary>The same as a code: « fr », « en ».</summary>
    public static string Language => Culture.TwoLetterISOLanguageName;

    private static readonly ResourceTexts Texts = new(typeof(Wording), () => Culture);

    /// <inheritdoc cref="ResourceTexts.Say"/>
    public static string Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => Texts.Say(key, values);

    /// <summary>A count in words: the key with <c>.one</c> for 0 and 1, with <c>.many</c> above.</summary>
    public static string Count(string key, int n) => Texts.Count(key, n, n.ToString(Culture));

    /// <summary>A text that may be missing.</summary>
    public static string? Find(string key) => Texts.Find(key);
}
