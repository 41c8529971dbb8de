using BrigadeNumerique.Support.Channels;

namespace BrigadeNumerique.Integration.Channels;

/// <summary>One service an engine with Telegram beside it; every test brings its own citizens.</summary>
public sealed class TelegramServices : IAsyncDisposable
{
    private readonly Dictionary<Engine, (Service Service, TelegramSimulator Telegram)> running = [];
    private readonly SemaphoreSlim gate = new(1, 1);

    public async Task<(Service Service, TelegramSimulator Telegram)> OnAsync(Engine engine)
    {
        await gate.WaitAsync();
        try
        {
            if (!running.TryGetValue(engine, out var pair)) running[engine] = pair = await StartAsync(engine);
            return pair;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A pair of its own, for tests that change it.</summary>
    public static async Task<(Service Service, TelegramSimulator Telegram)> StartAsync(Engine engine, params string[] settings)
    {
        var telegram = await TelegramSimulator.StartAsync();
        var service = await Service.StartAsync(engine, [.. telegram.Settings, .. settings]);
        telegram.Service = service.Address;
        return (service, telegram);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (service, telegram) in running.Values)
        {
            await service.DisposeAsync();
            await telegram.DisposeAsync();
        }

        gate.Dispose();
    }
}
