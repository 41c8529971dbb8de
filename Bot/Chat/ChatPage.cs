using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using BrigadeNumerique.Bot.Files;
using BrigadeNumerique.Bot.Operations;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Chat;

/// <summary>The citizen's page, the same bytes for everybody, so that it is compressed once and hard.</summary>
internal sealed class ChatPage
{
    private const string Page = "Chat.Page.index.html";

    public const string Script = "Chat.Page.chat.js", Style = "Chat.Page.chat.css";

    /// <summary>What is fetched once a person is waited for.</summary>
    public const string Extra = "Chat.Page.extra.js";

    private readonly Packed page;

    public ChatPage(IOptions<ChatOptions> options, IOptions<UploadOptions> uploads)
    {
        var html = Encoding.UTF8.GetString(EmbeddedFile.Read(Page))
            .Replace("{{script}}", "/chat/chat.js?v=" + EmbeddedFile.Version(Script), StringComparison.Ordinal)
            .Replace("{{style}}", "/chat/chat.css?v=" + EmbeddedFile.Version(Style), StringComparison.Ordinal)
            .Replace("{{extra}}", "/chat/extra.js?v=" + EmbeddedFile.Version(Extra), StringComparison.Ordinal)
            .Replace("{{mb}}", uploads.Value.Enabled ? uploads.Value.LargestMegabytes.ToString(CultureInfo.InvariantCulture) : "", StringComparison.Ordinal)
            .Replace("{{exit}}", HtmlEncoder.Default.Encode(options.Value.ExitAddress), StringComparison.Ordinal);
        StyleHash = HashOfStyle(html);
        page = new Packed(Encoding.UTF8.GetBytes(html));
    }

    /// <summary>What the content policy allows beside the style sheet: exactly the rules that stand in the page.</summary>
    public string StyleHash { get; }

    public Task WriteAsync(HttpContext http) => page.WriteAsync(http, "text/html");

    private static string HashOfStyle(string html)
    {
        const string open = "<style>";
        var from = html.IndexOf(open, StringComparison.Ordinal) + open.Length;
        var style = html[from..html.IndexOf("</style>", from, StringComparison.Ordinal)];
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'";
    }
}
