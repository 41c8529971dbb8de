using BrigadeNumerique.Bot;
using BrigadeNumerique.Bot.Accounts;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Chat;
using BrigadeNumerique.Bot.Commands;
using BrigadeNumerique.Bot.Files;
using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Handoff.Board;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.KnowledgeBase;

// A command, or the service.
return CommandLine.IsCommand(args) ? await CommandLine.RunAsync(args) : await ServiceHost.RunAsync(Build(args));

/// <summary>The service.</summary>
public sealed partial class Program
{
    /// <summary>Modules in, routes out.</summary>
    internal static WebApplication Build(string[] args)
    {
        var app = ServiceHost.CreateBuilder(args).Build();

        app.UseMetricsPage();
        app.UseSafeHeaders();
        app.UseWebSockets(ServiceHost.Sockets);
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/aide"), help => help.UseResponseCompression());
        app.UseDeskLanguage();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapChat();
        app.MapDirectLine();
        app.MapChannels();
        app.MapFiles();
        app.MapHelpCenter();
        app.MapDesk(ServiceHost.StaffPolicy);
        app.MapReportSheets();
        app.MapSignIn();
        app.MapHealth();
        return app;
    }
}
