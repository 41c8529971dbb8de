using System.Globalization;
using BrigadeNumerique.Handoff;

namespace BrigadeNumerique.Bot.Channels.Administration;

/// <summary>What administrators read, from <c>Wording.resx</c>.</summary>
internal static class Wording
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");

    private static readonly ResourceTexts Texts = new(typeof(Wording), () => Culture);

    /// <inheritdoc cref="ResourceTexts.Say"/>
    public static string Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => Texts.Say(key, values);

    /// <summary>A text that may be missing.</summary>
    public static string? Find(string key) => Texts.Find(key);
}
