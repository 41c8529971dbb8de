using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Studio;
using BrigadeNumerique.Unit.KnowledgeBase.Articles;

namespace BrigadeNumerique.Unit.KnowledgeBase.Studio;

public sealed class ChecksTests
{
    private static readonly Topic[] Topics = [new() { Slug = "vol-perte", Title = "Vol", Sentence = "", Order = 1 }];

    private static readonly HashSet<string> Hosts = ["service-public.gouv.fr"], Slugs = ["vol-velo"];

    [Theory]
    [InlineData("https://www.service-public.gouv.fr/particuliers", null)]
    [InlineData("http://www.service-public.gouv.fr/", "link.https")]
    [InlineData("https://exemple.fr/", "link.host")]
    [InlineData("https://", "link.malformed")]
    [InlineData("https://www.service public.gouv.fr/", "link.malformed")]
    [InlineData("service-public.gouv.fr", "link.malformed")]
    public void AnAddressIsLookedAtWithoutTheNetwork(string url, string? remark)
    {
        var content = SomeArticle.Content() with { Links = [new ArticleLink(url, "Là")] };

        var (_, remarks) = Assert.Single(Checks.Links(content, Hosts, Slugs));

        Assert.Equal(remark, remarks.SingleOrDefault()?.Key);
    }

    [Fact]
    public void LinksInTheTextAreLookedAtTooAndOneThatIsListedTwiceIsTold()
    {
        var twice = new ArticleLink("https://service-public.gouv.fr/", "Là");
        var content = SomeArticle.Content("Lisez [la fiche](/aide/vol-velo) et [l’autre](/aide/inconnue).") with { Links = [twice, twice with { Label = "Encore" }] };

        Assert.Equal(
            [("https://service-public.gouv.fr/", "link.twice"), ("/aide/vol-velo", null), ("/aide/inconnue", "link.article")],
            Checks.Links(content, Hosts, Slugs).Select(link => (link.Url, link.Remarks.SingleOrDefault()?.Key)));
    }

    [Fact]
    public void WhatIsMissingIsSaidBeforeAnybodyReads()
    {
        var content = SomeArticle.Content();
        var today = content.ValidUntil;

        Assert.Empty(Checks.Missing(content, Topics, today));
        Assert.Equal(
            ["missing.question", "missing.short", "missing.body", "missing.source", "missing.theme", "missing.validuntil", "missing.link"],
            Checks.Missing(content with { Question = " ", Short = "", Body = "", Source = "", Theme = "autre", Links = [new ArticleLink("http://exemple.fr", "Là")] }, Topics, today.AddDays(1)).Select(remark => remark.Key));
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("Appelez le **17**. Attendez dehors.", 5, 3)]
    [InlineData("## Et maintenant\n\n1. Faites opposition.\n2. Portez [plainte](https://exemple.fr/une/adresse) en brigade.", 8, 3)]
    [InlineData("Est-ce payant\u202F? Non.", 3, 2)]
    public void WordsAndSentencesAreCountedWithoutTheSigns(string markdown, int words, int perSentence) =>
        Assert.Equal(new Measure(words, perSentence), Checks.Length(markdown));

    [Theory]
    [InlineData("Où acheter une sonnette de vélo\u202F?", "ou-acheter-une-sonnette-de-velo")]
    [InlineData("  L’été, ça brûle !  ", "l-ete-ca-brule")]
    [InlineData("…", "")]
    public void AnAddressIsMadeOfATitle(string title, string slug)
    {
        Assert.Equal(slug, StudioSlug.From(title));
        Assert.Equal(slug.Length > 0, StudioSlug.IsSlug(slug));
    }

    [Theory]
    [InlineData("../etc")]
    [InlineData("Vol")]
    [InlineData("-vol")]
    [InlineData("vol velo")]
    public void WhatIsNoAddressIsRefused(string slug) => Assert.False(StudioSlug.IsSlug(slug));
}
