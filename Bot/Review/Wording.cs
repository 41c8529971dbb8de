using System.Globalization;
using System.Resources;

namespace BrigadeNumerique.Bot.Review;

/// <summary>What editors read, from <c>Wording.resx</c>.</summary>
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

    /// <summary>A text that may be missing.</summary>
    public static string? Find(string key) => Texts.GetString(key, Culture);

    /// <summary>A share, « 97,3 % ».</summary>
    public static string Share(double share) => share.ToString("P1", Culture);
}
