using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Support;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>A photo on its way from a telephone to the desk.</summary>
public sealed class FileTests(Browsers browsers) : IAsyncLifetime
{
    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task APhotoOfAnOrdinaryCaseStandsAtTheDeskAndComesBackAfterAReload()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service, 375, 740);
        await TakenAsync(desk, citizen, "je veux parler à une personne");

        await SendAsync(citizen, "bosse.png", SomeFile.Picture(SKEncodedImageFormat.Png, 640, 360), "image/png");

        await Expect(citizen.Own("bosse.png").Locator("img.thumb")).ToBeVisibleAsync();
        await Expect(citizen.Own("bosse.png")).ToContainTextAsync("Lu", new LocatorAssertionsToContainTextOptions { Timeout = 10_000 });
        var photo = desk.Page.Locator(".file .photo");
        await Expect(photo).Not.ToHaveClassAsync(new System.Text.RegularExpressions.Regex("blurred"));
        await Expect(desk.Page.Locator(".file")).ToContainTextAsync("bosse.png");
        Assert.True(await desk.Page.EvaluateAsync<bool>("async () => { const i = document.querySelector('.file img'); await i.decode(); return i.naturalWidth === 640; }"));
        await Pictures.KeepAsync(citizen.Page, "citoyen-fichier");
        await Pictures.KeepAsync(desk.Page, "poste-fichier");

        await citizen.Page.ReloadAsync();
        await Expect(citizen.Own("bosse.png").Locator("img.thumb")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 10_000 });
    }

    [Fact]
    public async Task InAGraveCaseThePersonIsWarnedFirstAndThePictureIsVeiledUntilChosenWithTheKeyboard()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service, 375, 740);
        await TakenAsync(desk, citizen, "mon mari me frappe depuis des années, je ne sais plus quoi faire");

        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Joindre un fichier" }).PressAsync("Enter");
        await Expect(citizen.Page.GetByText("N’envoyez jamais d’image intime")).ToBeVisibleAsync();
        var choosing = citizen.Page.WaitForFileChooserAsync();
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Choisir un fichier" }).PressAsync("Enter");
        await (await choosing).SetFilesAsync(new FilePayload { Name = "preuve.jpg", MimeType = "image/jpeg", Buffer = SomeFile.Photo() });

        var photo = desk.Page.Locator(".file .photo");
        await Expect(photo).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("blurred"));
        await Expect(photo).ToHaveAttributeAsync("aria-pressed", "false");
        await Pictures.KeepAsync(desk.Page, "poste-floute");
        await photo.PressAsync("Enter");
        await Expect(photo).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(photo).ToContainTextAsync("Flouter");
        await desk.Page.IsSoundAsync();
    }

    [Fact]
    public async Task ARefusedFileSaysWhyInWordsAndCanBeRemoved()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service, 375, 740);
        await TakenAsync(desk, citizen, "je veux parler à une personne");

        await SendAsync(citizen, "outil.exe", [.. "MZ"u8, 0x90, 0, 3], "application/octet-stream");
        await Expect(citizen.Own("outil.exe")).ToContainTextAsync("Fichier refusé");
        await SendAsync(citizen, "film.png", new byte[11 * 1024 * 1024], "image/png");
        await Expect(citizen.Own("film.png")).ToContainTextAsync("Fichier trop lourd");
        await Pictures.KeepAsync(citizen.Page, "citoyen-fichier-refuse");

        await citizen.Own("film.png").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Retirer" }).ClickAsync();
        await Expect(citizen.Own("film.png")).ToHaveCountAsync(0);
        await Expect(citizen.Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task WhoMayNotReadTheExchangeDoesNotGetItsFiles()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service, 375, 740);
        await TakenAsync(desk, citizen, "je veux parler à une personne");
        await SendAsync(citizen, "bosse.png", SomeFile.Picture(), "image/png");
        await Expect(desk.Page.Locator(".file img")).ToBeVisibleAsync();
        var address = await desk.Page.Locator(".file img").GetAttributeAsync("src");
        Assert.Equal(200, (await desk.Page.APIRequest.GetAsync(service.Address + address![1..])).Status);

        // It turns out to be violence, and somebody trained has it now: the seal closes for the others.
        var id = await citizen.ConversationAsync();
        await service.Transcript.ChangeAsync(id, conversation =>
        {
            conversation.Raise(HandoffReason.Sensitive, Priority.Sensitive, "domestic-violence", null);
            conversation.Requeue("transfer", DateTimeOffset.UtcNow);
            conversation.Accept("op-trained", "Maréchal Noé", DateTimeOffset.UtcNow);
            return true;
        }, TestContext.Current.CancellationToken);

        Assert.Equal(404, (await desk.Page.APIRequest.GetAsync(service.Address + address![1..])).Status);
        await Expect(desk.Page.Locator(".file img")).ToHaveCountAsync(0);
    }

    private static async Task SendAsync(Visitor citizen, string name, byte[] bytes, string type)
    {
        var choosing = citizen.Page.WaitForFileChooserAsync();
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Joindre un fichier" }).ClickAsync();
        await (await choosing).SetFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = bytes });
    }

    private static async Task TakenAsync(Visitor desk, Visitor citizen, string words)
    {
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync(words);
        await Expect(desk.Page.GetByText(words[..12]).First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(citizen.Log.GetByText("a rejoint l’échange")).ToBeVisibleAsync();
        await Expect(citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Joindre un fichier" })).ToBeVisibleAsync();
    }
}
