using BrigadeNumerique.Handoff.Notes;

namespace BrigadeNumerique.Unit.Handoff.Notes;

public sealed class MentionsTests
{
    private static readonly IReadOnlyList<Nameable> Colleagues = [new("1", "Adjudante Camille"), new("2", "Gendarme Rémi"), new("3", "Major Rémi"), new("4", "Gendarme Éloïse")];

    [Theory]
    [InlineData("@Camille peux-tu regarder ?", "1")]
    [InlineData("vu avec @eloise.", "4")]
    [InlineData("@Gendarme Rémi, et @Major Remi", "2,3")]
    [InlineData("@Camille puis @camille", "1")]
    public void AColleagueIsNamedByFirstNameOrByTheWholeName(string text, string ids) =>
        Assert.Equal(ids.Split(','), Mentions.In(text, Colleagues).Select(colleague => colleague.Id));

    [Theory]
    [InlineData("@Rémi")]
    [InlineData("camille@exemple.fr")]
    [InlineData("@Camilleau")]
    [InlineData("Camille")]
    public void WhoCannotBeToldApartOrIsNotNamedIsNotTold(string text) => Assert.Empty(Mentions.In(text, Colleagues));

    [Fact]
    public void TheListShowsThoseWhoseNameBeginsSo() => Assert.Equal(["2", "3"], Mentions.Beginning("rem", Colleagues).Select(colleague => colleague.Id));
}
