using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Bot.Files;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace BrigadeNumerique.Integration.Citizens;

/// <summary>Photos and files from citizens: kept untouched, shown without what they tell besides, never run.</summary>
public sealed class FileTests(Services services)
{
    private const string Jpeg = "image/jpeg";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "programme.jpg", [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0] },
        { "page.jpg", Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>") },
        { "dessin.png", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") },
        { "script.txt", Encoding.UTF8.GetBytes("#!/bin/sh\nrm -rf /") },
        { "polyglotte.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes("*/=1;alert(1);/*<html><script>alert(1)</script>")] },
        { "polyglotte.gif", Encoding.UTF8.GetBytes("GIF89a/*\0\0\0*/=1;alert(document.domain)//") },
        { "archive.pdf", [.. "PK"u8, 3, 4, 0, 0, 0, 0] },
        { "vide.txt", [] },
        { "binaire.txt", [.. "bonjour"u8, 0, 1, 2] },
    };

    [Theory, EngineData]
    public async Task TheOriginalIsKeptToTheByteAndTheCopyTellsNothingBesideThePicture(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        var photo = SomeFile.Photo();

        (await citizen.UploadsAsync(SomeFile.Upload("f1", (photo, "C:\\moi\\photo.exe", "application/x-msdownload")))).EnsureSuccessStatusCode();

        var line = await citizen.AwaitsAsync(activity => activity.IsFromCitizen(), "The file");
        var attachment = Assert.Single(line.GetProperty("attachments").EnumerateArray());
        Assert.Equal((Jpeg, "photo.jpg"), (attachment.GetProperty("contentType").GetString(), attachment.GetProperty("name").GetString()));
        Assert.Equal("", line.Text());
        var row = await RowAsync(service, citizen);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(photo)), row.Sha256);
        var shelf = service.Services.GetRequiredService<FileShelf>();
        Assert.Equal(photo, await File.ReadAllBytesAsync(shelf.Original(row), Stop));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(shelf.Original(row)));

        var given = await citizen.CallAsync(HttpMethod.Get, new Uri(attachment.GetProperty("contentUrl").GetString()!).PathAndQuery, null);
        Assert.Equal(Jpeg, given.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", given.Headers.GetValues("X-Content-Type-Options").Single());
        var copy = await given.Content.ReadAsByteArrayAsync(Stop);
        Assert.Contains(SomeFile.Secret, Encoding.Latin1.GetString(photo), StringComparison.Ordinal);
        Assert.DoesNotContain(SomeFile.Secret, Encoding.Latin1.GetString(copy), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(copy), StringComparison.Ordinal);

        // Held upright: the left of the sensor is the top of the picture.
        using var picture = SKBitmap.Decode(copy);
        Assert.Equal((32, 64), (picture.Width, picture.Height));
        Assert.True(picture.GetPixel(16, 8).Red > 200 && picture.GetPixel(16, 56).Blue > 200);
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task WhatIsNotWhatItSaysIsRefusedAndLeavesNothing(string name, byte[] bytes)
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var citizen = await Citizen.ArriveAsync(service.Http);

        var answer = await citizen.UploadsAsync(SomeFile.Upload("f1", (bytes, name, Jpeg)));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => activity.IsFromCitizen());
        Assert.Empty(await RowsAsync(service, citizen));
    }

    [Theory]
    [InlineData("mot.txt", "Bonjour, voici l’adresse : 3 rue des Lilas", "text/plain")]
    [InlineData("lettre.pdf", "%PDF-1.7\n<script>alert(1)</script>", "application/pdf")]
    public async Task WhatIsNoPictureIsOnlySavedAndNeverRun(string name, string words, string type)
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var citizen = await Citizen.ArriveAsync(service.Http);

        (await citizen.UploadsAsync(SomeFile.Upload("f1", (Encoding.UTF8.GetBytes(words), name, "text/html")))).EnsureSuccessStatusCode();

        var line = await citizen.AwaitsAsync(activity => activity.IsFromCitizen(), "The file");
        var given = await citizen.CallAsync(HttpMethod.Get, new Uri(line.GetProperty("attachments")[0].GetProperty("contentUrl").GetString()!).PathAndQuery, null);
        Assert.Equal(type, given.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("default-src 'none'; sandbox", given.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", given.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task TooBigAndTooManyAreRefusedAndLeaveNothing()
    {
        await using var service = await Service.StartAsync();
        var citizen = await Citizen.ArriveAsync(service.Http);
        var big = new byte[11 * 1024 * 1024];
        SomeFile.Photo().CopyTo(big, 0);
        var photo = (SomeFile.Photo(), "a.jpg", Jpeg);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig"), await citizen.UploadsAsync(SomeFile.Upload("f1", (big, "a.jpg", Jpeg))).ErrorAsync());
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "TooManyFiles"), await citizen.UploadsAsync(SomeFile.Upload("f2", photo, photo, photo, photo, photo, photo)).ErrorAsync());

        Assert.Empty(Left(service));
    }

    [Theory, EngineData]
    public async Task SentTwiceItIsKeptOnceAndErasedWithoutTakingTheSameBytesFromAnother(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (one, other) = (await Citizen.ArriveAsync(service.Http), await Citizen.ArriveAsync(service.Http));
        var bytes = SomeFile.Picture(width: 40 + (int)engine, height: 41);
        foreach (var citizen in new[] { one, one, other }) (await citizen.UploadsAsync(SomeFile.Upload("same", (bytes, "a.png", "image/png")))).EnsureSuccessStatusCode();
        var (mine, theirs) = (await RowAsync(service, one), await RowAsync(service, other));
        Assert.Equal(mine.Sha256, theirs.Sha256);
        var shelf = service.Services.GetRequiredService<FileShelf>();

        await shelf.EraseAsync(one.Conversation, Stop);
        Assert.True(File.Exists(shelf.Original(theirs)));
        await shelf.EraseAsync(other.Conversation, Stop);

        Assert.False(File.Exists(shelf.Original(theirs)) || File.Exists(shelf.Copy(theirs)));
    }

    [Theory, EngineData]
    public async Task NobodyElseGetsIt(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (one, other) = (await Citizen.ArriveAsync(service.Http), await Citizen.ArriveAsync(service.Http));
        (await one.UploadsAsync(SomeFile.Upload("f1", (SomeFile.Photo(), "a.jpg", Jpeg)))).EnsureSuccessStatusCode();
        var row = await RowAsync(service, one);
        var path = $"/v3/directline/conversations/{one.Conversation}/files/{row.Id}";

        Assert.Equal(HttpStatusCode.OK, (await one.CallAsync(HttpMethod.Get, path, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Http.GetAsync(path, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.CallAsync(HttpMethod.Get, path, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{other.Conversation}/files/{row.Id}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.CallAsync(HttpMethod.Post, $"/v3/directline/conversations/{one.Conversation}/upload", null)).StatusCode);
        var desk = await service.Http.GetAsync("/poste/fichiers/" + row.Id, Stop);
        Assert.EndsWith("/connexion", desk.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);

        await service.Transcript.ChangeAsync(one.Conversation, conversation =>
        {
            conversation.Lock();
            return true;
        }, Stop);
        Assert.Equal(HttpStatusCode.NotFound, (await one.CallAsync(HttpMethod.Get, path, null)).StatusCode);
    }

    [Fact]
    public async Task AFullDiskRefusesFilesAndLosesNoMessage()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "Files:SpareMegabytes=1000000");
        var citizen = await Citizen.ArriveAsync(service.Http);

        Assert.Equal((HttpStatusCode.InsufficientStorage, "NoRoom"), await citizen.UploadsAsync(SomeFile.Upload("f1", (SomeFile.Photo(), "a.jpg", Jpeg))).ErrorAsync());

        await citizen.WritesAsync("je n’arrive pas à envoyer la photo");
        Assert.Single(await citizen.ReadsAsync(), activity => activity.IsFromCitizen());
    }

    [Fact]
    public async Task AnUploadThatIsCutInTheMiddleLeavesNothing()
    {
        await using var service = await Service.StartAsync();
        var citizen = await Citizen.ArriveAsync(service.Http);
        using var body = new MemoryStream();
        var upload = SomeFile.Upload("f1", ([.. SomeFile.Photo(), .. new byte[400_000]], "a.jpg", Jpeg));
        await upload.CopyToAsync(body, Stop);

        using (var line = new TcpClient())
        {
            await line.ConnectAsync(service.Address.Host, service.Address.Port, Stop);
            var head = $"POST /v3/directline/conversations/{citizen.Conversation}/upload HTTP/1.1\r\nHost: {service.Address.Authority}\r\nAuthorization: Bearer {citizen.Token}\r\nContent-Type: {upload.Headers.ContentType}\r\nContent-Length: {body.Length}\r\n\r\n";
            await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Stop);
            await line.GetStream().WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length / 2), Stop);
            await Until(() => Left(service).Any());
        }

        await Until(() => !Left(service).Any());
        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => activity.IsFromCitizen());
    }

    [Fact]
    public async Task WhatAKilledProcessLeftIsSweptAway()
    {
        await using var service = await Service.StartAsync();
        var citizen = await Citizen.ArriveAsync(service.Http);
        (await citizen.UploadsAsync(SomeFile.Upload("f1", (SomeFile.Photo(), "a.jpg", Jpeg)))).EnsureSuccessStatusCode();
        var told = await RowAsync(service, citizen);
        var shelf = service.Services.GetRequiredService<FileShelf>();
        var half = Path.Combine(service.Folder, "uploads", "tmp", "half");
        var orphan = Path.Combine(service.Folder, "uploads", "original", "aa", new string('a', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        foreach (var path in new[] { half, orphan })
        {
            await File.WriteAllTextAsync(path, "?", Stop);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));
        }

        File.SetLastWriteTimeUtc(shelf.Original(told), DateTime.UtcNow.AddHours(-2));
        await shelf.SweepAsync(Stop);

        Assert.False(File.Exists(half) || File.Exists(orphan));
        Assert.True(File.Exists(shelf.Original(told)));
    }

    [Theory, EngineData]
    public async Task TheAssistantOpensNoFileAndOffersAPerson(Engine engine)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(engine)).Http);

        (await citizen.UploadsAsync(SomeFile.Upload("f1", (SomeFile.Picture(), "capture.png", "image/png")))).EnsureSuccessStatusCode();

        var answer = await citizen.AwaitsAsync(activity => activity.Text().StartsWith("Fichier reçu", StringComparison.Ordinal), "The answer");
        Assert.Contains("Parler à une personne", answer.GetProperty("suggestedActions").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereFilesAreSwitchedOffTheProtocolSaysSo()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "Files:Enabled=false");
        var citizen = await Citizen.ArriveAsync(service.Http);

        Assert.Equal((HttpStatusCode.Forbidden, "UploadsDisabled"), await citizen.UploadsAsync(SomeFile.Upload("f1", (SomeFile.Photo(), "a.jpg", Jpeg))).ErrorAsync());
    }

    private static IEnumerable<string> Left(Service service) =>
        Directory.Exists(Path.Combine(service.Folder, "uploads")) ? Directory.EnumerateFiles(Path.Combine(service.Folder, "uploads"), "*", SearchOption.AllDirectories) : [];

    private static async Task Until(Func<bool> there)
    {
        for (var attempt = 0; attempt < 100 && !there(); attempt++) await Task.Delay(50, Stop);
        Assert.True(there());
    }

    private static async Task<CitizenFile> RowAsync(Service service, Citizen citizen) => Assert.Single(await RowsAsync(service, citizen));

    private static async Task<IReadOnlyList<CitizenFile>> RowsAsync(Service service, Citizen citizen)
    {
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>().CreateDbContextAsync(Stop);
        return await db.Files.AsNoTracking().Where(file => file.ConversationId == citizen.Conversation).ToListAsync(Stop);
    }
}
