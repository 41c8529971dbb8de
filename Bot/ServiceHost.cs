using System.Diagnostics;
using BrigadeNumerique.Bot.Accounts;
using BrigadeNumerique.Bot.Asked;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Chat;
using BrigadeNumerique.Bot.Files;
using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.CannedReplies;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Desk.Writing;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Supervision;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Studio;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot;

/// <summary>Puts the service together, starts it, and says in one line why it cannot.</summary>
internal static class ServiceHost
{
    /// <summary>A phone on a mobile network drops a silent socket after half a minute; one without a sign of life for a minute is dead.</summary>
    public static readonly WebSocketOptions Sockets = new() { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(40) };

    /// <summary>Name of the policy of all staff pages; each asks for its own roles besides.</summary>
    public const string StaffPolicy = "staff";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(), ApplicationName = typeof(ServiceHost).Assembly.GetName().Name });
        if (string.IsNullOrEmpty(builder.Configuration["Urls"])) builder.Configuration["Urls"] = "http://localhost:5080";
        builder.Configuration.AddCommandLine(args);
        builder.Configuration.ListenForMetrics();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 11 * 1024 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddBot(builder.Configuration, builder.Environment);
        return builder;
    }

    /// <summary>Everything of the service but its web server: the commands run on the same parts.</summary>
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var data = new DataDirectory(Path.Combine(environment.ContentRootPath, configuration["Data:Directory"] is { Length: > 0 } configured ? configured : "data"));
        services.AddSingleton(data);
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(configuration.GetConnectionString("Main"), data.Path);
        services.AddHandoff();
        services.AddOptions<SupervisionOptions>().BindConfiguration("Supervision").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RoutingOptions>().BindConfiguration("Routing").ValidateDataAnnotations().ValidateOnStart();
        services.AddKnowledgeBase(options =>
        {
            options.IndexDirectory = data.Folder("index");
            options.RateFactor = configuration.GetValue("RateLimits:Factor", 1.0);
            options.AskedDays = configuration.GetValue("Knowledge:AskedDays", options.AskedDays);
        });
        services.AddTriage(data.Path);
        services.AddTurns();
        services.AddReview();
        services.AddFiles();
        services.AddDirectLine();
        services.AddChannels(configuration);
        services.AddMetricsPage(configuration);
        services.AddAccounts();
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ChatOptions>().BindConfiguration("Chat").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ChatPage>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Readiness>();
        services.AddProblemDetails();

        // Only what is public is compressed on the way: beside a secret, the length of a page can tell it.
        services.AddResponseCompression(compression => compression.EnableForHttps = true);

        // Accents are letters: « é » is one character, not six, and pages are in UTF-8.
        services.AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        services.AddDataProtection().SetApplicationName("BrigadeNumerique").PersistKeysToFileSystem(new DirectoryInfo(data.Folder("keys")));
        services.AddDesk(new DeskGuest(typeof(ServiceHost).Assembly), new DeskGuest(KnowledgeBaseModule.StudioPages, KnowledgeBaseModule.StudioStyle));
        services.AddSingleton<IBotReplies, StudioReplies>();
        services.AddSingleton<IAskedWords, AskedWords>();
        services.AddSingleton<IOperatorReplies, OperatorReplies>();
        services.AddSingleton<IArticleShelf, ArticleShelf>();
        services.AddSingleton<IDeskDrafts, DeskDrafts>();

        // Whoever forgets to say who may come gets nobody.
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(StaffPolicy, policy => policy.RequireRole(Roles.Operator, Roles.Supervisor, Roles.Editor, Roles.Admin));
        return services;
    }

    /// <summary>Migrates, seeds, then listens: the first message is served as well as the thousandth.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(WebApplication app)
    {
        var started = Stopwatch.GetTimestamp();
        var logger = app.Services.GetRequiredService<ILogger<Program>>();
        try
        {
            await PrepareAsync(app.Services, CancellationToken.None);
            await app.StartAsync();
            Log.Listening(logger, Stopwatch.GetElapsedTime(started).TotalSeconds);
            await WarmAsync(app.Services);
        }
        catch (OptionsValidationException invalid)
        {
            await Console.Error.WriteLineAsync("Configuration : " + string.Join(" ", invalid.Failures));
            return 1;
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"Le service n’a pas démarré : l’adresse {app.Configuration["Urls"]} est déjà prise, sans doute par un service déjà lancé. Arrêtez-le, ou choisissez-en une autre avec --Urls.");
            return 1;
        }
        catch (Exception fault)
        {
            Log.StartFailed(logger, fault);
            await Console.Error.WriteLineAsync("Le service n’a pas démarré : " + fault.Message);
            return 1;
        }

        Log.Ready(logger, Stopwatch.GetElapsedTime(started).TotalSeconds);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>What must be there before the first request.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<IStartupValidator>().Validate();
        await services.MigrateAsync(cancellationToken);
        await services.GetRequiredService<CannedReplyBook>().SeedAsync(cancellationToken);
        await services.GetRequiredService<KnowledgeStart>().RunAsync(cancellationToken);
        await services.GetRequiredService<AccountSeeder>().SeedAsync(Console.Out);
    }

    /// <summary>Loads or learns the model of the triage beside the first requests: on a first start that takes seconds in which the signs decide alone.</summary>
    public static Task WarmAsync(IServiceProvider services) => Task.Run(() =>
    {
        services.GetRequiredService<TriageEngine>().Warm();

        // Learning and indexing leave more behind than a day of talk: given back before the citizens come.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        services.GetRequiredService<Readiness>().Ready();
    });

    /// <summary>The project's folder when run from its build, so that <c>data</c> lies beside the project wherever it is called from; else the published folder.</summary>
    private static string ContentRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.csproj"))) return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
