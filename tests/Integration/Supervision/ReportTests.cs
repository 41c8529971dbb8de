using System.Net;
using System.Text;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Board;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Reports;
using BrigadeNumerique.Handoff.Satisfaction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Supervision;

/// <summary>Reports from a record made by hand, some days of which every figure is known, on both engines.</summary>
public sealed class ReportTests(Services services)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 11, 0, 0, TimeSpan.Zero);

    private static readonly Question Days = new(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 3));

    private static readonly SemaphoreSlim Filling = new(1, 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task EveryFigureIsWhatTheRecordSays(Engine engine)
    {
        var service = await services.OnAsync(engine);
        await FillAsync(service);

        var report = await Reading(service).ReadAsync(Days, Stop);

        var total = report.Total;
        Assert.Equal((6, 3, 2, 1), (total.Opened, total.Asked, total.Taken, total.Left));
        Assert.Equal((TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(10)), (total.WaitHalf, total.WaitMost));
        Assert.Equal(TimeSpan.FromMinutes(5), total.FirstReply);
        Assert.Equal(TimeSpan.FromMinutes(20), total.Handling);
        Assert.Equal((3, 1), (total.Confirmed, total.Resolved));
        Assert.Equal((2, 1, 0.5), (total.Closed, total.Reopened, total.ReopenedShare));

        // The opinion of the case that became grave is nobody's figure.
        Assert.Equal((1, 4.0), (total.Opinions, total.Satisfaction));
        Assert.Equal("=merci", Assert.Single(report.Comments).Text);
        Assert.Equal([0, 5, 1], report.Days.Select(day => day.Figures.Opened));
        Assert.Equal([("directline", 5), ("telegram", 1)], report.Groups.Select(group => (group.Key, group.Figures.Opened)));
        Assert.Equal(["directline", "telegram"], report.Channels);
        Assert.False(report.Provisional);
    }

    [Theory, EngineData]
    public async Task ItIsAskedOfAChannelASubjectOrAnOperatorAlone(Engine engine)
    {
        var service = await services.OnAsync(engine);
        await FillAsync(service);

        var channel = await Reading(service).ReadAsync(Days with { Channel = "telegram" }, Stop);
        var intent = await Reading(service).ReadAsync(Days with { Intent = "theft-loss", Detail = Detail.Intent }, Stop);
        var mine = await Reading(service).ReadAsync(Days with { OperatorId = "op-2" }, Stop);
        var operators = await Reading(service).ReadAsync(Days with { Detail = Detail.Operator }, Stop);

        Assert.Equal((1, 1), (channel.Total.Opened, channel.Total.Left));
        Assert.Equal((2, 1), (intent.Total.Opened, intent.Total.Taken));
        Assert.Equal("theft-loss", Assert.Single(intent.Groups).Key);
        Assert.Equal((1, 1, TimeSpan.FromMinutes(10)), (mine.Total.Opened, mine.Total.Taken, mine.Total.WaitHalf));
        Assert.Equal([("op-1", 1), ("op-2", 1)], operators.Groups.Select(group => (group.Key, group.Figures.Taken)));
        Assert.Equal(6, operators.Total.Opened);
    }

    [Theory, EngineData]
    public async Task WhatACitizenSaysOfAnArticleStandsInTheRecord(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("on m'a volé mon vélo"));
        await citizen.PostsAsync(new { type = "event", name = "chat/useful", from = new { id = "citoyen" }, value = new { slug = "vol-velo", answer = "yes" } });

        var today = BrigadeNumerique.Handoff.Supervision.Shift.Day(DateTimeOffset.UtcNow);
        var report = await Reading(service).ReadAsync(new Question(today, today), Stop);

        Assert.Equal("true", Assert.Single(await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop), line => line.Kind == LineKind.Useful).Data);
        Assert.True(report.Total is { Opened: > 0, Confirmed: > 0, Resolved: > 0 });
        Assert.True(report.Provisional);
        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => activity.Kind() == LineKind.Useful);
    }

    [Fact]
    public async Task TheSheetIsForSupervisorsAloneAndRunsNothing()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        await FillAsync(service);
        var address = ExportSheet.Path + "?du=2026-03-01&au=2026-03-03";

        using var stranger = await SignedInAsync(service, null);
        using var camille = await SignedInAsync(service, Service.OperatorEmail);
        using var dominique = await SignedInAsync(service, Service.SupervisorEmail);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(address, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await camille.GetAsync(address, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await dominique.GetAsync(ExportSheet.Path + "?du=hier", Stop)).StatusCode);
        var sheet = await dominique.GetAsync(address, Stop);
        var bytes = await sheet.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("Jour;Échanges;Demandes;", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("2026-03-02;5;2;2;300;240;600;", rows[2], StringComparison.Ordinal);
        Assert.True(sheet.Headers.CacheControl?.NoStore);
        var comments = await dominique.GetStringAsync(address + "&quoi=avis", Stop);
        Assert.Contains(";4;'=merci", comments, StringComparison.Ordinal);
        Assert.DoesNotContain("grave", comments, StringComparison.Ordinal);
    }

    private static ReportReading Reading(Service service) => service.Services.GetRequiredService<ReportReading>();

    /// <summary>Six conversations in which somebody wrote, one opened in vain, and one of another month.</summary>
    private static async Task FillAsync(Service service)
    {
        // Once for each service.
        await Filling.WaitAsync(Stop);
        try
        {
            if (await service.Transcript.FindAsync("before", Stop) is null) await FillOnceAsync(service);
        }
        finally
        {
            Filling.Release();
        }
    }

    private static async Task FillOnceAsync(Service service)
    {
        // Wanted a person, waited four minutes, was answered a minute later, held for twenty; came back.
        await OpenAsync(service, "taken", Noon, c =>
        {
            Said(c, Noon, "theft-loss");
            c.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, Noon.AddMinutes(1));
            c.Accept("op-1", "Adjudante Camille", Noon.AddMinutes(5));
            c.Write(new Line(Author.Operator, "Bonjour") { AuthorName = "Adjudante Camille" }, Noon.AddMinutes(6));
            c.Close("operator", Noon.AddMinutes(25));
            c.Receive(new Line(Author.Citizen, "encore moi"), Noon.AddMinutes(60));
        });

        // Became grave; nobody wrote before the close.
        await OpenAsync(service, "told-grave", Noon, c =>
        {
            Said(c, Noon, "domestic-violence");
            c.RequestHandoff(HandoffReason.Sensitive, Priority.Sensitive, "domestic-violence", null, Noon);
            c.Accept("op-2", "Gendarme Sacha", Noon.AddMinutes(10));
            c.Close("operator", Noon.AddMinutes(40));
        });

        // Left the queue.
        await OpenAsync(service, "left", Noon.AddDays(1), c =>
        {
            Said(c, Noon.AddDays(1), "find-unit");
            c.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, Noon.AddDays(1));
            c.ReturnToBot("citizen-left-queue", Noon.AddDays(1).AddMinutes(3));
        }, "telegram");

        // Helped for good; helped, and back the next day; helped, and taken back.
        await OpenAsync(service, "helped", Noon, c =>
        {
            Said(c, Noon, "theft-loss");
            Useful(c, true, Noon.AddMinutes(1));
            c.Receive(new Line(Author.Citizen, "merci"), Noon.AddMinutes(2));
        });
        await OpenAsync(service, "back", Noon, c =>
        {
            Said(c, Noon, "traffic-fine");
            Useful(c, true, Noon.AddMinutes(1));
            c.Receive(new Line(Author.Citizen, "en fait non"), Noon.AddDays(1));
        });
        await OpenAsync(service, "again", Noon, c =>
        {
            Said(c, Noon, "weapons");
            Useful(c, false, Noon.AddMinutes(1));
            Useful(c, true, Noon.AddMinutes(2));
            c.Receive(new Line(Author.Citizen, "autre chose"), Noon.AddHours(2));
        });
        await OpenAsync(service, "silent", Noon, _ => { });
        await OpenAsync(service, "before", Noon.AddMonths(-1), c => Said(c, Noon.AddMonths(-1), "theft-loss"));

        await using var db = await service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>().CreateDbContextAsync(Stop);
        db.Opinions.AddRange(
            new Opinion { ConversationId = "taken", Epoch = 3, Score = 4, Comment = "=merci", At = Noon.AddMinutes(30) },
            new Opinion { ConversationId = "told-grave", Epoch = 3, Score = 1, Comment = "grave", At = Noon.AddMinutes(45) });
        await db.SaveChangesAsync(Stop);
    }

    private static async Task OpenAsync(Service service, string id, DateTimeOffset at, Action<Conversation> story, string channel = "directline") =>
        Assert.True(await service.Transcript.OpenAsync(new Conversation(id, channel, "visitor-" + id, null, at), conversation =>
        {
            story(conversation);
            conversation.MarkAnswered(conversation.LastCitizenSequence);
        }, Stop));

    private static void Said(Conversation conversation, DateTimeOffset at, string intent)
    {
        var line = conversation.Receive(new Line(Author.Citizen, "bonjour, voici"), at);
        var assessment = "{\"route\":\"answer\",\"urgency\":\"normal\",\"numbers\":[],\"sensitive\":\"\",\"intent\":\"" + intent + "\",\"lang\":\"fr\"}";
        conversation.Write(new Line(Author.System, "") { Kind = LineKind.Assessment, Audience = Audience.Staff, ReplyTo = line.Sequence, Assessment = assessment }, at);
    }

    private static void Useful(Conversation conversation, bool helped, DateTimeOffset at) =>
        conversation.Write(new Line(Author.System, "") { Kind = LineKind.Useful, Audience = Audience.Staff, Data = helped ? "true" : "false" }, at);

    private static async Task<HttpClient> SignedInAsync(Service service, string? email)
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Address };
        if (email is null) return http;
        var page = await http.GetStringAsync("/connexion", Stop);
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        var form = new Dictionary<string, string> { ["email"] = email, ["password"] = Service.OperatorPassword, ["retour"] = "/poste", ["__RequestVerificationToken"] = token };
        Assert.Equal(HttpStatusCode.Redirect, (await http.PostAsync("/connexion", new FormUrlEncodedContent(form), Stop)).StatusCode);
        return http;
    }
}
