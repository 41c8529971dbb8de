using BrigadeNumerique.Handoff.Desk.Exchanges;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>Which conversations the lists show: the filter that this operator keeps, and what a search found.</summary>
public sealed partial class DeskPage
{
    private QueueFilter filter = QueueFilter.All;
    private IReadOnlyList<ExchangeItem>? found;

    private int Hidden => standing is { } all ? all.Waiting.Count - Filtered(all).Count : 0;

    private IReadOnlyList<ExchangeItem> Filtered(Standing all) => filter == QueueFilter.All ? all.Waiting : [.. all.Waiting.Where(item => filter.Shows(item, all.Viewer))];

    private async Task FilterAsync(string? key)
    {
        filter = key is { Length: > 0 } ? new QueueFilter(key) : QueueFilter.All;
        if (standing is { } all) waiting.Update(Filtered(all), hold: false);
        await DoAsync(async () =>
        {
            await Operators.KeepFiltersAsync(me.Id, filter.Key, closing.Token);
            return true;
        });
    }

    private async Task SearchAsync(string words) =>
        found = words.Trim().Length < 2 || standing is not { } all ? null : await DoAsync(() => Reads.SearchAsync(words, all, closing.Token));
}
