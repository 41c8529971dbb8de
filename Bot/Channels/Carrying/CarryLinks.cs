using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Bot.Channels.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Carrying;

/// <summary>Links that carry a conversation over to the service's own page, once each. Only the hash of a code is kept; the newest of a user is the one that opens.</summary>
internal sealed class CarryLinks(ChannelRecord record, IDbContextFactory<ChannelsDb> databases, LineRenderer renderer, IOptions<ChannelOptions> options, TimeProvider clock)
{
    private const int Bytes = 24;

    /// <summary>An address as long as any link, for measuring.</summary>
    public static string Sample(string address) => Link(address, new string('x', Bytes / 3 * 4));

    /// <summary>Makes a link for a user; earlier ones open nothing more.</summary>
    public async Task<string> MakeAsync(ChannelUser user, string conversation, CancellationToken cancellationToken)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var expires = clock.GetUtcNow() + options.Value.LinkLifetime;
        await record.WriteAsync(async db =>
        {
            await db.CarryCodes.Where(known => known.UserId == user.Id && known.UsedAt == null).ExecuteDeleteAsync();
            db.CarryCodes.Add(new CarryCode { Hash = Hash(code), UserId = user.Id, ConversationId = conversation, ExpiresAt = expires });
            return true;
        }, cancellationToken);
        return Link(renderer.Address, code);
    }

    /// <summary>Whether a code would open; nothing is used up: previews of messengers look too.</summary>
    public async Task<bool> OpensAsync(string code, CancellationToken cancellationToken)
    {
        var (hash, now) = (Hash(code), clock.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.CarryCodes.AnyAsync(known => known.Hash == hash && known.UsedAt == null && known.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Uses a code.</summary>
    /// <returns>Whose it was, or null where it opens nothing (any more).</returns>
    public async Task<CarryCode?> UseAsync(string code, CancellationToken cancellationToken)
    {
        var (hash, now) = (Hash(code), clock.GetUtcNow());
        return await record.WriteAsync(async db =>
        {
            var won = await db.CarryCodes.Where(known => known.Hash == hash && known.UsedAt == null && known.ExpiresAt > now).ExecuteUpdateAsync(set => set.SetProperty(known => known.UsedAt, now));
            return won == 1 ? await db.CarryCodes.AsNoTracking().SingleAsync(known => known.Hash == hash) : null;
        }, cancellationToken);
    }

    private static string Link(string address, string code) => $"{address}/suite/{code}";

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
