using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Desk.Parts;
using MudBlazor;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Desk;

public sealed partial class WordingTests
{
    [Fact]
    public void EveryTextThatTheDeskNamesExists()
    {
        var keys = Sources().SelectMany(source => Said().Matches(source).Select(match => match.Groups[1].Value)).Where(key => !key.EndsWith('.')).Distinct().ToList();
        var counts = Sources().SelectMany(source => Counted().Matches(source).Select(match => match.Groups[1].Value)).Distinct().ToList();

        Assert.True(keys.Count > 50);
        Assert.DoesNotContain(keys, key => Wording.Find(key) is null);
        Assert.DoesNotContain(counts, key => Wording.Find(key + ".one") is null || Wording.Find(key + ".many") is null);
    }

    [Fact]
    public void EveryTextHasItsEnglishWithTheSameVariables()
    {
        var (french, english) = (Texts("Wording.resx"), Texts("Wording.en.resx"));

        Assert.Equal(french.Keys.Order(), english.Keys.Order());
        Assert.Equal([], french.Keys.Where(key => !Variables(french[key]).SetEquals(Variables(english[key]))));
    }

    [Fact]
    public void TheDeskSpeaksEnglishOnlyWhereItWasChosen()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
            Assert.Equal("Terminer", Wording.Say("act.close"));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.Equal("End", Wording.Say("act.close"));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void EveryStateHasItsWords()
    {
        Assert.All(Enum.GetValues<Priority>(), priority => Assert.NotEmpty(InWords.Urgency(priority)));
        Assert.All(Enum.GetValues<HandoffReason>(), reason => Assert.NotEmpty(InWords.Reason(reason)));
        Assert.All(Enum.GetValues<Custody>(), custody => Assert.NotEmpty(InWords.Custody(custody)));
    }

    [Fact]
    public void AnUnknownTopicGivesTheReason()
    {
        Assert.Equal(InWords.Reason(HandoffReason.Unsure), InWords.Topic("something-new", HandoffReason.Unsure));
    }

    [Theory]
    [InlineData("fr-FR", "français")]
    [InlineData("AR", "arabe")]
    [InlineData(null, "langue inconnue")]
    [InlineData("not a tag!", "not a tag!")]
    public void ALanguageTagIsSaidInFrench(string? tag, string words) => Assert.Equal(words, InWords.Language(tag));

    [Fact]
    public void AReferenceIsShortAndSteadyAndGivesNothingAway()
    {
        var reference = Reference.Of("a-long-secret-identifier");

        Assert.Matches("^[0-9A-Z]{2}-[0-9A-Z]{4}$", reference);
        Assert.Equal(reference, Reference.Of("a-long-secret-identifier"));
        Assert.NotEqual(reference, Reference.Of("another"));
    }

    [Theory]
    [InlineData("Europe/Paris", "3:00")]
    [InlineData("America/Cayenne", "28/02 23:00")]
    [InlineData("Nowhere/Here", "3:00")]
    [InlineData(null, "3:00")]
    public void HoursAreThoseOfTheDesk(string? zone, string hours) =>
        Assert.Equal(hours, LocalTime.In(zone).Say(SomeExchange.Now, zone == "America/Cayenne" ? SomeExchange.Now.AddHours(12) : SomeExchange.Now));

    [Theory]
    [InlineData(":root", false)]
    [InlineData("[data-theme=\"dark\"]", true)]
    public void TheStylesheetAndTheThemeHaveTheSameColours(string block, bool dark)
    {
        var css = File.ReadAllText(Path.Combine(HandoffFolder(), "wwwroot", "desk.css"));
        var tokens = css[css.IndexOf(block + " {", StringComparison.Ordinal)..];
        Palette palette = dark ? DeskTheme.Tokens.PaletteDark : DeskTheme.Tokens.PaletteLight;

        Assert.Equal(Token(tokens, "brand"), palette.Primary.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal(Token(tokens, "danger"), palette.Error.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal(Token(tokens, "bg"), palette.Background.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal(Token(tokens, "surface"), palette.Surface.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal(Token(tokens, "ink"), palette.TextPrimary.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal(Token(tokens, "ink-2"), palette.TextSecondary.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal(Token(tokens, "control"), palette.LinesInputs.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
    }

    private static Dictionary<string, string> Texts(string file) => XDocument.Load(Path.Combine(HandoffFolder(), "Desk", file)).Descendants("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Variables(string text) => [.. Regex.Matches(text, @"\{\w+\}").Select(match => match.Value)];

    private static string Token(string css, string name) => Regex.Match(css, $@"--{name}:\s*(#[0-9A-Fa-f]{{6}})").Groups[1].Value;

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(HandoffFolder(), "Desk"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs").Select(File.ReadAllText);

    private static string HandoffFolder()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Handoff", "Handoff.csproj"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new DirectoryNotFoundException("The sources are not above the tests."), "Handoff");
    }

    [GeneratedRegex("Wording\\.Say\\(\"([a-z0-9.]+)\"[,)]")]
    private static partial Regex Said();

    [GeneratedRegex("Wording\\.Count\\(\"([a-z0-9.]+)\"")]
    private static partial Regex Counted();
}
