using BrigadeNumerique.Handoff.Audit;
using BrigadeNumerique.Handoff.Board;
using BrigadeNumerique.Handoff.CannedReplies;
using BrigadeNumerique.Handoff.Care;
using BrigadeNumerique.Handoff.Contact;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Copies;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Drafts;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Notes;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Relay;
using BrigadeNumerique.Handoff.Reports;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Satisfaction;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Handoff;

/// <summary>What the host adds of this module.</summary>
public static class HandoffModule
{
    /// <summary>The record, the queue and the desk. The host may bind <see cref="RoutingOptions"/>; it also gives an <c>IDbContextFactory&lt;HandoffDb&gt;</c>, an <see cref="IDeskTexts"/>, an <see cref="IWritingWindow"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddHandoff(this IServiceCollection services)
    {
        services.AddSingleton<IChangeFeed, InProcessChangeFeed>();
        services.AddSingleton<Typing>();
        services.AddSingleton<ReadMarks>();
        services.AddSingleton<Transcript>();
        services.AddHostedService(provider => provider.GetRequiredService<Transcript>());
        services.AddSingleton<QueueBoard>();
        services.AddSingleton<OperatorRegistry>();
        services.AddSingleton<DeskPresence>();
        services.AddHostedService(provider => provider.GetRequiredService<DeskPresence>());
        services.AddSingleton<OperatorWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorWatch>());
        services.AddSingleton<SurgeSwitch>();
        services.AddSingleton<Staffing>();
        services.AddSingleton<OfferWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OfferWatch>());
        services.AddSingleton<SupervisorWork>();
        services.AddSingleton<BoardReading>();
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<ReportReading>();
        services.AddSingleton<AuditBook>();
        services.AddSingleton<Opinions>();
        services.AddSingleton<SafeContacts>();
        services.AddSingleton<TranscriptCopies>();
        services.AddSingleton<DeskWork>();
        services.AddSingleton<CannedReplyBook>();
        services.AddSingleton<Notebook>();
        services.AddSingleton<RelayDesk>();
        services.AddSingleton<DraftShelf>();
        services.AddSingleton<WorkedDay>();
        return services;
    }
}
