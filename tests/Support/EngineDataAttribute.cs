using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace BrigadeNumerique.Support;

/// <summary>Runs a test once for each engine; skipped by name where an engine is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineDataAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var postgreSql = new TheoryDataRow<Engine>(Engine.PostgreSql)
        {
            Skip = Database.PostgreSqlServer is null ? "No PostgreSQL server: BRIGADE_TEST_POSTGRES is empty." : null,
        };
        return new ValueTask<IReadOnlyCollection<ITheoryDataRow>>([new TheoryDataRow<Engine>(Engine.Sqlite), postgreSql]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
