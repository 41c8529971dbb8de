using System.Globalization;
using System.Resources;

namespace BrigadeNumerique.Handoff;

/// <summary>The texts of one resource file, found by their keys.</summary>
/// <param name="named">The class that the resource file is named after.</param>
/// <param name="culture">The language of whoever reads, asked at each text.</param>
public sealed class ResourceTexts(Type named, Func<CultureInfo> culture)
{
    private readonly ResourceManager texts = new(named.FullName!, named.Assembly);

    /// <summary>One text.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="values">Name and value in turn, for <c>{name}</c> in the text.</param>
    /// <exception cref="KeyNotFoundException">No such key: a fault of ours, found by the tests.</exception>
    public string Say(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = Find(key) ?? throw new KeyNotFoundException($"No text « {key} ».");
        foreach (var (name, value) in values) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>A count in words: the key with <c>.one</c> for 0 and 1, with <c>.many</c> above.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="n">How many.</param>
    /// <param name="written">The number as it is written.</param>
    public string Count(string key, int n, string written) => Say(key + (n > 1 ? ".many" : ".one"), ("n", written));

    /// <summary>A text that may be missing.</summary>
    public string? Find(string key) => texts.GetString(key, culture());
}
