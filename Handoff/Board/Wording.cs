using System.Globalization;
using System.Resources;

namespace BrigadeNumerique.Handoff.Board;

/// <summary>What supervisors read, from <c>Wording.resx</c>.</summary>
internal static class Wording
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");

    private static readonly ResourceManager Texts = new(typeof(Wording).FullName!, typeof(Wording).Assembly);

    /// <summary>One text.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="values">Name and value in turn, for <c>{name}</c> in the text.</param>
    /// <exception cref="KeyNotFoundException">No such key: a fault of ours, found by the tests.</exception>
    public static string Say(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = Find(key) ?? throw new KeyNotFoundException($"No text « {key} ».");
        foreach (var (name, value) in values) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>A count in words: the key with <c>.one</c> for 0 and 1, with <c>.many</c> above.</summary>
    public static string Count(string key, int n) => Say(key + (n > 1 ? ".many" : ".one"), ("n", Number(n)));

    /// <summary>A text that may be missing.</summary>
    public static string? Find(string key) => Texts.GetString(key, Culture);

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
