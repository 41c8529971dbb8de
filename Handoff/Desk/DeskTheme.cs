using MudBlazor;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>The tokens of <c>desk.css</c> as MudBlazor wants them; a test holds both to the same values.</summary>
internal static class DeskTheme
{
    private const string Font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

    public static readonly MudTheme Tokens = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0F5663",
            PrimaryContrastText = "#FFFFFF",
            Error = "#B3212B",
            ErrorContrastText = "#FFFFFF",
            Warning = "#7F4B00",
            Success = "#1B6A44",
            Background = "#F6F4EF",
            Surface = "#FFFFFF",
            TextPrimary = "#18242E",
            TextSecondary = "#4A5661",
            ActionDefault = "#4A5661",
            LinesInputs = "#76736A",
            LinesDefault = "#D8D3C7",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#84CBD6",
            PrimaryContrastText = "#06262D",
            Error = "#C9363C",
            ErrorContrastText = "#FFFFFF",
            Warning = "#F2C069",
            Success = "#7FD1A4",
            Background = "#0F161B",
            Surface = "#172027",
            TextPrimary = "#E8ECEE",
            TextSecondary = "#B1BCC4",
            ActionDefault = "#B1BCC4",
            LinesInputs = "#7F8D97",
            LinesDefault = "#2E3B45",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = [Font], FontSize = ".9375rem", LineHeight = "1.4", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = [Font], FontSize = ".8125rem", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "normal", TextTransform = "none" },
        },
    };
}
