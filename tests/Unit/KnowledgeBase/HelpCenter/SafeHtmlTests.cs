using BrigadeNumerique.KnowledgeBase.HelpCenter;

namespace BrigadeNumerique.Unit.KnowledgeBase.HelpCenter;

public sealed class SafeHtmlTests
{
    [Theory]
    [InlineData("Avant.\n\n<script>alert(1)</script>\n\nAprès.", "<script>")]
    [InlineData("Avant <iframe src=\"https://exemple.fr\"></iframe> Après.", "<iframe>")]
    [InlineData("Avant <a href=\"https://exemple.fr\" onclick=\"x()\">ici</a> Après.", "onclick")]
    [InlineData("Avant <a href=\"javascript:x()\">ici</a> Après.", "javascript:x()")]
    [InlineData("Avant <img src=x onerror=alert(1)> Après.", "<img>")]
    [InlineData("Avant\n\n<style>body{display:none}</style>\n\nAprès.", "<style>")]
    [InlineData("Avant <span style=\"position:fixed\">là</span> Après.", "style")]
    [InlineData("Avant <form action=\"https://exemple.fr\"><input name=x></form> Après.", "<form>")]
    public void WhatActsLoadsOrFramesIsTakenOutAndTheEditorIsTold(string markdown, string removed)
    {
        var html = FrenchText.Html(markdown).Value;

        Assert.Contains(removed, FrenchText.Removed(markdown));
        Assert.DoesNotContain("alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain(removed.Trim('<', '>'), html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Avant", html, StringComparison.Ordinal);
        Assert.Contains("Après.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOrdinaryArticleStaysAsItIs()
    {
        const string Words = "## Ce que vous faites\n\n1. **Appelez** le **17** ou le 0 892 705 705.\n2. Lisez [la fiche](/aide/vol-velo), « 3 < 4 ».\n";

        Assert.Empty(FrenchText.Removed(Words));
        var html = FrenchText.Html(Words).Value;
        Assert.StartsWith("<h2>Ce que vous faites</h2>\n<ol>\n<li><strong>Appelez</strong> le <a ", html, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:17\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:0892705705\"", html, StringComparison.Ordinal);
        Assert.EndsWith("<li>Lisez <a href=\"/aide/vol-velo\">la fiche</a>, « 3 &lt; 4 ».</li>\n</ol>\n", html, StringComparison.Ordinal);
    }
}
