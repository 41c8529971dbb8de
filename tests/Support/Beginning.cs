using System.Collections.Concurrent;
using BrigadeNumerique.Bot.Triage;
using Npgsql;

namespace BrigadeNumerique.Support;

/// <summary>
/// Migrating, sowing 150 articles and four accounts takes seconds, and some seventy services are started: it is done once a run and engine, and
/// every service under test begins with a copy of a first start that was stopped.
/// </summary>
internal static class Beginning
{
    private static readonly ConcurrentDictionary<Engine, Lazy<Task<(Database Database, DirectoryInfo Folder)>>> Kept = new();

    /// <summary>A copy of its own.</summary>
    public static async Task<(Database Database, DirectoryInfo Folder)> CopyAsync(Engine engine)
    {
        var (like, first) = await Kept.GetOrAdd(engine, made => new(() => MakeAsync(made))).Value;
        var folder = Directory.CreateTempSubdirectory("brigade-test-");
        Copy(first, folder);
        return (await Database.CreateAsync(engine, like), folder);
    }

    /// <summary>Nothing but a model that has been learnt.</summary>
    public static async Task<(Database Database, DirectoryInfo Folder)> EmptyAsync(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("brigade-test-");
        TrainedModel.CopyInto(folder.FullName);
        return (await Database.CreateAsync(engine), folder);
    }

    private static async Task<(Database, DirectoryInfo)> MakeAsync(Engine engine)
    {
        var (database, folder) = await EmptyAsync(engine);
        await (await Service.StartAsync(database, folder)).StopAsync();

        // PostgreSQL copies only what nobody is connected to.
        NpgsqlConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            folder.Delete(recursive: true);
            database.DisposeAsync().AsTask().Wait();
        };
        return (database, folder);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var inner in from.EnumerateDirectories()) Copy(inner, to.CreateSubdirectory(inner.Name));
    }
}

/// <summary>Learning takes seconds: it is done once a machine, and every service under test gets a copy, which is named after its data.</summary>
internal static class TrainedModel
{
    private static readonly Lazy<string> Kept = new(() =>
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "brigade-test-models")).FullName;
        TriageModel.LoadOrTrain(folder);
        return Path.Combine(folder, TriageModel.CurrentVersion + ".model");
    });

    public static void CopyInto(string folder) => File.Copy(Kept.Value, Path.Combine(folder, Path.GetFileName(Kept.Value)));
}
