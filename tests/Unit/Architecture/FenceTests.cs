using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace BrigadeNumerique.Unit.Architecture;

/// <summary>The fences that the compiler cannot hold.</summary>
public sealed class FenceTests
{
    private const string Bot = "BrigadeNumerique.Bot", Knowledge = "BrigadeNumerique.KnowledgeBase", Handoff = "BrigadeNumerique.Handoff";

    private static readonly string[] Engines = ["Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.Data.Sqlite", "Npgsql", "SQLitePCL"];

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Product = new(() => new ArchLoader()
        .LoadAssemblies(typeof(BrigadeNumerique.Bot.Safety.Words).Assembly, typeof(BrigadeNumerique.KnowledgeBase.KnowledgeDb).Assembly, typeof(BrigadeNumerique.Handoff.HandoffDb).Assembly).Build());

    [Fact]
    public void TheScreenForDangerUsesNothingButTheFrameworkAndItsOwnFolder()
    {
        var foreign = Uses(type => In(type, Bot + ".Safety"))
            .Where(use => !In(use.Target, Bot + ".Safety") && !use.Target.FullName.StartsWith("System.", StringComparison.Ordinal) && !IsMadeByTheCompiler(use.Target));

        Assert.Empty(foreign.Select(Say));
    }

    [Fact]
    public void TheScreenForDangerTakesNoService()
    {
        var screens = typeof(BrigadeNumerique.Bot.Safety.EmergencyScreen);

        Assert.True(screens is { IsAbstract: true, IsSealed: true });
    }

    [Fact]
    public void TheModulesDoNotKnowEachOther()
    {
        Assert.Empty(Uses(type => In(type, Knowledge)).Where(use => In(use.Target, Handoff) || In(use.Target, Bot)).Select(Say));
        Assert.Empty(Uses(type => In(type, Handoff)).Where(use => In(use.Target, Knowledge) || In(use.Target, Bot)).Select(Say));
    }

    [Fact]
    public void NoEngineIsNamedOutsideStorageButByTheCommandThatPlaysConversations()
    {
        var named = Uses(type => !In(type, Bot + ".Storage") && !In(type, Bot + ".Commands"))
            .Where(use => Engines.Any(engine => use.Target.FullName.StartsWith(engine, StringComparison.Ordinal)));

        Assert.Empty(named.Select(Say));
    }

    [Fact]
    public void TheModelsOfTriageNeverTouchTheNetworkTheRecordOrTheArticles()
    {
        string[] forbidden = ["System.Net.", Handoff, Knowledge, "Microsoft.EntityFrameworkCore"];

        Assert.Empty(Uses(type => In(type, Bot + ".Triage")).Where(use => forbidden.Any(name => use.Target.FullName.StartsWith(name, StringComparison.Ordinal))).Select(Say));
    }

    [Fact]
    public void NothingReachesACitizenOutsideTheConversation()
    {
        // A new way to reach somebody asks SafeContacts first, and is named here.
        string[] ways = ["System.Net.Mail.", "System.Net.Http.HttpClient", "System.Net.Sockets."];

        // The channels answer where the citizen wrote from, in the conversation itself.
        string[] answering = [Bot + ".Channels.Social", Bot + ".Channels.BotService"];

        Assert.Empty(Uses(type => (In(type, Bot) || In(type, Handoff)) && !answering.Any(folder => In(type, folder))).Where(use => ways.Any(way => use.Target.FullName.StartsWith(way, StringComparison.Ordinal))).Select(Say));
    }

    [Theory]
    [InlineData(Bot)]
    [InlineData(Knowledge)]
    [InlineData(Handoff)]
    public void FeatureFoldersHaveNoCycles(string module)
    {
        // The folders of the root and the migrations compose; a cycle is one between features.
        var edges = Uses(type => In(type, module) && Feature(type, module).Length > 0)
            .Where(use => In(use.Target, module) && Feature(use.Target, module).Length > 0)
            .Select(use => (From: Feature(use.Origin, module), To: Feature(use.Target, module), Use: use))
            .Where(edge => edge.From != edge.To)
            .GroupBy(edge => (edge.From, edge.To)).ToDictionary(group => group.Key, group => group.First().Use);

        var cycles = edges.Keys.Where(edge => string.CompareOrdinal(edge.From, edge.To) < 0 && edges.ContainsKey((edge.To, edge.From)))
            .Select(edge => $"{edge.From} <-> {edge.To}: {Say(edges[edge])}; {Say(edges[(edge.To, edge.From)])}");

        Assert.Empty(cycles);
    }

    private static IEnumerable<(IType Origin, IType Target)> Uses(Func<IType, bool> from) => Product.Value.Types
        .Where(from).SelectMany(type => type.Dependencies.Select(dependency => (Origin: (IType)type, dependency.Target))).Distinct();

    private static bool In(IType type, string space) => type.FullName.StartsWith(space + ".", StringComparison.Ordinal);

    private static bool IsMadeByTheCompiler(IType type) => type.FullName.StartsWith('<') || type.FullName.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || type.FullName.StartsWith("Coverlet", StringComparison.Ordinal);

    private static string Feature(IType type, string module)
    {
        var rest = type.FullName[(module.Length + 1)..].Split('.');
        return rest.Length > 1 && !rest[0].StartsWith('<') ? rest[0] : "";
    }

    private static string Say((IType Origin, IType Target) use) => $"{use.Origin.FullName} -> {use.Target.FullName}";
}
