using System.Globalization;
using System.Text.Json.Nodes;

namespace BrigadeNumerique.Support.Channels;

/// <summary>Telegram, Messenger, WhatsApp and a gateway for text messages, all at once: of four citizens each writes from another.</summary>
public sealed class StormProviders : IAsyncDisposable
{
    private readonly HttpClient http = LocalSite.Deliverer();
    private readonly TelegramSimulator telegram;
    private readonly MessengerSimulator messenger;
    private readonly WhatsAppSimulator whatsApp;
    private readonly SmsGateway sms;
    private readonly int seed;

    private StormProviders(TelegramSimulator telegram, MessengerSimulator messenger, WhatsAppSimulator whatsApp, SmsGateway sms, int seed) =>
        (this.telegram, this.messenger, this.whatsApp, this.sms, this.seed) = (telegram, messenger, whatsApp, sms, seed);

    /// <summary>Configuration of a service that speaks to all of them, as fast as it can.</summary>
    public string[] Settings => [.. messenger.Settings, .. whatsApp.Settings, .. telegram.Settings, .. sms.Settings, "Channels:Telegram:PerSecond=1000", "Channels:Sms:PerSecond=1000"];

    /// <summary>The service to which webhooks go.</summary>
    public Uri Service
    {
        get;
        set
        {
            field = value;
            telegram.Service = value;
            sms.Service = value;
        }
    } = new("http://127.0.0.1:9");

    /// <param name="seed">Other seeds have other citizens.</param>
    public static async Task<StormProviders> StartAsync(int seed) =>
        new(await TelegramSimulator.StartAsync(), await MessengerSimulator.StartAsync(), await WhatsAppSimulator.StartAsync(), await SmsGateway.StartAsync(), seed);

    /// <summary>From now on some of our calls fail: one in a hundred with 429, one with 500.</summary>
    public void Worsen()
    {
        var chance = new Random(7);
        telegram.Weather = sms.Weather = () => Next() switch { 429 => Fault.TooMany, 500 => Fault.Server, _ => null };
        messenger.Graph.Weather = whatsApp.Graph.Weather = Next;

        int? Next()
        {
            lock (chance) return chance.NextDouble() switch { < .01 => 429, < .02 => 500, _ => null };
        }
    }

    /// <summary>How many messages reached citizens, by channel.</summary>
    public IReadOnlyDictionary<string, int> Sent() => new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["telegram"] = telegram.SentToAll().Count, ["messenger"] = messenger.SentToAll().Count, ["whatsapp"] = whatsApp.SentToAll().Count, ["sms"] = sms.SentToAll().Count,
    };

    /// <summary>A citizen's words, as their provider will deliver them.</summary>
    /// <param name="citizen">Which, from 0.</param>
    /// <param name="n">Which message of all.</param>
    /// <param name="words">The words.</param>
    /// <param name="at">When they were written.</param>
    /// <returns>Delivers them once; each call the same.</returns>
    public Func<Task<HttpResponseMessage>> Says(int citizen, int n, string words, DateTimeOffset at)
    {
        var number = ((seed * 100_000L) + citizen).ToString("D9", CultureInfo.InvariantCulture);
        switch (citizen % 4)
        {
            case 0:
                var update = TelegramSimulator.Message(telegram.NextUpdate(), 3_000_000_000 + (seed * 100_000L) + citizen, n + 1, words);
                return () => telegram.PostsAsync(update);
            case 1:
                return Meta(MessengerSimulator.Path, MessengerSimulator.Envelope(messenger.Text("7" + number, words, at: at)), MessengerSimulator.AppSecret);
            case 2:
                return Meta(WhatsAppSimulator.Path, WhatsAppSimulator.Messages(whatsApp.Text("33" + number, words, at: at)), WhatsAppSimulator.AppSecret);
            default:
                var id = string.Create(CultureInfo.InvariantCulture, $"in-{seed}-{n}");
                return () => sms.WritesAsync("+33" + number, words, id, at: at);
        }
    }

    /// <summary>Delivers until it is taken, as all of them do, though in less time.</summary>
    public static async Task DeliverAsync(Func<Task<HttpResponseMessage>> deliver)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var answer = await deliver();
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // The service is away: it comes again.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("A webhook was never taken.");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await telegram.DisposeAsync();
        await messenger.DisposeAsync();
        await whatsApp.DisposeAsync();
        await sms.DisposeAsync();
    }

    private Func<Task<HttpResponseMessage>> Meta(string path, JsonObject payload, string secret)
    {
        var body = MetaWebhook.Bytes(payload);
        var signature = MetaWebhook.Sign(body, secret);
        return () => MetaWebhook.PostAsync(http, new Uri(Service, path).AbsoluteUri, body, signature);
    }
}
