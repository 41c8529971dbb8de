using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>Section <c>Privacy</c> of the configuration: what only the service that puts the chat online can say. Empty: the page says that it is not said yet.</summary>
public sealed class PrivacyOptions
{
    /// <summary>Who answers for the data: name and address, in a French sentence.</summary>
    [MaxLength(500, ErrorMessage = "Privacy:Controller has at most 500 characters.")]
    public string Controller { get; set; } = "";

    /// <summary>How to ask for one's rights, in a French sentence.</summary>
    [MaxLength(500, ErrorMessage = "Privacy:Contact has at most 500 characters.")]
    public string Contact { get; set; } = "";

    /// <summary>How long what is kept, in French sentences.</summary>
    [MaxLength(500, ErrorMessage = "Privacy:Retention has at most 500 characters.")]
    public string Retention { get; set; } = "";
}

/// <summary>The words of <c>/aide/vie-privee</c>: a text of ours, with blanks <c>{name|words where nothing is configured}</c>.</summary>
internal sealed partial class PrivacyNotice(IOptions<PrivacyOptions> options, IOptions<KnowledgeOptions> knowledge)
{
    private static readonly Lazy<string> Text = new(Read);

    /// <summary>Markdown, complete.</summary>
    public string Words => Blank().Replace(Text.Value, blank => ValueOf(blank.Groups[1].Value) is { Length: > 0 } given ? given : blank.Groups[2].Value);

    private string ValueOf(string name) => name switch
    {
        "responsable" => options.Value.Controller,
        "contact" => options.Value.Contact,
        "questions" => knowledge.Value.AskedDays.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "duree" => options.Value.Retention,
        _ => throw new InvalidDataException($"vie-privee.md has an unknown blank « {name} »."),
    };

    private static string Read()
    {
        using var stream = typeof(PrivacyNotice).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.HelpCenter.vie-privee.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{(\w+)\|([^}]*)\}")]
    private static partial Regex Blank();
}
