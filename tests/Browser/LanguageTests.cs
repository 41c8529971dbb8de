using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>Words in another language than the page's carry it, and their direction with it.</summary>
public sealed class LanguageTests(Browsers browsers)
{
    [Fact]
    public async Task AnEmergencyInArabicIsReadFromTheRight()
    {
        await using var visitor = await browsers.VisitAsync(390, 1200);
        await visitor.Page.GotoAsync("/");

        await visitor.WritesAsync("النجدة زوجي يضربني الآن ومعه سكين");

        var card = visitor.Page.Locator(".emer");
        await Expect(card).ToHaveAttributeAsync("lang", "ar");
        await Expect(card).ToHaveAttributeAsync("dir", "rtl");
        await Expect(card.Locator("a[href='tel:17']").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".state")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(visitor.Page.Locator("[role=alert]")).ToHaveAttributeAsync("lang", "ar");

        // The title's icon leads, and leads from the right.
        var (icon, title) = (await card.Locator("h2 .ic").BoundingBoxAsync(), await card.Locator("h2").BoundingBoxAsync());
        Assert.True(icon!.X > title!.X + (title.Width / 2));
    }

    [Theory]
    [InlineData("Hello, my bike was stolen and I want to talk to a person", "en", "ltr")]
    [InlineData("مرحبا، أريد التحدث إلى دركي من فضلكم", "ar", "rtl")]
    public async Task TheAnswerCarriesItsLanguageAndTheCitizensWordsTheirOwnDirection(string words, string language, string direction)
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync("/");

        await visitor.WritesAsync(words);

        await Expect(visitor.Log.Locator($".msg.bot .bub[lang={language}]").First).ToHaveAttributeAsync("dir", direction);
        Assert.Equal(direction, await visitor.Log.Locator(".msg.me .bub").EvaluateAsync<string>("bubble => getComputedStyle(bubble).direction"));
    }
}
