using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;

namespace BrigadeNumerique.Unit.KnowledgeBase.Drafting;

public sealed class RehearsalTests
{
    [Fact]
    public async Task ARehearsalGoesThroughTheWholeClientAndCallsNobody() =>
        Assert.Equal("Portez plainte [1].", await ModelCalls.WarmAsync(new AssistantOptions { Endpoint = "http://127.0.0.1:9/v1", Model = "personne" }, TestContext.Current.CancellationToken));
}
