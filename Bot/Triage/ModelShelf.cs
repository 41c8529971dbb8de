using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>A model that is kept.</summary>
/// <param name="Version">Its name.</param>
/// <param name="LearntAt">When its file was written.</param>
/// <param name="Active">It assesses the messages now.</param>
/// <param name="Usable">This release can load it: features and rules are the same.</param>
public sealed record ShelvedModel(string Version, DateTimeOffset LearntAt, bool Active, bool Usable);

/// <summary>A model that is asked for cannot be had; the message says why, in words for the staff.</summary>
internal sealed class ModelMissingException(string message) : Exception(message);

/// <summary>
/// The learnt models of a folder and which of them is active, in a small file, so that a restart and every command use the same.
/// The choice holds for the release that it was made with: a new release brings a model that was measured before it was published.
/// </summary>
/// <param name="directory">Where they are kept.</param>
internal sealed partial class ModelShelf(string directory)
{
    /// <summary>So many files are kept besides the active one and the one before it.</summary>
    private const int Kept = 5;

    private const string Extension = ".model";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private string ChoiceFile => Path.Combine(directory, "triage-model.json");

    /// <summary>The version that is chosen; that of the built-in examples where none is.</summary>
    public string Active => Read().Active;

    /// <summary>The version that was active before, or null.</summary>
    public string? Previous => Read().Earlier.LastOrDefault(version => TriageModel.IsReadable(version) && File.Exists(FileOf(version)));

    /// <summary>Loads the active model. Where its file is gone or broken: the built-in one, which is learnt if need be.</summary>
    public TriageModel LoadActive()
    {
        var active = Active;
        if (active != TriageModel.CurrentVersion)
        {
            try
            {
                return Load(active);
            }
            catch (ModelMissingException)
            {
                // Better the release's own model than none: the page shows which one is at work.
            }
        }

        return TriageModel.LoadOrTrain(directory);
    }

    /// <summary>Loads a kept model, to replay what it decided or to put it to work.</summary>
    /// <param name="version">As an assessment names it, with or without the version of the rules before it.</param>
    /// <exception cref="ModelMissingException">It is not kept, or another release made it.</exception>
    public TriageModel Load(string version)
    {
        var name = version.Split(' ')[^1];
        if (!Name().IsMatch(name) || !File.Exists(FileOf(name))) throw new ModelMissingException($"Le modèle « {name} » n’est pas gardé ici ; « train --list » montre ceux qui le sont.");
        if (!TriageModel.IsReadable(name)) throw new ModelMissingException($"Le modèle « {name} » vient d’une autre version du logiciel : elle seule peut le relire.");
        try
        {
            return TriageModel.Load(FileOf(name));
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or ArgumentException or OverflowException)
        {
            throw new ModelMissingException($"Le fichier du modèle « {name} » est abîmé.");
        }
    }

    /// <summary>All that are kept, the latest first.</summary>
    public IReadOnlyList<ShelvedModel> All()
    {
        var active = Active;
        return [.. Files().Select(file => new ShelvedModel(VersionOf(file), file.LastWriteTimeUtc, VersionOf(file) == active, TriageModel.IsReadable(VersionOf(file))))];
    }

    /// <summary>Keeps a model, and lets the oldest go.</summary>
    public void Keep(TriageModel model)
    {
        model.Save(directory);
        Prune();
    }

    /// <summary>This model is active from now on; the one before it can be come back to.</summary>
    public void Choose(string version)
    {
        var choice = Read();
        if (version == choice.Active) return;
        Write(new Choice(TriageModel.CurrentVersion, version, [.. choice.Earlier.Append(choice.Active).TakeLast(Kept)]));
    }

    /// <summary>The model that was active before is active again.</summary>
    /// <returns>Its version; null where there is none.</returns>
    public string? ChoosePrevious()
    {
        if (Previous is not { } previous) return null;
        Write(new Choice(TriageModel.CurrentVersion, previous, [.. Read().Earlier.TakeWhile(version => version != previous)]));
        return previous;
    }

    private void Prune()
    {
        HashSet<string?> needed = [Active, Previous, TriageModel.CurrentVersion];
        foreach (var file in Files().Where(file => !needed.Contains(VersionOf(file))).Skip(Kept))
        {
            try
            {
                file.Delete();
            }
            catch (IOException)
            {
                // Somebody reads it: the next time.
            }
        }
    }

    private IEnumerable<FileInfo> Files() =>
        new DirectoryInfo(directory).EnumerateFiles("*" + Extension).OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal);

    private string FileOf(string version) => Path.Combine(directory, version + Extension);

    private static string VersionOf(FileInfo file) => Path.GetFileNameWithoutExtension(file.Name);

    private Choice Read()
    {
        try
        {
            if (File.Exists(ChoiceFile) && JsonSerializer.Deserialize<Choice>(File.ReadAllText(ChoiceFile), Json) is { Active: not null, Earlier: not null } choice
                && choice.Release == TriageModel.CurrentVersion && Name().IsMatch(choice.Active)) return choice;
        }
        catch (Exception broken) when (broken is JsonException or IOException)
        {
            // An unreadable choice is none.
        }

        return new Choice(TriageModel.CurrentVersion, TriageModel.CurrentVersion, []);
    }

    private void Write(Choice choice)
    {
        var draft = $"{ChoiceFile}.{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}";
        File.WriteAllText(draft, JsonSerializer.Serialize(choice, Json));
        File.Move(draft, ChoiceFile, overwrite: true);
    }

    /// <summary>A version is a file's name: nothing that leads out of the folder is one.</summary>
    [GeneratedRegex("^[a-z0-9][a-z0-9+.-]{0,120}$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    private sealed record Choice(string Release, string Active, IReadOnlyList<string> Earlier);
}
