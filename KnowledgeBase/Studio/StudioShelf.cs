using System.Security.Claims;
using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>A page of the studio beside the editor: who reads it, in which theme, and what went wrong.</summary>
public abstract class StudioShelf : ComponentBase, IAsyncDisposable
{
    private IJSObjectReference? module;
    private IDisposable? ear;

    /// <summary>Who is before the screen.</summary>
    protected Editor Me { get; private set; } = new("", "");

    /// <summary>They may go to the desk too.</summary>
    protected bool Desk { get; private set; }

    /// <summary>auto, light or dark.</summary>
    protected string Theme { get; private set; } = "auto";

    /// <summary>What is to be told.</summary>
    protected string? Notice { get; set; }

    /// <summary>Ends with the page.</summary>
    protected CancellationTokenSource Closing { get; } = new();

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = default!; // injected

    [Inject]
    private IJSRuntime Js { get; set; } = default!; // injected

    [Inject]
    private ILogger<StudioShelf> Logger { get; set; } = default!; // injected

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Whoever reads has an identifier.");
        Me = new Editor(id, user.FindFirstValue("display_name") ?? user.Identity?.Name ?? id);
        Desk = user.IsInRole("admin") || user.IsInRole("operator") || user.IsInRole("supervisor");
        await TryAsync(ReadAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        try
        {
            module = await Js.InvokeAsync<IJSObjectReference>("import", Closing.Token, "/" + Assets["_content/BrigadeNumerique.KnowledgeBase/studio.js"].TrimStart('/'));
            ear = Listen();
            Theme = await module.InvokeAsync<string>("open", Closing.Token, ear);
            StateHasChanged();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page is closing.
        }
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Who hears Ctrl+S, as a reference for the browser; null: nobody.</summary>
    protected virtual IDisposable? Listen() => null;

    /// <summary>Another theme.</summary>
    protected async Task ThemeAsync(string choice)
    {
        Theme = choice;
        if (module is not null) await module.InvokeVoidAsync("theme", Closing.Token, choice);
    }

    /// <summary>Does something that may fail: then it is told.</summary>
    protected async Task TryAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.StudioFailed(Logger, fault);
            Notice = Wording.Say("failed");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Closing.CancelAsync();
        Closing.Dispose();
        ear?.Dispose();
        try
        {
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }
}
