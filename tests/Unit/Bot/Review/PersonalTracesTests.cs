using BrigadeNumerique.Bot.Review;

namespace BrigadeNumerique.Unit.Bot.Review;

public sealed class PersonalTracesTests
{
    [Theory]
    [InlineData("rappelez moi au 06 12 34 56 78", "phone", "06 12 34 56 78")]
    [InlineData("mon num 0612345678 svp", "phone", "0612345678")]
    [InlineData("+33 6.12.34.56.78", "phone", "+33 6.12.34.56.78")]
    [InlineData("c'est le 0033-6-12-34-56-78", "phone", "0033-6-12-34-56-78")]
    [InlineData("écrivez à lea.martin@exemple.fr", "email", "lea.martin@exemple.fr")]
    [InlineData("lea arobase exemple.fr", "email", "lea arobase exemple.fr")]
    [InlineData("une clio AB-123-CD grise", "plate", "AB-123-CD")]
    [InlineData("immatriculé ab123cd", "plate", "ab123cd")]
    [InlineData("vieille R5 1234 XY 75", "plate", "1234 XY 75")]
    [InlineData("je m'appelle léa martin", "name", "je m'appelle léa")]
    [InlineData("Je m’appelle Léa Martin et j’ai peur", "name", "Je m’appelle Léa Martin")]
    [InlineData("jmappelle kevin", "name", "jmappelle kevin")]
    [InlineData("mon nom est Durand", "name", "mon nom est Durand")]
    [InlineData("c'est monsieur Le Goff mon voisin", "name", "monsieur Le Goff")]
    [InlineData("j'habite 12 bis rue des Lilas, à Rennes", "address", "12 bis rue des Lilas")]
    [InlineData("au 3 avenue Foch", "address", "3 avenue Foch")]
    [InlineData("35700 Rennes", "address", "35700 Rennes")]
    public void WhatMayNameSomebodyIsFound(string text, string kind, string words) =>
        Assert.Contains(new PersonalTrace(kind, words), PersonalTraces.In(text));

    [Theory]
    [InlineData("j'ai appelé le 17, le 3919 et le 116 006")]
    [InlineData("il est 22h30 et ça dure depuis 2019")]
    [InlineData("bonjour monsieur, je suis au 3e étage")]
    [InlineData("j'ai 2500 euros de dégâts et 3 enfants")]
    [InlineData("moi c'est pareil")]
    [InlineData("la route est bloquée")]
    public void OrdinaryWordsAreLeftAlone(string text) => Assert.Empty(PersonalTraces.In(text));

    [Fact]
    public void ALongTextIsReadInBoundedTime()
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        PersonalTraces.In(string.Concat(Enumerable.Repeat("1 2 a.b-c 12 rue ", 20_000)));

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }
}
