using BrigadeNumerique.KnowledgeBase.HelpCenter;

namespace BrigadeNumerique.Unit.KnowledgeBase.HelpCenter;

public sealed class CallNumbersTests
{
    [Theory]
    [InlineData("Appelez le 17.", "tel:17")]
    [InlineData("Envoyez un SMS au 114.", "sms:114")]
    [InlineData("Appelez le 3919, c’est gratuit.", "tel:3919")]
    [InlineData("France Victimes répond au 116 006.", "tel:116006")]
    [InlineData("Transférez le SMS au 33700.", "sms:33700")]
    [InlineData("Appelez le 0 892 705 705.", "tel:0892705705")]
    [InlineData("Le 08 019 019 11 est payant.", "tel:0801901911")]
    public void ANumberThatIsCalledIsALink(string sentence, string address) =>
        Assert.Contains($"href=\"{address}\"", CallNumbers.Sentence(sentence).Value, StringComparison.Ordinal);

    [Theory]
    [InlineData("C’est interdit avant 18 ans.")]
    [InlineData("Depuis le 17 avril 2024, c’est en essai.")]
    [InlineData("Payez avant le 15 du mois.")]
    [InlineData("Du lundi au 18 juin.")]
    [InlineData("Vous avez 15 jours, puis 112 euros à payer.")]
    [InlineData("L’amende est de 3 114 €, au plus 15 000 €.")]
    [InlineData("La loi de 2019 date du siècle dernier.")]
    [InlineData("Le site 3977.fr, allo119.gouv.fr et 17Cyber.")]
    [InlineData("Le canal 16 de la radio.")]
    [InlineData("Article 114 du code.")]
    public void AYearAnAgeADateAndAnAmountAreNone(string sentence) =>
        Assert.DoesNotContain("<a", CallNumbers.Sentence(sentence).Value, StringComparison.Ordinal);

    [Fact]
    public void WhatIsALinkAlreadyOrAnAddressStaysAsItIs()
    {
        const string Html = "<p><a href=\"https://example.fr/le 17\">appelez le 17</a> puis le <strong>17</strong></p>";

        var linked = CallNumbers.Link(Html);

        Assert.Contains("<a href=\"https://example.fr/le 17\">appelez le 17</a>", linked, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:17\" aria-label=\"Appeler le 17, police et gendarmerie\"><strong>17</strong></a>", linked, StringComparison.Ordinal);
    }

    [Fact]
    public void MarkupInASentenceIsText() => Assert.Equal("&lt;b&gt; &amp; rien", CallNumbers.Sentence("<b> & rien").Value);
}
