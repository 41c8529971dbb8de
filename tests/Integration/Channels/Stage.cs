using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Support.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(BrigadeNumerique.Integration.Channels.Stages))]

namespace BrigadeNumerique.Integration.Channels;

/// <summary>One service an engine with Messenger, WhatsApp and Azure Bot Service, each played by its simulator; every test brings its own citizens.</summary>
public sealed class Stages : IAsyncDisposable
{
    private readonly Dictionary<Engine, Task<Stage>> running = [];
    private readonly Lock gate = new();

    public Task<Stage> OnAsync(Engine engine)
    {
        lock (gate)
        {
            if (!running.TryGetValue(engine, out var stage)) running[engine] = stage = Stage.StartAsync(engine);
            return stage;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in running.Values) await (await stage).DisposeAsync();
    }
}

/// <summary>A service and the providers around it.</summary>
public sealed class Stage : IAsyncDisposable
{
    private Stage(Service service, MessengerSimulator messenger, WhatsAppSimulator whatsApp, BotServiceSimulator azure) => (Service, Messenger, WhatsApp, Azure) = (service, messenger, whatsApp, azure);

    public Service Service { get; }

    public MessengerSimulator Messenger { get; }

    public WhatsAppSimulator WhatsApp { get; }

    public BotServiceSimulator Azure { get; }

    public HttpClient Http => Service.Http;

    public static async Task<Stage> StartAsync(Engine engine, params string[] settings)
    {
        var (messenger, whatsApp, azure) = (await MessengerSimulator.StartAsync(), await WhatsAppSimulator.StartAsync(), await BotServiceSimulator.StartAsync());
        var service = await Service.StartAsync(engine, [
            .. messenger.Settings, .. whatsApp.Settings, .. azure.Settings,
            "Channels:FirstPauseMilliseconds=50", "Channels:TimeoutSeconds=3", "DirectLine:PublicAddress=https://chat.exemple.fr", .. settings]);
        return new Stage(service, messenger, whatsApp, azure);
    }

    /// <summary>A citizen's conversation, once there is one.</summary>
    public async Task<string> ConversationAsync(string channel, string userId)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await FindAsync(channel, userId) is { ConversationId: { } conversation } && await Service.Transcript.FindAsync(conversation, CancellationToken.None) is not null) return conversation;
            await Task.Delay(25);
        }

        throw new TimeoutException($"No conversation of {userId} on {channel}.");
    }

    public async Task<ChannelUser?> FindAsync(string channel, string userId)
    {
        var key = Service.Services.GetRequiredService<ChannelSecrets>().Key(channel, userId);
        await using var db = await ChannelsAsync();
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Channel == channel && user.UserKey == key);
    }

    public Task<IReadOnlyList<Message>> LinesAsync(string conversation) => Service.Transcript.ReadAsync(conversation, 0, 1000, CancellationToken.None);

    public async Task<IReadOnlyList<string>> CitizensWordsAsync(string conversation) => [.. (await LinesAsync(conversation)).Where(line => line.Author is Author.Citizen).Select(line => line.Text)];

    /// <summary>Waits until so many lines of the citizen are recorded.</summary>
    public async Task<IReadOnlyList<string>> AwaitsWordsAsync(string conversation, int count)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await CitizensWordsAsync(conversation) is { } words && words.Count >= count) return words;
            await Task.Delay(25);
        }

        throw new TimeoutException($"Fewer than {count} lines: {string.Join(" | ", await CitizensWordsAsync(conversation))}");
    }

    /// <summary>An operator takes the conversation.</summary>
    public async Task<string> TakesAsync(string conversation, string operatorId)
    {
        await Service.OpenDeskAsync(operatorId, "Adjudante Camille");
        Assert.IsType<Handoff.Queue.Acceptance.Taken>(await Service.Desk.TakeAsync(conversation, operatorId, "Adjudante Camille", CancellationToken.None));
        return operatorId;
    }

    /// <summary>An operator takes the conversation of a citizen who asked for one; what the service itself had to say is said then.</summary>
    public async Task<string> HoldsAsync(string channel, string userId, string operatorId)
    {
        var conversation = await ConversationAsync(channel, userId);
        for (var attempt = 0; attempt < 400 && (await Service.Transcript.FindAsync(conversation, CancellationToken.None))!.Custody is not Handoff.Conversations.Custody.Queued; attempt++) await Task.Delay(25);
        await TakesAsync(conversation, operatorId);
        for (var attempt = 0; attempt < 400 && await PendingAsync(conversation); attempt++) await Task.Delay(25);
        return conversation;
    }

    public async Task<int> WritesAsync(string conversation, string operatorId, string text) => (await Service.Desk.WriteAsync(conversation, operatorId, text, Guid.NewGuid().ToString("N"), CancellationToken.None))!.Value;

    /// <summary>Waits until the last part of a line is in a state.</summary>
    public async Task<ChannelDelivery> AwaitsAsync(string conversation, int sequence, DeliveryState state)
    {
        ChannelDelivery? last = null;
        for (var attempt = 0; attempt < 600; attempt++)
        {
            await using (var db = await ChannelsAsync())
            {
                last = await db.Deliveries.AsNoTracking().Where(row => row.ConversationId == conversation && row.Sequence == sequence).OrderByDescending(row => row.Part).FirstOrDefaultAsync();
            }

            if (last?.State == state) return last;
            await Task.Delay(25);
        }

        throw new TimeoutException($"Line {sequence} is {last?.State} ({last?.ErrorCode} {last?.Error}), not {state}.");
    }

    /// <summary>Something is still to be sent.</summary>
    public async Task<bool> PendingAsync(string conversation)
    {
        await using var db = await ChannelsAsync();
        var user = await db.Users.AsNoTracking().SingleAsync(user => user.ConversationId == conversation);
        return user.Cursor < (await Service.Transcript.FindAsync(conversation, CancellationToken.None))!.LastSequence
            || await db.Deliveries.AnyAsync(row => row.ConversationId == conversation && (row.State == DeliveryState.Pending || row.State == DeliveryState.Sending));
    }

    /// <summary>The citizen wrote so long ago; the record believes it.</summary>
    public async Task SilentForAsync(string conversation, TimeSpan silence)
    {
        var then = DateTimeOffset.UtcNow - silence;
        await using (var db = await ChannelsAsync()) await db.Users.Where(user => user.ConversationId == conversation).ExecuteUpdateAsync(set => set.SetProperty(user => user.LastInboundAt, then));
        await using (var db = await Service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>().CreateDbContextAsync()) await db.Conversations.Where(row => row.Id == conversation).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastCitizenAt, then));
        Service.Transcript.Forget(conversation);
    }

    public long Counted(string channel, string what) => Service.Services.GetRequiredService<ChannelCounters>().Of(channel, Enum.Parse<Counted>(what));

    public async Task<int> ReceiptsAsync(string channel)
    {
        await using var db = await ChannelsAsync();
        return await db.Receipts.CountAsync(receipt => receipt.Channel == channel);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Messenger.DisposeAsync();
        await WhatsApp.DisposeAsync();
        await Azure.DisposeAsync();
    }

    private Task<ChannelsDb> ChannelsAsync() => Service.Services.GetRequiredService<IDbContextFactory<ChannelsDb>>().CreateDbContextAsync();
}
