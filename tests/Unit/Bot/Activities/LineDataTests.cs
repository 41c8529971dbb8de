using BrigadeNumerique.Bot.Activities;

namespace BrigadeNumerique.Unit.Bot.Activities;

public sealed class LineDataTests
{
    [Theory]
    [InlineData("payer-une-amende")]
    [InlineData("safe")]
    [InlineData(null)]
    public void WhatALineIsAboutIsFoundInItsTextAsInItsCard(string? about)
    {
        var json = new LineData { Kind = "article", Title = "\"about\":\"not this\"", About = about }.ToJson([Choice.Of("\"about\":\"nor this\"")]);

        Assert.Equal(about, LineData.AboutOf(json));
        Assert.Equal(about, LineData.From(json)!.About);
    }

    [Fact]
    public void ALineWithoutACardIsAboutNothing() => Assert.Null(LineData.AboutOf(null));
}
