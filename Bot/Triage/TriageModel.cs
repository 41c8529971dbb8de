using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>All that was learnt, as one file that is versioned by the hash of data and code.</summary>
internal sealed class TriageModel(IntentClassifier messages, DialogueClassifier dialogues, string version)
{
    /// <summary>Raised when features or training change; with the hash of the examples it names a model.</summary>
    private const string Code = "c10";

    /// <summary>Reads a message by itself.</summary>
    public IntentClassifier Messages => messages;

    /// <summary>Reads a message after others.</summary>
    public DialogueClassifier Dialogues => dialogues;

    /// <summary>Names the data and the code it was learnt with.</summary>
    public string Version => version;

    /// <summary>The name that a model learnt from the built-in examples has.</summary>
    public static string CurrentVersion { get; } = string.Create(CultureInfo.InvariantCulture, $"{Code}-{SignBook.Version}-{Examples.Version()}");

    /// <summary>Whether this release can load a model of this name: its features and rules are ours.</summary>
    public static bool IsReadable(string version) => version.StartsWith($"{Code}-{SignBook.Version}-", StringComparison.Ordinal);

    /// <summary>The name of a model learnt from the built-in examples and some more: how many, and their hash.</summary>
    public static string VersionWith(IReadOnlyList<Example> more)
    {
        if (more.Count == 0) return CurrentVersion;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var example in more) hash.AppendData(Encoding.UTF8.GetBytes($"{example.Matter}\0{example.Text}\0"));
        return string.Create(CultureInfo.InvariantCulture, $"{CurrentVersion}+{more.Count}-{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4))}");
    }

    /// <summary>Loads the model of the built-in examples from a folder, or learns and keeps it.</summary>
    public static TriageModel LoadOrTrain(string directory)
    {
        var file = Path.Combine(directory, CurrentVersion + ".model");
        if (File.Exists(file)) return Load(file);
        var trained = Train(Examples.Load(), Triage.Dialogues.Load());
        trained.Save(directory);
        return trained;
    }

    /// <summary>Learns; the same examples give the same model.</summary>
    /// <param name="examples">The labelled messages.</param>
    /// <param name="dialogues">The labelled conversations.</param>
    /// <param name="version">Its name; that of the built-in examples where it is not given.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    public static TriageModel Train(IReadOnlyList<Example> examples, IReadOnlyList<IReadOnlyList<DialogueTurn>> dialogues, string? version = null, Action<double>? progress = null)
    {
        // Of the two, the messages take about two thirds of the time.
        const double MessagesShare = 0.65;
        // A conversation opens with a message that stands by itself: it teaches both.
        var opened = dialogues.Where(turns => turns.Count > 0).Select(turns => Example.Opening(turns[0]));
        var messages = IntentClassifier.Train([.. examples, .. opened]);
        progress?.Invoke(MessagesShare);
        var conversations = DialogueClassifier.Train(dialogues, messages.Guess);
        progress?.Invoke(1);
        return new TriageModel(messages, conversations, version ?? CurrentVersion);
    }

    /// <summary>Writes the model whole or not at all.</summary>
    public void Save(string directory)
    {
        var draft = Path.Combine(directory, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        using (var writer = new BinaryWriter(new BufferedStream(File.Create(draft), 1 << 20)))
        {
            writer.Write(version);
            messages.Write(writer);
            dialogues.Write(writer);
        }

        File.Move(draft, Path.Combine(directory, version + ".model"), overwrite: true);
    }

    /// <summary>Reads one file.</summary>
    public static TriageModel Load(string file)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(file), 1 << 20));
        var version = reader.ReadString();
        return new TriageModel(IntentClassifier.Read(reader), DialogueClassifier.Read(reader), version);
    }
}
