using System.Globalization;
using System.Resources;
using BrigadeNumerique.KnowledgeBase.HelpCenter;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>What editors read, from <c>Wording.resx</c>.</summary>
internal static class Wording
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

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
    public static string Count(string key, int n) => Say(key + (n > 1 ? ".many" : ".one"), ("n", n.ToString(Culture)));

    /// <summary>A text that may be missing.</summary>
    public static string? Find(string key) => Texts.GetString(key, Culture);

    /// <summary>Words of a citizen as the title of a draft: a capital, and a question mark.</summary>
    public static string AsTitle(string words)
    {
        var text = words.Trim().TrimEnd('?', '!', '.', ' ', '\u00A0', '\u202F', '…');
        return text.Length == 0 ? words : char.ToUpper(text[0], Culture) + text[1..] + "\u202F?";
    }

    /// <summary>« 0,91 ».</summary>
    public static string Share(double share) => share.ToString("F2", Culture);

    /// <summary>« à 14:02 » of the same day, « le 12 oct. 2026 à 14:02 » of another.</summary>
    public static string Moment(DateTimeOffset at, DateTimeOffset now)
    {
        var (local, today) = (InParis(at), InParis(now));
        var hour = local.ToString("H:mm", CultureInfo.InvariantCulture);
        return local.Date == today.Date ? Say("moment.today", ("heure", hour)) : Say("moment", ("jour", Day(local)), ("heure", hour));
    }

    /// <summary>« 12 oct. 2026 ».</summary>
    public static string Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(InParis(at).DateTime));

    /// <summary>« 12 oct. 2026 ».</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", Culture);

    /// <summary>A day as people write it in a sentence: « 1er mai 2027 ».</summary>
    public static string LongDay(DateOnly day) => FrenchText.Date(day);

    /// <summary>The time in Paris: articles are published and withdrawn by its clock.</summary>
    public static DateTimeOffset InParis(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Paris);

    /// <summary>The moment of an hour in Paris; one that the clocks skip or repeat is read in winter time.</summary>
    public static DateTimeOffset FromParis(DateTime local) => new(local, Paris.IsInvalidTime(local) || Paris.IsAmbiguousTime(local) ? Paris.BaseUtcOffset : Paris.GetUtcOffset(local));
}
