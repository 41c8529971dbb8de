using System.Text;
using System.Text.Json;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Files;
using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>Files of a message, as the protocol uploads them; read from the wire to the disk, never into memory.</summary>
internal sealed class Uploading(Credentials credentials, RateLimits limits, Transcript transcript, Opening opening, Posting posting, FileShelf shelf, IOptions<UploadOptions> options)
{
    /// <summary>Takes the parts; the message is posted only when all of them are whole.</summary>
    public async Task<IResult> TakeAsync(string id, string? userId, HttpRequest request, CancellationToken cancellationToken)
    {
        var (credential, fault) = credentials.Read(request);
        if (credential is null) return fault!;
        if (!credential.Opens(id)) return DirectLineError.BadToken();
        if (!options.Value.Enabled) return new DirectLineError(403, "UploadsDisabled", "Files are not accepted here.");
        if (await limits.UploadAsync(id, cancellationToken) is { } seconds) return DirectLineError.RateLimited(seconds);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return new DirectLineError(415, "UnsupportedMediaType", "An upload is multipart/form-data.");
        var most = (options.Value.Largest * options.Value.MostPerMessage) + InboundActivity.LargestBody + 65536;
        if (request.ContentLength > most) return DirectLineError.TooBig("The upload is too big.");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = most;
        var parts = new Parts();
        try
        {
            return await ReadAsync(id, new MultipartReader(boundary, request.Body), parts, cancellationToken)
                ?? await PostAsync(id, credential.Token, parts.Activity ?? Bare(userId), parts.Files, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return DirectLineError.BadSyntax("The upload is not multipart/form-data.");
        }
        finally
        {
            foreach (var file in parts.Files) file.Drop();
        }
    }

    /// <summary>A file, for whoever has the token of its conversation.</summary>
    public async Task<IResult> GiveAsync(string id, string file, bool? original, HttpRequest request, CancellationToken cancellationToken)
    {
        var (credential, fault) = credentials.Read(request);
        if (credential is null) return fault!;
        if (!credential.Opens(id)) return DirectLineError.BadToken();
        if (await transcript.FindAsync(id, cancellationToken) is not { Locked: false }) return DirectLineError.NotFound();
        return await shelf.FindAsync(file, cancellationToken) is { } found && found.ConversationId == id ? new FileAnswer(shelf, found, original ?? false) : DirectLineError.NotFound();
    }

    private async Task<DirectLineError?> ReadAsync(string id, MultipartReader reader, Parts parts, CancellationToken cancellationToken)
    {
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) return DirectLineError.BadSyntax("A part has no Content-Disposition.");
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (name == "activity")
            {
                var json = new MemoryStream();
                var buffer = new byte[16384];
                while (await section.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                {
                    json.Write(buffer, 0, read);
                    if (json.Length > InboundActivity.LargestBody) return DirectLineError.TooBig("The activity is too big.");
                }

                (parts.Activity, var wrong) = InboundActivity.Read(json.ToArray());
                if (wrong is not null) return wrong;
                continue;
            }

            if (parts.Files.Count >= options.Value.MostPerMessage) return Refuse(FileFault.Many);
            var given = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
            var (file, fault) = await shelf.TakeAsync(id, given, section.Body, cancellationToken);
            if (file is null) return Refuse(fault!.Value);
            parts.Files.Add(file);
        }

        return parts.Files.Count == 0 ? DirectLineError.BadArgument("The upload has no file.") : parts.Activity is { Type: not "message" } ? DirectLineError.BadArgument("Files come with a message.") : null;
    }

    private async Task<IResult> PostAsync(string id, Token? token, InboundActivity activity, IReadOnlyList<TakenFile> files, CancellationToken cancellationToken)
    {
        if (await opening.OpenAsync(id, token?.User ?? activity.From ?? Identifiers.Visitor(), activity.Locale, cancellationToken) is Opened.Locked) return DirectLineError.BadToken();
        if (await shelf.KeepAsync(files, cancellationToken) is { } fault) return Refuse(fault);
        var rows = files.Select(file => file.Row!).ToList();
        var told = false;
        try
        {
            var receipt = await posting.ReceiveAsync(id, token, activity, [.. rows.Select(row => new FileCard(row.Id, row.Name, row.ContentType, row.Size, row.Width, row.Height, row.Sha256))], CancellationToken.None);

            // Sent twice, kept once.
            told = receipt is { Sequence: not null, Known: false };
            return receipt.Sequence is { } sequence ? TypedJson.Id(ActivityWriter.Id(id, sequence)) : DirectLineError.BadToken();
        }
        finally
        {
            if (!told) await shelf.EraseAsync(rows, CancellationToken.None);
        }
    }

    private DirectLineError Refuse(FileFault fault) => fault switch
    {
        FileFault.Size => DirectLineError.TooBig($"A file has at most {options.Value.LargestMegabytes} MB."),
        FileFault.Many => new DirectLineError(413, "TooManyFiles", $"At most {options.Value.MostPerMessage} files a message and {options.Value.MostPerConversation} a conversation."),
        FileFault.Room => new DirectLineError(507, "NoRoom", "There is no room for files at the moment; messages still pass."),
        _ => new DirectLineError(415, "UnsupportedMediaType", "Accepted: JPEG, PNG, WebP, GIF and HEIC pictures, PDF, plain text."),
    };

    private static InboundActivity Bare(string? userId) => new("message", null, null, null, null, null, null, userId);

    private sealed class Parts
    {
        public List<TakenFile> Files { get; } = [];

        public InboundActivity? Activity { get; set; }
    }
}
