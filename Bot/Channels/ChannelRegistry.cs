using System.Collections.Frozen;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>The channels that are on.</summary>
internal sealed class ChannelRegistry(IEnumerable<IPushChannel> channels)
{
    private readonly FrozenDictionary<string, IPushChannel> known = channels.ToFrozenDictionary(channel => channel.Name, StringComparer.Ordinal);

    public IReadOnlyList<IPushChannel> All => [.. known.Values.OrderBy(channel => channel.Title, StringComparer.Ordinal)];

    /// <summary>The channel of this name, or null where it is off.</summary>
    public IPushChannel? Find(string name) => known.GetValueOrDefault(name);
}
