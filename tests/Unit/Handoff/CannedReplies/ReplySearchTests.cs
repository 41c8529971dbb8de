using BrigadeNumerique.Handoff.CannedReplies;

namespace BrigadeNumerique.Unit.Handoff.CannedReplies;

public sealed class ReplySearchTests
{
    private static readonly IReadOnlyList<CannedReply> All =
    [
        Reply("securite", "Êtes-vous en sécurité là où vous êtes ?"),
        Reply("sortir", "Pouvez-vous sortir sans danger ?"),
        Reply("blesse", "Quelqu’un est-il blessé ? Un cœur qui bat ?"),
        Reply("safe", "Are you safe?", "en"),
    ];

    [Theory]
    [InlineData("secu", "securite")]
    [InlineData("SÉCU", "securite")]
    [InlineData("blesse", "blesse")]
    [InlineData("sans danger", "sortir")]
    [InlineData("danger sans", "sortir")]
    [InlineData("coeur", "blesse")]
    [InlineData("quelqu'un", "blesse")]
    public void AReplyIsFoundByShortcutOrByWordsWhateverTheAccents(string typed, string shortcut) =>
        Assert.Equal(shortcut, ReplySearch.Find(All, typed, null)[0].Shortcut);

    [Fact]
    public void AShortcutGoesBeforeWords()
    {
        IReadOnlyList<CannedReply> all = [Reply("autre", "Une arme est là."), Reply("arme", "Y a-t-il quelque chose ?")];

        Assert.Equal(["arme", "autre"], ReplySearch.Find(all, "arme", null).Select(reply => reply.Shortcut));
    }

    [Fact]
    public void TheCitizensLanguageStandsFirstThenFrench()
    {
        Assert.Equal("safe", ReplySearch.Find(All, "", "en-GB")[0].Shortcut);
        Assert.NotEqual("safe", ReplySearch.Find(All, "", null)[0].Shortcut);
        Assert.NotEqual("safe", ReplySearch.Find(All, "", "ar")[0].Shortcut);
    }

    [Fact]
    public void NothingIsFoundForWhatNobodyWrote() => Assert.Empty(ReplySearch.Find(All, "tracteur", null));

    private static CannedReply Reply(string shortcut, string text, string language = "fr") =>
        new() { Id = shortcut, Shortcut = shortcut, Title = shortcut, Text = text, Language = language, Category = "safety" };
}
