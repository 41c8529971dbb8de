using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Desk;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("""{"route":"human","urgency":"urgent","intent":"harassment","signs":[{"words":"me suit","type":"act"}]}""")]
    [InlineData("""{"Route":"human","Urgency":"urgent","Intent":"harassment","Signs":[{"Words":"me suit","Type":"act","Weight":0.4}]}""")]
    public void AnAssessmentIsReadInWhateverCase(string json)
    {
        var finding = Finding.Read(3, SomeExchange.Now, json);

        Assert.NotNull(finding);
        Assert.Equal(("human", "urgent", "harassment"), (finding.Route, finding.Urgency, finding.Intent));
        Assert.Equal(new Sign("me suit", "act"), Assert.Single(finding.Signs));
    }

    [Theory]
    [InlineData("""{"route":3,"urgency":null,"signs":"x"}""")]
    [InlineData("""{"signs":[1,null,{"type":"act"},{"words":""}]}""")]
    [InlineData("{}")]
    public void AStrangeAssessmentSaysNothing(string json)
    {
        var finding = Finding.Read(3, SomeExchange.Now, json);

        Assert.NotNull(finding);
        Assert.Null(finding.Route);
        Assert.Empty(finding.Signs);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    public void WhatIsNoAssessmentIsNone(string json) => Assert.Null(Finding.Read(3, SomeExchange.Now, json));

    [Fact]
    public void ALineShowsItsArticleAndItsChoices()
    {
        var line = Spoken.From(Line(Author.Bot, "Voici la fiche.", data:
            """{"channelData":{"kind":"answer","article":{"title":"Porter plainte","href":"/aide/plainte"}},"suggestedActions":{"actions":[{"title":"Oui","value":"oui"},{"title":"Non","value":"non"}]}}"""));

        Assert.NotNull(line);
        Assert.Equal(new GivenArticle("Porter plainte", "/aide/plainte"), line.Article);
        Assert.Equal(["Oui", "Non"], line.Choices);
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    [InlineData("javascript:alert(1)")]
    public void OnlyAPathOfOursBecomesALink(string href)
    {
        var line = Spoken.From(Line(Author.Bot, "Voici.", data: System.Text.Json.JsonSerializer.Serialize(new { channelData = new { article = new { title = "Titre", href } } })));

        Assert.Equal(new GivenArticle("Titre", null), line?.Article);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("""{"channelData":7,"suggestedActions":{"actions":{}}}""")]
    public void ALineWithStrangeDataShowsItsWords(string data)
    {
        var line = Spoken.From(Line(Author.Citizen, "bonjour", data: data));

        Assert.Equal("bonjour", line?.Text);
        Assert.Empty(line!.Choices);
    }

    [Fact]
    public void TheHourInALineOfTheServiceIsLeftToTheDesksOwn()
    {
        Assert.Equal("Adjudante Camille a quitté l’échange.", Spoken.From(Line(Author.System, "14:03 · Adjudante Camille a quitté l’échange."))?.Text);
        Assert.Equal("14:03 · je l’ai vu partir", Spoken.From(Line(Author.Citizen, "14:03 · je l’ai vu partir"))?.Text);
    }

    [Fact]
    public void TheCitizensWordsAreLeftAsTheyAre()
    {
        var line = Spoken.From(Line(Author.Citizen, "  **non** <b>x</b>\n "));

        Assert.Equal("  **non** <b>x</b>\n ", line?.Text);
    }

    [Fact]
    public void AChangeOfHandsIsSaidInWords()
    {
        var conversation = new Conversation("c", "directline", "v", "fr-FR", SomeExchange.Now);
        conversation.RequestHandoff(HandoffReason.Sensitive, Priority.Sensitive, "harassment", "il me suit", SomeExchange.Now);

        var line = Spoken.From(conversation.Added[^1]);

        Assert.Equal(Voice.Internal, line?.Voice);
        Assert.Contains("sujet sensible", line?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MarksThatTouchBecomeOneAndNoLetterIsLost()
    {
        var pieces = MarkedText.Split("Il ME frappe, il me frappe fort", ["me frappe", "frappe, il", "absent", " "]);

        Assert.Equal([("Il ", false), ("ME frappe, il", true), (" me frappe fort", false)], pieces);
    }

    private static Message Line(Author author, string text, string? data = null) =>
        new() { ConversationId = "c", Sequence = 1, At = SomeExchange.Now, Author = author, Kind = LineKind.Text, Text = text, Data = data };
}
