using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Reads the word lists and the weights of the check before the first draft comes: half a second that no citizen should wait.</summary>
internal sealed class CheckStart(IOptions<AssistantOptions> options) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Value.Configured
        ? Task.Run(() => CitationCheck.Whole("Prévenez votre banque [1].", ["Prévenez votre banque. Faites opposition."]), stoppingToken) : Task.CompletedTask;
}
