using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Handoff.Contact;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Copies;

/// <summary>How asking for a copy ended.</summary>
public enum CopyAnswer
{
    /// <summary>The citizen may have it.</summary>
    Given,

    /// <summary>A code is needed: the case was grave, or the citizen may only be reached here.</summary>
    CodeNeeded,

    /// <summary>The code is wrong, too old, or was tried too often.</summary>
    CodeWrong,
}

/// <summary>
/// Copies of the exchange for the citizen. On a device that another reads, a copy betrays: in a grave case there is none
/// unless an operator, who has asked, releases it with a code that serves once.
/// </summary>
public sealed class TranscriptCopies(IDbContextFactory<HandoffDb> databases, Transcript transcript, TimeProvider clock)
{
    /// <summary>How long a code holds.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>How often it may be tried.</summary>
    public const int MostTries = 5;

    private const int Rounds = 100_000;

    /// <summary>Makes a code, in place of the last. Only its hash is kept: it is shown now or never.</summary>
    /// <returns>Eight digits, or null when this operator does not hold the conversation.</returns>
    public async Task<string?> ReleaseAsync(string conversationId, string operatorId, string name, CancellationToken cancellationToken)
    {
        var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        var salt = RandomNumberGenerator.GetBytes(16);
        var released = await transcript.ChangeAsync(conversationId, conversation =>
        {
            if (conversation.Custody is not Custody.Assigned || conversation.OperatorId != operatorId) return false;
            conversation.Write(new Line(Author.System, "") { Kind = CopyLine.Kind, Audience = Audience.Staff, AuthorName = name }, clock.GetUtcNow());
            return true;
        }, cancellationToken);
        if (!released) return null;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.CopyCodes.Where(c => c.ConversationId == conversationId).ExecuteDeleteAsync(cancellationToken);
        db.CopyCodes.Add(new CopyCode { ConversationId = conversationId, Salt = salt, Hash = Hash(code, salt), Until = clock.GetUtcNow() + Life, ReleasedBy = operatorId });
        await db.SaveChangesAsync(cancellationToken);
        return code;
    }

    /// <summary>Whether the citizen may have a copy now; a right code is used up by it.</summary>
    /// <param name="conversation">Of which conversation.</param>
    /// <param name="code">What the citizen typed, or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<CopyAnswer> AskAsync(Conversation conversation, string? code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var onlyHere = await db.SafeContacts.AnyAsync(c => c.ConversationId == conversation.Id && !c.May, cancellationToken);
        if (conversation.Gravest is Priority.Normal && !onlyHere) return CopyAnswer.Given;
        if (string.IsNullOrWhiteSpace(code)) return CopyAnswer.CodeNeeded;

        // Counted before it is looked at: many who try at once have five tries together.
        var now = clock.GetUtcNow();
        var counted = await db.CopyCodes.Where(c => c.ConversationId == conversation.Id && c.Tries < MostTries && c.Until > now)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Tries, c => c.Tries + 1), cancellationToken);
        if (counted == 0 || await db.CopyCodes.AsNoTracking().SingleOrDefaultAsync(c => c.ConversationId == conversation.Id, cancellationToken) is not { } kept) return CopyAnswer.CodeWrong;
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        if (!CryptographicOperations.FixedTimeEquals(Hash(digits, kept.Salt), kept.Hash)) return CopyAnswer.CodeWrong;
        var used = await db.CopyCodes.Where(c => c.ConversationId == conversation.Id && c.Hash == kept.Hash).ExecuteDeleteAsync(cancellationToken);
        return used == 1 ? CopyAnswer.Given : CopyAnswer.CodeWrong;
    }

    private static byte[] Hash(string code, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(code), salt, Rounds, HashAlgorithmName.SHA256, 32);
}

/// <summary>The staff's line that says who released a copy.</summary>
public static class CopyLine
{
    /// <summary>Its kind.</summary>
    public const string Kind = "copy";
}
