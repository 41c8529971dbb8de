using System.Collections.Concurrent;
using System.Text;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>Renders pages to bytes, and keeps those that stay the same until something is published or the day ends.</summary>
internal sealed class Pages(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    private Kept kept = new(Published.Nothing, default);

    /// <summary>A page that depends on nothing but what is public and the day.</summary>
    public async Task<byte[]> KeepAsync<TPage>(Published published, DateOnly today, string address, Func<Dictionary<string, object?>> parameters)
        where TPage : IComponent
    {
        var pages = kept;
        if (pages.Published != published || pages.Day != today) kept = pages = new Kept(published, today);
        return pages.Pages.TryGetValue(address, out var page) ? page : pages.Pages[address] = await RenderAsync<TPage>(parameters());
    }

    /// <summary>A page for one reader.</summary>
    public async Task<byte[]> RenderAsync<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        // A renderer asks for scoped services: it has a scope of its own, which ends after it.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Encoding.UTF8.GetBytes(html);
    }

    private sealed record Kept(Published Published, DateOnly Day)
    {
        public ConcurrentDictionary<string, byte[]> Pages { get; } = new(StringComparer.Ordinal);
    }
}
