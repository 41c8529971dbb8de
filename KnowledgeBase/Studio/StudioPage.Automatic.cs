using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>What a language model proposes to editors: words of a draft, which goes through review like any other.</summary>
public sealed partial class StudioPage
{
    private IReadOnlyList<string> proposed = [];
    private bool proposing;

    private Task ProposeVariantsAsync() => ProposeAsync(async () =>
    {
        if (open is not { } read) return;
        proposed = await Automatic.VariantsAsync($"{content.Question}\n{content.Short}\n{content.Body}", content.Variants, closing.Token);
        if (proposed.Count > 0) Automatic.Count(ModelUse.Variants, DraftAct.Shown);
        else if (ReferenceEquals(read, open)) notice = Wording.Say("proposed.none");
    });

    private async Task AddProposedAsync(string line)
    {
        Automatic.Count(ModelUse.Variants, DraftAct.Used);
        proposed = [.. proposed.Where(other => other != line)];
        Write(content.WithVariant(line));
        (initial, reading) = (content, reading + 1);
        await SaveAsync();
    }

    private void DropProposed(string line)
    {
        Automatic.Count(ModelUse.Variants, DraftAct.Dismissed);
        proposed = [.. proposed.Where(other => other != line)];
    }

    private Task ProposeEasyAsync() => ProposeAsync(async () =>
    {
        if (open is null || ReadOnly) return;
        if (await Automatic.EasyAsync($"{content.Short}\n\n{content.Body}", closing.Token) is not { } easy)
        {
            notice = Wording.Say("proposed.none");
            return;
        }

        // Behind what is there: nothing that an editor wrote is replaced.
        Automatic.Count(ModelUse.EasyArticle, DraftAct.Shown);
        Write(content with { Easy = string.IsNullOrWhiteSpace(content.Easy) ? easy : content.Easy.TrimEnd() + "\n\n" + easy });
        (initial, reading) = (content, reading + 1);
        notice = Wording.Say("proposed.easy.done");
        await SaveAsync();
    });

    private async Task ProposeAsync(Func<Task> act)
    {
        if (proposing) return;
        proposing = true;
        StateHasChanged();
        await TryAsync(act);
        proposing = false;
    }
}
