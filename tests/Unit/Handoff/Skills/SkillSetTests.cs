using BrigadeNumerique.Handoff.Skills;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Skills;

public sealed class SkillSetTests
{
    [Theory]
    [InlineData("Violence, EN ,minors", "lang:en,minors,violence")]
    [InlineData("violence,violence", "violence")]
    [InlineData("something else, 12", "")]
    [InlineData("", "")]
    public void AListIsReadAsAPersonWritesIt(string list, string skills) => Assert.Equal(skills, SkillSet.Read(list).ToString());

    [Fact]
    public void WhatWasWrittenIsReadBack() => Assert.Equal(new SkillSet(["violence", Skill.Speaks("gcf")]), SkillSet.Read(new SkillSet([Skill.Speaks("gcf"), "violence"]).ToString()));

    [Theory]
    [InlineData("domestic-violence", "fr-FR", null, "violence")]
    [InlineData("emer.sea.pacific", null, null, "overseas")]
    [InlineData(null, "en-US", null, "lang:en")]
    [InlineData("domestic-violence", "en", "minors", "lang:en,minors")]
    [InlineData("traffic-fine", "fr", null, "")]
    public void TheTopicTheLanguageAndTheWishOfAColleagueSayWhatIsNeeded(string? topic, string? language, string? wanted, string needs) =>
        Assert.Equal(needs, Needs.Of(topic, language, wanted).ToString());
}
