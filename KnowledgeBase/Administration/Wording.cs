using System.Globalization;
using System.Resources;

namespace BrigadeNumerique.KnowledgeBase.Administration;

/// <summary>What administrators read, from <c>Wording.resx</c>.</summary>
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
        var text = Texts.GetString(key, Culture) ?? throw new KeyNotFoundException($"No text « {key} ».");
        foreach (var (name, value) in values) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>« 12 345 ».</summary>
    public static string Number(long number) => number.ToString("N0", Culture);

    /// <summary>« 12 % » of a whole, or a dash where there is none.</summary>
    public static string Share(int part, int whole) => whole == 0 ? "—" : ((double)part / whole).ToString("P0", Culture);
}
