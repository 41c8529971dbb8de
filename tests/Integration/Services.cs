[assembly: AssemblyFixture(typeof(BrigadeNumerique.Integration.Services))]

namespace BrigadeNumerique.Integration;

/// <summary>One service an engine for the whole run; every test brings its own citizens.</summary>
public sealed class Services : IAsyncDisposable
{
    private readonly Dictionary<Engine, Task<Service>> running = [];
    private readonly Lock gate = new();

    public Task<Service> OnAsync(Engine engine)
    {
        lock (gate)
        {
            if (!running.TryGetValue(engine, out var service)) running[engine] = service = Service.StartAsync(engine);
            return service;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in running.Values) await (await service).DisposeAsync();
    }
}
