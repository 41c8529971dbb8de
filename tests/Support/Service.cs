using System.Net.WebSockets;
using BrigadeNumerique.Bot;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Operators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Support;

/// <summary>The whole service, on real Kestrel and a real database of its own, in this process.</summary>
public sealed class Service : IAsyncDisposable
{
    /// <summary>The accounts of two operators, of an editor and of a supervisor, who have one password in tests.</summary>
    public const string OperatorEmail = "camille@exemple.fr", SecondOperatorEmail = "sacha@exemple.fr", SupervisorEmail = "dominique@exemple.fr", OperatorPassword = "mot de passe de test", EditorEmail = "lou@exemple.fr", Secret = "le-secret-des-tests-d-integration";

    private readonly Database database;
    private readonly DirectoryInfo folder;
    private readonly string[] args;
    private WebApplication app;

    private Service(WebApplication app, Database database, DirectoryInfo folder, string[] args)
    {
        (this.app, this.database, this.folder, this.args) = (app, database, folder, args);
        Address = AddressOf(app);
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; private set; }

    public HttpClient Http { get; private set; }

    public IServiceProvider Services => app.Services;

    /// <summary>Where the service keeps its files.</summary>
    public string Folder => folder.FullName;

    public Transcript Transcript => Services.GetRequiredService<Transcript>();

    public DeskWork Desk => Services.GetRequiredService<DeskWork>();

    /// <summary>Starts one.</summary>
    /// <param name="engine">Where the record is kept.</param>
    /// <param name="settings">Configuration, as on the command line: <c>Key=value</c>.</param>
    public static async Task<Service> StartAsync(Engine engine = Engine.Sqlite, params string[] settings)
    {
        var (database, folder) = await Beginning.CopyAsync(engine, settings);
        return await StartAsync(database, folder, settings);
    }

    /// <summary>Starts one on what is there.</summary>
    internal static async Task<Service> StartAsync(Database database, DirectoryInfo folder, params string[] settings)
    {
        string[] args =
        [
            "--Urls=http://127.0.0.1:0",
            $"--Data:Directory={folder.FullName}",
            $"--ConnectionStrings:Main={database.ConnectionString}",
            "--RateLimits:Factor=0",
            $"--DirectLine:Secret={Secret}",
            $"--Accounts:Seed:0:Email={OperatorEmail}",
            $"--Accounts:Seed:0:Password={OperatorPassword}",
            "--Accounts:Seed:0:Roles=operator",
            "--Accounts:Seed:0:Name=Adjudante Camille",
            $"--Accounts:Seed:1:Email={EditorEmail}",
            $"--Accounts:Seed:1:Password={OperatorPassword}",
            "--Accounts:Seed:1:Roles=editor",
            "--Accounts:Seed:1:Name=Rédaction Lou",
            $"--Accounts:Seed:2:Email={SupervisorEmail}",
            $"--Accounts:Seed:2:Password={OperatorPassword}",
            "--Accounts:Seed:2:Roles=supervisor",
            "--Accounts:Seed:2:Name=Major Dominique",
            $"--Accounts:Seed:3:Email={SecondOperatorEmail}",
            $"--Accounts:Seed:3:Password={OperatorPassword}",
            "--Accounts:Seed:3:Roles=operator",
            "--Accounts:Seed:3:Name=Gendarme Sacha",
            "--Chat:ExitAddress=http://127.0.0.1:9/ailleurs",
            "--Logging:LogLevel:Default=Warning",
            .. settings.Select(setting => "--" + setting),
        ];
        return new Service(await StartAsync(args), database, folder, args);
    }

    /// <summary>Stops the service and starts it on the same data, at another address.</summary>
    public async Task RestartAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        app = await StartAsync(args);
        Http.Dispose();
        Address = AddressOf(app);
        Http = new HttpClient { BaseAddress = Address };
    }

    private static async Task<WebApplication> StartAsync(string[] args)
    {
        var app = Program.Build(args);
        await ServiceHost.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        await ServiceHost.WarmAsync(app.Services);
        return app;
    }

    /// <summary>Opens a stream that the service knows of: what is only told, and not recorded, is told to those that there are.</summary>
    public async Task<ClientWebSocket> StreamAsync(Citizen citizen, CancellationToken cancellationToken)
    {
        var socket = await citizen.ListensAsync(cancellationToken: cancellationToken);
        while (!Services.GetRequiredService<Streams>().Conversations.Contains(citizen.Conversation)) await Task.Delay(10, cancellationToken);
        return socket;
    }

    private static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>A desk page of this operator is open.</summary>
    public async Task OpenDeskAsync(string operatorId = "op-1", string name = "Adjudante Camille")
    {
        await Services.GetRequiredService<OperatorRegistry>().SeenAsync(operatorId, name, supervisor: false, CancellationToken.None);
        await Services.GetRequiredService<DeskPresence>().LookAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Stops it; what it kept stays.</summary>
    internal async Task StopAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
