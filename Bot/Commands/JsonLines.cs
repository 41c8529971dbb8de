using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BrigadeNumerique.Bot.Commands;

/// <summary>Files of one JSON object a line.</summary>
internal static class JsonLines
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file whole, so that a bad line is found before anything is written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Makes a row of an object; its exceptions name what is missing.</param>
    /// <exception cref="InputException">The file is missing, or a line is not what it should be.</exception>
    public static List<T> Read<T>(FileInfo file, Func<JsonElement, T> read)
    {
        if (!file.Exists) throw new InputException($"{file.FullName} : ce fichier n’existe pas.");
        var rows = new List<T>();
        var number = 0;
        foreach (var line in File.ReadLines(file.FullName, Encoding.UTF8))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var document = JsonDocument.Parse(line);
                rows.Add(read(document.RootElement));
            }
            catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new InputException($"{file.Name}, ligne {number} : {Reason(wrong)}", 1);
            }
        }

        return rows;
    }

    /// <summary>A required text of an object.</summary>
    public static string Text(JsonElement row, string name)
    {
        if (row.ValueKind is not JsonValueKind.Object) throw new FormatException("un objet JSON est attendu.");
        if (!row.TryGetProperty(name, out var value)) throw new KeyNotFoundException($"« {name} » manque.");
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new FormatException($"« {name} » doit être un texte."),
        };
    }

    /// <summary>A text of an object, or an empty one.</summary>
    public static string TextOrEmpty(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    /// <summary>Writes rows to a file that appears whole or not at all.</summary>
    public static async Task WriteAsync<T>(FileInfo file, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        await using var output = new WholeFile(file);
        foreach (var row in rows)
        {
            await using (var writer = new Utf8JsonWriter(output.Stream, Readable)) write(writer, row);
            output.Stream.WriteByte((byte)'\n');
            cancellationToken.ThrowIfCancellationRequested();
        }

        output.Keep();
    }

    private static string Reason(Exception wrong) => wrong is JsonException json
        ? string.Create(CultureInfo.InvariantCulture, $"ce n’est pas du JSON (colonne {json.BytePositionInLine + 1}).")
        : wrong.Message;
}

/// <summary>A file that is written beside its place and moved there when it is whole.</summary>
internal sealed class WholeFile : IAsyncDisposable
{
    private readonly FileInfo target;
    private readonly string draft;
    private bool kept;

    /// <exception cref="InputException">It cannot be written there.</exception>
    public WholeFile(FileInfo target)
    {
        this.target = target;
        draft = $"{target.FullName}.{Environment.ProcessId}.part";
        try
        {
            Stream = new BufferedStream(File.Create(draft), 1 << 16);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{target.FullName} : impossible d’écrire ici ({denied.Message})", 1);
        }
    }

    public Stream Stream { get; }

    public void Keep() => kept = true;

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (kept) File.Move(draft, target.FullName, overwrite: true);
        else File.Delete(draft);
    }
}
