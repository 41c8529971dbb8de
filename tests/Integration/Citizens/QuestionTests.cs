using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Asking;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Citizens;

/// <summary>Closed questions to somebody who can neither type nor speak.</summary>
public sealed class QuestionTests(Services services)
{
    private static readonly ClosedQuestion Question = new("Est-il dans la même pièce que vous ?", ["Oui", "Non", "Il est là"], Position: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AQuestionComesWithItsButtonsAndAsksForThePosition(Engine engine)
    {
        var (service, citizen) = await HeldAsync(engine);

        await service.Desk.AskAsync(citizen.Conversation, "op-questions", Question, "q1", Stop);

        var asked = await citizen.AwaitsAsync(activity => activity.Text() == Question.Text, "The question");
        Assert.Equal("question", asked.Kind());
        Assert.True(asked.GetProperty("channelData").GetProperty("position").GetBoolean());
        Assert.Equal("agent", asked.GetProperty("channelData").GetProperty("speaker").GetString());
        Assert.Equal(Question.Choices, asked.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("value").GetString()!));
    }

    [Theory, EngineData]
    public async Task AnAnswerThatNamesADangerRaisesTheAlarmLikeAnyOtherWords(Engine engine)
    {
        var (service, citizen) = await HeldAsync(engine);
        await service.Desk.AskAsync(citizen.Conversation, "op-questions", new ClosedQuestion("Que se passe-t-il ?", ["Il a un couteau", "Rien"]), "q1", Stop);

        await citizen.WritesAsync("Il a un couteau");

        await citizen.AwaitsAsync(activity => activity.Kind() == "emergency", "The numbers");
        Assert.Equal(Priority.Urgent, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Priority);
    }

    [Theory, EngineData]
    public async Task OnlyWhoHoldsTheConversationAsksAndAskedTwiceIsAskedOnce(Engine engine)
    {
        var (service, citizen) = await HeldAsync(engine);

        Assert.Null(await service.Desk.AskAsync(citizen.Conversation, "op-another", Question, "q1", Stop));
        var first = await service.Desk.AskAsync(citizen.Conversation, "op-questions", Question, "q2", Stop);
        Assert.NotNull(first);
        Assert.Equal(first, await service.Desk.AskAsync(citizen.Conversation, "op-questions", Question, "q2", Stop));
    }

    [Theory, EngineData]
    public async Task APositionIsACitizensLineAndRaisesNothing(Engine engine)
    {
        var (service, citizen) = await HeldAsync(engine);
        var before = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Priority;

        var sent = await citizen.PostsAsync(new { type = "message", from = new { id = "citoyen" }, text = "Ma position : 48.85661, 2.35222, à 12 m près.", channelData = new { clientActivityID = "p1", position = new { latitude = 48.85661, longitude = 2.35222, accuracy = 12 } } });

        sent.EnsureSuccessStatusCode();
        var line = await citizen.AwaitsAsync(activity => activity.IsFromCitizen() && activity.Text().StartsWith("Ma position", StringComparison.Ordinal), "The position");
        Assert.Equal(48.85661, line.GetProperty("channelData").GetProperty("position").GetProperty("latitude").GetDouble());
        await Task.Delay(300, Stop);
        Assert.Equal(before, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Priority);
    }

    [Theory]
    [InlineData("", "Oui")]
    [InlineData("Une question ?", "")]
    [InlineData("Une question ?", "Une réponse bien trop longue pour tenir sur un bouton de téléphone")]
    public void WhatFitsNoPageIsRefused(string text, string choice) => Assert.Throws<ArgumentException>(new ClosedQuestion(text, [choice]).Check);

    private async Task<(Service Service, Citizen Citizen)> HeldAsync(Engine engine)
    {
        var service = await services.OnAsync(engine);
        await service.OpenDeskAsync("op-questions");
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("je veux parler à une personne");
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The queue");
        Assert.IsType<Acceptance.Taken>(await service.Desk.TakeAsync(citizen.Conversation, "op-questions", "Adjudante Camille", Stop));
        return (service, citizen);
    }
}
