using System.Collections.Concurrent;
using BrigadeNumerique.Bot.Triage;
using Npgsql;

namespace BrigadeNumerique.Support;

/// <summary>
/// Migrating, sowing 150 articles, learning them and making accounts takes seconds, and some hundred services are started: it is done once a run,
/// engine and set of accounts, and every service under test begins with a copy of a first start that was stopped.
/// </summary>
internal static class Beginning
{
    private const string Index = "index";

    private static readonly ConcurrentDictionary<(Engine Engine, string Accounts), Lazy<Task<(Database Database, DirectoryInfo Folder)>>> Kept = new();

    /// <summary>A copy of its own.</summary>
    /// <param name="engine">Where the record is kept.</param>
    /// <param name="settings">Those of the service: other accounts than the usual ones are made on a first start only.</param>
    public static async Task<(Database Database, DirectoryInfo Folder)> CopyAsync(Engine engine, IEnumerable<string> settings)
    {
        string[] accounts = [.. settings.Where(setting => setting.StartsWith("Accounts:", StringComparison.Ordinal))];
        var (like, first) = await Kept.GetOrAdd((engine, string.Join('\n', accounts)), made => new(() => MakeAsync(made.Engine, accounts))).Value;
        var folder = Directory.CreateTempSubdirectory("brigade-test-");
        Copy(first, folder);
        return (await Database.CreateAsync(engine, like), folder);
    }

    /// <summary>An empty database, and what was learnt from what will be sown into it.</summary>
    public static async Task<(Database Database, DirectoryInfo Folder)> LearntAsync(Engine engine)
    {
        var (_, first) = await Kept.GetOrAdd((engine, ""), made => new(() => MakeAsync(made.Engine, []))).Value;
        var (database, folder) = await EmptyAsync(engine);
        Copy(new DirectoryInfo(Path.Combine(first.FullName, Index)), folder.CreateSubdirectory(Index));
        return (database, folder);
    }

    /// <summary>Nothing but a model that has been learnt.</summary>
    private static async Task<(Database Database, DirectoryInfo Folder)> EmptyAsync(Engine engine)
    {
        var folder = Directory.CreateTempSubdirectory("brigade-test-");
        TrainedModel.CopyInto(folder.FullName);
        return (await Database.CreateAsync(engine), folder);
    }

    private static async Task<(Database, DirectoryInfo)> MakeAsync(Engine engine, string[] accounts)
    {
        var (database, folder) = accounts.Length == 0 ? await EmptyAsync(engine) : await LearntAsync(engine);
        await (await Service.StartAsync(database, folder, accounts)).StopAsync();

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
