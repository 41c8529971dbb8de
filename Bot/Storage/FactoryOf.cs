using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Storage;

/// <summary>Hands the modules their own context type while the engine's derived context is what is made.</summary>
internal sealed class FactoryOf<TModule, TEngine>(IDbContextFactory<TEngine> inner) : IDbContextFactory<TModule>
    where TModule : DbContext
    where TEngine : TModule
{
    public TModule CreateDbContext() => inner.CreateDbContext();
}
