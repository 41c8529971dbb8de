namespace BrigadeNumerique.Integration.Record;

public sealed class KillTests
{
    // As many writers as make batches: what dies is a transaction of several conversations.
    private const int Citizens = 24, Rounds = 2;

    [Theory, EngineData]
    public async Task AfterAKillAtAnyMomentNothingAcknowledgedIsMissingAndEachMessageIsAnsweredOnce(Engine engine)
    {
        await using var service = await ServiceProcess.StartAsync(engine);
        var citizens = new List<Citizen>();
        for (var n = 0; n < Citizens; n++) citizens.Add(await Citizen.ArriveAsync(service.Http));
        var acknowledged = citizens.ToDictionary(citizen => citizen.Conversation, _ => new List<(string Id, string Text)>());

        for (var round = 0; round < Rounds; round++)
        {
            using var writing = new CancellationTokenSource();
            var crowd = citizens.Select(citizen => WriteUntilAsync(citizen, acknowledged[citizen.Conversation], round, writing.Token)).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(400 + Random.Shared.Next(400)), TestContext.Current.CancellationToken);
            await service.KillAsync();
            await writing.CancelAsync();
            await Task.WhenAll(crowd);
            await service.StartAgainAsync();
        }

        foreach (var citizen in citizens)
        {
            var sent = acknowledged[citizen.Conversation];
            Assert.NotEmpty(sent);
            foreach (var (id, _) in sent) await AwaitReplyAsync(citizen, id);
            citizen.Watermark = "";
            var history = await citizen.ReadsAsync();
            Assert.Equal(sent.Select(message => message.Id).Order(StringComparer.Ordinal), history.Where(activity => activity.IsFromCitizen()).Select(activity => activity.GetProperty("id").GetString()!).Where(id => sent.Any(message => message.Id == id)));
            Assert.All(sent, message => Assert.Equal(message.Text, history.Single(activity => activity.GetProperty("id").GetString() == message.Id).Text()));
            var answered = history.Where(activity => activity.TryGetProperty("replyToId", out _)).GroupBy(activity => activity.GetProperty("replyToId").GetString()!);
            Assert.All(answered, replies => Assert.Single(replies));
        }
    }

    private static async Task AwaitReplyAsync(Citizen citizen, string id)
    {
        citizen.Watermark = "";
        await citizen.AwaitsAnswerAsync(id);
    }

    private static async Task WriteUntilAsync(Citizen citizen, List<(string Id, string Text)> acknowledged, int round, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            try
            {
                // A greeting has exactly one line as its answer, whatever was said before.
                var text = n % 2 == 0 ? "bonjour" : "merci";
                acknowledged.Add((await citizen.WritesAsync(text, $"{round}-{n}"), text));
            }
            catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException or IOException)
            {
                return;
            }
        }
    }
}
