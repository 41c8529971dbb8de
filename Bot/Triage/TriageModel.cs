using System.Globalization;
using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>All that was learnt, as one file that is versioned by the hash of data and code.</summary>
internal sealed class TriageModel(IntentClassifier messages, DialogueClassifier dialogues, string version)
{
    /// <summary>Raised when features or training change; with the hash of the examples it names a model.</summary>
    private const string Code = "c7";

    /// <summary>Reads a message by itself.</summary>
    public IntentClassifier Messages => messages;

    /// <summary>Reads a message after others.</summary>
    public DialogueClassifier Dialogues => dialogues;

    /// <summary>Names the data and the code it was learnt with.</summary>
    public string Version => version;

    /// <summary>The name that a model learnt from the built-in examples has.</summary>
    public static string CurrentVersion { get; } = string.Create(CultureInfo.InvariantCulture, $"{Code}-{SignBook.Version}-{Examples.Version()}");

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
    public static TriageModel Train(IReadOnlyList<Example> examples, IReadOnlyList<IReadOnlyList<DialogueTurn>> dialogues)
    {
        // A conversation opens with a message that stands by itself: it teaches both.
        var opened = dialogues.Where(turns => turns.Count > 0).Select(turns => Example.Opening(turns[0]));
        var messages = IntentClassifier.Train([.. examples, .. opened]);
        return new TriageModel(messages, DialogueClassifier.Train(dialogues, messages.Guess), CurrentVersion);
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

    private static TriageModel Load(string file)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(file), 1 << 20));
        var version = reader.ReadString();
        return new TriageModel(IntentClassifier.Read(reader), DialogueClassifier.Read(reader), version);
    }
}
