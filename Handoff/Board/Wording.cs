using System.Globalization;

namespace BrigadeNumerique.Handoff.Board;

/// <summary>What supervisors read, from <c>Wording.resx</c>.</summary>
internal static class Wording
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");

    private static readonly ResourceTexts Texts = new(typeof(Wording), () => Culture);

    /// <inheritdoc cref="ResourceTexts.Say"/>
    public static string Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => Texts.Say(key, values);

    /// <summary>A count in words: the key with <c>.one</c> for 0 and 1, with <c>.many</c> above.</summary>
    public static string Count(string key, int n) => Texts.Count(key, n, Number(n));

    /// <summary>A text that may be missing.</summary>
    public static string? Find(string key) => Texts.Find(key);

    /// <summary>A number, « 1 204 ».</summary>
    public static string Number(int n) => n.ToString("N0", Culture);

    /// <summary>A share, « 4 % »; a dash where there is none.</summary>
    public static string Share(double? share) => share is { } known ? known.ToString(known is > 0 and < 0.1 ? "P1" : "P0", Culture) : Dash;

    /// <summary>A duration, « 8:21 » or « 1:02:03 »; a dash where there is none.</summary>
    public static string Span(TimeSpan? span) => span is not { } known ? Dash
        : known.TotalHours >= 1 ? $"{(int)known.TotalHours}:{known:mm\\:ss}" : $"{(int)known.TotalMinutes}:{known:ss}";

    /// <summary>Before the first figure: not a zero.</summary>
    public const string Dash = "—";
}
