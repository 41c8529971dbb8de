using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BrigadeNumerique.Support.Channels;

/// <summary>Somebody who writes to the brigade on Telegram.</summary>
public sealed partial class TelegramCitizen(TelegramSimulator telegram)
{
    private static long chats = 700_000;
    private long messages;

    /// <summary>The private chat, by which Telegram knows the person.</summary>
    public long Chat { get; } = Interlocked.Increment(ref chats);

    /// <summary>What the phone shows, in order, without markup.</summary>
    public IReadOnlyList<string> Screen => [.. telegram.Sent(Chat).Select(message => Plain(message.Text))];

    /// <summary>Writes; delivered until it is taken.</summary>
    /// <returns>The message's number.</returns>
    public async Task<long> WritesAsync(string text)
    {
        var update = Says(text);
        await telegram.DeliversAsync(update);
        return update["message"]!["message_id"]!.GetValue<long>();
    }

    /// <summary>Something else than words.</summary>
    public Task SendsAsync(JsonObject with) => telegram.DeliversAsync(Says(null, with));

    /// <summary>An update of this person that is not delivered yet.</summary>
    public JsonObject Says(string? text, JsonObject? with = null) => TelegramSimulator.Message(telegram.NextUpdate(), Chat, Interlocked.Increment(ref messages), text, with);

    /// <summary>Changes an earlier message.</summary>
    public Task EditsAsync(long message, string text) => telegram.DeliversAsync(TelegramSimulator.Message(telegram.NextUpdate(), Chat, message, text, kind: "edited_message"));

    /// <summary>Taps a button.</summary>
    /// <returns>What the service answers to the webhook.</returns>
    public async Task<string> TapsAsync(string title)
    {
        var (message, button) = telegram.Sent(Chat).SelectMany(sent => sent.Buttons.Select(button => (Message: sent, Button: button))).Last(pair => pair.Button.Title == title);
        using var answer = await telegram.PostsAsync(new JsonObject
        {
            ["update_id"] = telegram.NextUpdate(),
            ["callback_query"] = new JsonObject
            {
                ["id"] = "tap-1",
                ["from"] = new JsonObject { ["id"] = Chat, ["is_bot"] = false, ["first_name"] = "Prénom", ["language_code"] = "fr" },
                ["chat_instance"] = "1",
                ["data"] = button.Data,
                ["message"] = new JsonObject
                {
                    ["message_id"] = message.Id, ["date"] = 1_700_000_000, ["chat"] = new JsonObject { ["id"] = Chat, ["type"] = "private" }, ["text"] = message.Text,
                    ["reply_markup"] = new JsonObject { ["inline_keyboard"] = new JsonArray(new JsonArray(new JsonObject { ["text"] = button.Title, ["callback_data"] = button.Data })) },
                },
            },
        });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Waits until the phone shows something, ten seconds at most.</summary>
    /// <exception cref="TimeoutException">It never came.</exception>
    public async Task<string> AwaitsAsync(Func<string, bool> wanted, string what)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (Screen.FirstOrDefault(wanted) is { } found) return found;
            await Task.Delay(25);
        }

        throw new TimeoutException($"{what} did not come; came: {string.Join(" | ", Screen)}");
    }

    /// <summary>Waits for words.</summary>
    public Task<string> AwaitsAsync(string words) => AwaitsAsync(text => text.Contains(words, StringComparison.Ordinal), $"« {words} »");

    private static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("</?[a-z][^>]*>")]
    private static partial Regex Tag();
}
