using System.Globalization;
using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Inbox;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace BrigadeNumerique.Bot.Channels.Social.Telegram;

/// <summary>What a webhook of Telegram says. Only private talk is read; whoever speaks to the bot in a group is asked to write in private.</summary>
internal static class TelegramUpdates
{
    /// <summary>Reads one update.</summary>
    /// <returns>The events, none for kinds that concern nobody here; and the button's question that the answer to the webhook settles.</returns>
    /// <exception cref="JsonException">It is no update.</exception>
    public static (IReadOnlyList<InboundEvent> Events, string? CallbackId) Read(ReadOnlySpan<byte> body)
    {
        var update = JsonSerializer.Deserialize<Update>(body, JsonBotAPI.Options) ?? throw new JsonException("Not an update.");
        if (update.Id <= 0) throw new JsonException("An update has a number.");
        return update switch
        {
            { Message: { } message } => (Of(update, message), null),
            { EditedMessage: { } edited } => (Edited(update, edited), null),
            { CallbackQuery: { Data: { } data, From: { } from } query } => ([Event(update, InboundKind.Choice, Text(from.Id), from.LanguageCode, update.CallbackQuery.Message) with { Choice = data, Text = TitleOf(query, data), MessageId = null }], query.Id),
            _ => ([], null),
        };
    }

    private static IReadOnlyList<InboundEvent> Of(Update update, Message message)
    {
        if (message.Chat.Type is not ChatType.Private) return IsToUs(message) ? [Event(update, InboundKind.Public, Text(message.Chat.Id), message.From?.LanguageCode, message)] : [];
        var words = message.Text ?? message.Caption;
        var said = Event(update, InboundKind.Message, Text(message.Chat.Id), message.From?.LanguageCode, message) with { Text = words };
        return message switch
        {
            { Text: { } text } when text == "/start" || text.StartsWith("/start ", StringComparison.Ordinal) => [said with { Kind = InboundKind.Start, Text = null }],
            { Photo: { Length: > 0 } sizes } => [said with { Files = [Photo(sizes)] }],
            { Document: { } file } when message.Animation is null => [said with { Files = [new InboundFile(file.FileId, file.FileName ?? "", file.MimeType, file.FileSize)] }],
            { Voice: { } voice } => [said with { Kind = InboundKind.Voice, Files = [new InboundFile(voice.FileId, "message-vocal.ogg", voice.MimeType, voice.FileSize)] }],
            { Audio: { } audio } => [said with { Kind = InboundKind.Voice, Files = [new InboundFile(audio.FileId, audio.FileName ?? "son.mp3", audio.MimeType, audio.FileSize)] }],
            { Location: { } place } => [said with { Kind = InboundKind.Position, Position = new InboundPosition(place.Latitude, place.Longitude, place.HorizontalAccuracy) }],
            _ when !string.IsNullOrWhiteSpace(words) => [said],
            _ when message.From is { IsBot: false } && IsSaid(message) => [said with { Kind = InboundKind.Unknown }],
            _ => [],
        };
    }

    /// <summary>A moved position is an edit without words, and says nothing new to a conversation.</summary>
    private static IReadOnlyList<InboundEvent> Edited(Update update, Message message) =>
        message.Chat.Type is ChatType.Private && (message.Text ?? message.Caption) is { Length: > 0 } words
            ? [Event(update, InboundKind.Edit, Text(message.Chat.Id), message.From?.LanguageCode, message) with { Text = words }]
            : [];

    private static InboundEvent Event(Update update, InboundKind kind, string chat, string? locale, Message? message) =>
        new(Text(update.Id), kind, new ChannelAddress(chat), update.Id) { MessageId = message is null ? null : Text(message.Id), Locale = locale, At = message?.Date };

    /// <summary>The largest of the sizes in which Telegram keeps a photo.</summary>
    private static InboundFile Photo(PhotoSize[] sizes)
    {
        var largest = sizes.MaxBy(size => (long)size.Width * size.Height)!;
        return new InboundFile(largest.FileId, "photo.jpg", "image/jpeg", largest.FileSize);
    }

    private static string? TitleOf(CallbackQuery query, string data) =>
        query.Message?.ReplyMarkup?.InlineKeyboard.SelectMany(row => row).FirstOrDefault(button => button.CallbackData == data)?.Text;

    /// <summary>In a group: a command, a mention, or an answer to a bot.</summary>
    private static bool IsToUs(Message message) =>
        message.From is { IsBot: false } && (message.ReplyToMessage?.From is { IsBot: true } || (message.Entities ?? []).Any(entity => entity.Type is MessageEntityType.BotCommand or MessageEntityType.Mention));

    /// <summary>Something that a person sends, not something that Telegram tells of the chat.</summary>
    private static bool IsSaid(Message message) =>
        message.Sticker is not null || message.Video is not null || message.VideoNote is not null || message.Animation is not null || message.Contact is not null || message.Poll is not null || message.Dice is not null || message.Game is not null || message.Story is not null
        || message.Type is MessageType.Unknown;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
