using BrigadeNumerique.Handoff.CannedReplies;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Writing;
using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>Automatic drafts for the operators' desk.</summary>
internal sealed class DeskDrafts(StaffDrafter drafter, HelpSearch search, CannedReplyBook replies) : IDeskDrafts
{
    /// <summary>The articles and the ready-made replies that a suggestion may be made from.</summary>
    private const int Articles = 3, Canned = 4;

    public bool Offers(DeskDraftKind kind) => drafter.Ready(Use(kind));

    public async Task<IReadOnlyList<DeskDraftPart>> DraftAsync(DeskDraftKind kind, IReadOnlyList<Message> lines, CancellationToken cancellationToken)
    {
        var told = lines.Where(line => line is { Audience: Audience.Everyone, Author: not Author.System, Kind: not "greeting" } && line.Text.Length > 0)
            .Select(line => new NumberedLine(line.Sequence, line.Author switch { Author.Citizen => "Personne", Author.Operator => "Gendarme", _ => "Assistant" }, line.Text)).ToList();
        switch (kind)
        {
            case DeskDraftKind.Summary: return Parts(await drafter.SummaryAsync(told, cancellationToken));
            case DeskDraftKind.Relay: return Parts(await drafter.RelayAsync(told, cancellationToken));
            case DeskDraftKind.Replies:
                var asked = string.Join(' ', lines.Where(line => line is { Author: Author.Citizen, Audience: Audience.Everyone }).TakeLast(2).Select(line => line.Text));
                var given = await PassagesAsync(asked, cancellationToken);
                var drafted = await drafter.RepliesAsync(told, given, cancellationToken);
                return [.. drafted.Select(part => new DeskDraftPart("", part.Text, [], part.Sources.Select(source => given[source - 1]).FirstOrDefault(passage => passage.Revision > 0) is { } article ? "/aide/" + article.Slug : null))];
            default: return [];
        }
    }

    public Task<string?> TranslateAsync(string text, string language, CancellationToken cancellationToken) => drafter.TranslateAsync(text, language, cancellationToken);

    public void Count(DeskDraftKind kind, DeskDraftAct act) => drafter.Count(Use(kind), act switch { DeskDraftAct.Shown => DraftAct.Shown, DeskDraftAct.Used => DraftAct.Used, DeskDraftAct.Edited => DraftAct.Edited, _ => DraftAct.Dismissed });

    private async Task<List<GivenPassage>> PassagesAsync(string asked, CancellationToken cancellationToken)
    {
        var canned = ReplySearch.Find(await replies.AllAsync(cancellationToken), asked, "fr").Where(reply => reply.Language is "fr" && !reply.Text.Contains('{', StringComparison.Ordinal)).Take(Canned);
        return
        [
            .. search.Find(asked, Articles).Passages.Select(passage => new GivenPassage(passage.Slug, passage.Revision, passage.Text)),
            .. canned.Select(reply => new GivenPassage(reply.Shortcut, 0, reply.Text)),
        ];
    }

    private static IReadOnlyList<DeskDraftPart> Parts(IReadOnlyList<DraftedPart>? parts) => [.. (parts ?? []).Select(part => new DeskDraftPart(part.Label, part.Text, part.Sources))];

    private static ModelUse Use(DeskDraftKind kind) => kind switch
    {
        DeskDraftKind.Summary => ModelUse.Summary,
        DeskDraftKind.Replies => ModelUse.Suggestions,
        DeskDraftKind.Relay => ModelUse.RelaySheet,
        _ => ModelUse.DeskTranslation,
    };
}
