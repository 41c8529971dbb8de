using BrigadeNumerique.Bot.Accounts;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Routing;

namespace BrigadeNumerique.Bot.Files;

/// <summary>The citizens' files, as the host adds them.</summary>
internal static class FilesModule
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration("Files").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FileShelf>();
        services.AddHostedService<FileSweep>();
        return services;
    }

    /// <summary>The desk's way to a file; the citizen's is Direct Line's.</summary>
    public static IEndpointRouteBuilder MapFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/poste/fichiers/{id}", DeskAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Operator, Roles.Supervisor, Roles.Admin));
        return routes;
    }

    /// <summary>For those who may read the conversation; to the others the file is not there.</summary>
    private static async Task<IResult> DeskAsync(string id, bool? original, HttpContext http, FileShelf shelf, Transcript transcript, Staffing staffing, CancellationToken cancellationToken)
    {
        if (await shelf.FindAsync(id, cancellationToken) is not { } file || await transcript.FindAsync(file.ConversationId, cancellationToken) is not { } conversation) return TypedResults.NotFound();
        var who = StaffMember.Of(http.User);
        var reader = await staffing.ReaderAsync(who.Id, who.Supervisor, cancellationToken);
        return reader.Lacks(conversation) is null ? new FileAnswer(shelf, file, original ?? false) : TypedResults.NotFound();
    }
}
