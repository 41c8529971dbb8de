using BrigadeNumerique.Bot.Asked;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Unit.Bot.Asked;

public sealed class AskedWordsTests
{
    private static readonly Lazy<AskedWords> Learnt = new(() =>
    {
        var engine = new TriageEngine(Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "brigade-test-models")).FullName);
        engine.Warm();
        return new AskedWords(engine);
    });

    private static AskedWords Words => Learnt.Value;

    [Theory]
    [InlineData("Bonjour, je m'appelle Zébulon Kerdoncuff et je veux changer ma carte grise", "Zébulon", "Kerdoncuff")]
    [InlineData("changer ma carte grise de AB-123-CD", "123")]
    [InlineData("ma carte grise, écrivez à zoe.martin@exemple.fr", "zoe", "exemple")]
    [InlineData("ma carte grise, rappelez le 06.12.34.56.78", "12.34")]
    [InlineData("refaire ma carte grise, j'habite 12 rue des Lilas", "Lilas")]
    public void WhatTellsWhoWroteIsTakenOutAndTheQuestionStays(string words, params string[] traces)
    {
        var kept = Words.Keep(words);

        Assert.Contains("carte grise", kept, StringComparison.Ordinal);
        Assert.All(traces, trace => Assert.DoesNotContain(trace, kept, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("au secours il est dans la maison avec un couteau")]
    [InlineData("mon mari me frappait souvent l'année dernière")]
    [InlineData("j'ai envie de mourir")]
    [InlineData("mon beau-père me touche quand maman dort")]
    [InlineData("on m'a violée à une fête")]
    public void NothingIsKeptOfDangerNorOfASensitiveSubject(string words) => Assert.Null(Words.Keep(words));

    [Theory]
    [InlineData("prelevement netflix pas moi")]
    [InlineData("comment on fait pour un drone au dessus d'un champ")]
    public void AnOrdinaryQuestionIsKeptAsItIs(string words) => Assert.Equal(words, Words.Keep(words));

    [Fact]
    public void TenThousandWordsAndHalfACharacterAreNoFault() => Assert.Null(Record.Exception(() => Words.Keep(string.Concat(Enumerable.Repeat("carte grise ", 10_000)) + "\ud83d")));
}
