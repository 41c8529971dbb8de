namespace BrigadeNumerique.Integration.DirectLine;

public sealed class ReadMarkTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ACitizensMarkNeverGoesBackNorBeyondWhatWasWritten(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("merci"));

        foreach (var through in new object[] { 2, 1, "3", 2.5, -4 }) await ReadsAsync(citizen, through);
        Assert.Equal(2, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.CitizenReadThrough);
        await ReadsAsync(citizen, int.MaxValue);

        var conversation = await service.Transcript.FindAsync(citizen.Conversation, Stop);
        Assert.Equal(conversation!.LastSequence, conversation.CitizenReadThrough);
    }

    [Theory, EngineData]
    public async Task TheHoldersMarkReachesTheStreamAtOnceAndAgainAfterAReturn(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("je veux parler à une personne");
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue" || activity.Text().Contains("transmets", StringComparison.Ordinal), "The handoff");
        await service.Desk.TakeAsync(citizen.Conversation, "op-read", "Adjudante Camille", Stop);
        var through = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.LastCitizenSequence;
        using var stream = await citizen.ListensAsync(cancellationToken: Stop);

        await service.Desk.ReadAsync(citizen.Conversation, "somebody-else", through, Stop);
        Assert.Equal(0, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.OperatorReadThrough);
        await service.Desk.ReadAsync(citizen.Conversation, "op-read", through, Stop);

        Assert.Equal(through, await MarkAsync(stream));
        using var back = await citizen.ListensAsync(cancellationToken: Stop);
        Assert.Equal(through, await MarkAsync(back));
    }

    private static async Task ReadsAsync(Citizen citizen, object through) =>
        (await citizen.PostsAsync(new { type = "event", name = "chat/read", value = new { through } })).EnsureSuccessStatusCode();

    private static async Task<int> MarkAsync(System.Net.WebSockets.ClientWebSocket stream)
    {
        while (true)
        {
            foreach (var activity in (await Citizen.TakesAsync(stream, Stop)).GetProperty("activities").EnumerateArray())
            {
                if (activity.TryGetProperty("name", out var name) && name.GetString() == "chat/read") return activity.GetProperty("value").GetProperty("through").GetInt32();
            }
        }
    }
}
