namespace BrigadeNumerique.Integration.Pages;

/// <summary>The README starts the service in Development, where the container refuses what production lets pass.</summary>
public sealed class DevelopmentTests
{
    [Fact]
    public async Task EveryPageOpensAsTheReadmeStartsIt()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "environment=Development");

        foreach (var address in (string[])
            ["/", "/aide", "/aide/vie-privee", "/aide/rubrique/urgences", "/aide/procuration-vote", "/aide/procuration-vote?partial=1", "/aide/recherche?q=plainte", "/poste"])
        {
            using var answer = await service.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{address} answered {answer.StatusCode}.");
        }
    }
}
