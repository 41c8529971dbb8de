using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What the browser is asked for, and what it says by itself: keys, hands on the list, sound.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IJSObjectReference module;
    private readonly DotNetObjectReference<Ear> ear;

    private Browser(IJSObjectReference module, DotNetObjectReference<Ear> ear) => (this.module, this.ear) = (module, ear);

    /// <summary>What the page is told.</summary>
    /// <param name="OnKey">A shortcut, e.g. « u », « 3 », « escape ».</param>
    /// <param name="OnHold">A hand came on the list, or left it.</param>
    /// <param name="OnState">The sound was let through, the page came to the front.</param>
    internal sealed record Listeners(Func<string, Task> OnKey, Func<bool, Task> OnHold, Func<BrowserState, Task> OnState);

    /// <summary>Loads the module and listens.</summary>
    public static async Task<(Browser Browser, Opened Opened)> OpenAsync(IJSRuntime js, string path, Listeners listeners, CancellationToken cancellationToken)
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", cancellationToken, "/" + path.TrimStart('/'));
        var ear = DotNetObjectReference.Create(new Ear(listeners));
        return (new Browser(module, ear), await module.InvokeAsync<Opened>("open", cancellationToken, ear));
    }

    /// <summary>A round trip that proves the page alive, and gives it the server's time to count by.</summary>
    public ValueTask<BrowserState> PulseAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        module.InvokeAsync<BrowserState>("pulse", cancellationToken, now.ToUnixTimeMilliseconds());

    /// <summary>Rings, or stops.</summary>
    public ValueTask RingAsync(bool rings, CancellationToken cancellationToken) => module.InvokeVoidAsync("ring", cancellationToken, rings);

    /// <summary>Asks the browser to let the page be heard, after a click.</summary>
    public ValueTask<BrowserState> LetSoundAsync(CancellationToken cancellationToken) => module.InvokeAsync<BrowserState>("letSound", cancellationToken);

    /// <summary>Puts the focus on an element, if it is there.</summary>
    public ValueTask FocusAsync(string id, CancellationToken cancellationToken) => module.InvokeVoidAsync("focusOn", cancellationToken, id);

    /// <summary>Keeps the end of a transcript in sight as long as the reader is there.</summary>
    public ValueTask FollowAsync(ElementReference frame, CancellationToken cancellationToken) => module.InvokeVoidAsync("follow", cancellationToken, frame);

    /// <summary>Goes to the end of the transcript.</summary>
    public ValueTask ToEndAsync(CancellationToken cancellationToken) => module.InvokeVoidAsync("toEnd", cancellationToken);

    /// <summary>What stands in the composer, or null: after a cut of the line it may be more than was heard here.</summary>
    public ValueTask<string?> ComposedAsync(CancellationToken cancellationToken) => module.InvokeAsync<string?>("composed", cancellationToken);

    /// <summary>auto, light or dark.</summary>
    /// <returns>True when it is dark now.</returns>
    public ValueTask<bool> ThemeAsync(string choice, CancellationToken cancellationToken) => module.InvokeAsync<bool>("theme", cancellationToken, choice);

    /// <summary>Copies words to the clipboard, shortly after a click.</summary>
    /// <returns>False where the browser does not let it.</returns>
    public ValueTask<bool> CopyAsync(string text, CancellationToken cancellationToken) => module.InvokeAsync<bool>("copy", cancellationToken, text);

    /// <summary>Opens the browser's print window.</summary>
    public ValueTask PrintAsync(CancellationToken cancellationToken) => module.InvokeVoidAsync("print", cancellationToken);

    /// <summary>Asks for another language of the interface, and loads the page anew.</summary>
    public ValueTask LanguageAsync(string language, CancellationToken cancellationToken) => module.InvokeVoidAsync("language", cancellationToken, language);

    /// <summary>Sends a plain form.</summary>
    public ValueTask SubmitAsync(string id, CancellationToken cancellationToken) => module.InvokeVoidAsync("submit", cancellationToken, id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ear.Dispose();
        try
        {
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <summary>What the browser says of itself at the opening.</summary>
    /// <param name="Zone">Its time zone.</param>
    /// <param name="Theme">The chosen theme.</param>
    /// <param name="Dark">It is dark now.</param>
    /// <param name="State">How it stands.</param>
    internal sealed record Opened(string? Zone, string Theme, bool Dark, BrowserState State);

    private sealed class Ear(Listeners listeners)
    {
        [JSInvokable]
        public Task Key(string key) => listeners.OnKey(key);

        [JSInvokable]
        public Task Hold(bool hold) => listeners.OnHold(hold);

        [JSInvokable]
        public Task State(BrowserState state) => listeners.OnState(state);
    }
}

/// <summary>How a browser stands.</summary>
/// <param name="Visible">The page is on the screen, not behind another.</param>
/// <param name="Heard">It may make a sound.</param>
/// <param name="Dark">Its theme is the dark one.</param>
internal sealed record BrowserState(bool Visible, bool Heard, bool Dark);
