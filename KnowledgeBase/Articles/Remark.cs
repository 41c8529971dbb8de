using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>What a reader missed in an article, in one line: for the editors. Who wrote it is not kept, nor the hour.</summary>
public sealed class Remark
{
    /// <summary>Longest line kept, in characters.</summary>
    public const int Longest = 300;

    /// <summary>Its number, from 1.</summary>
    public int Id { get; init; }

    /// <summary>The article.</summary>
    public required string Slug { get; init; }

    /// <summary>The day in Paris.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The words, without what was recognised as an address, a telephone number or a plate.</summary>
    public required string Text { get; init; }
}

internal sealed class RemarkConfiguration : IEntityTypeConfiguration<Remark>
{
    public void Configure(EntityTypeBuilder<Remark> builder)
    {
        builder.ToTable("remarks");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedOnAdd();
        builder.Property(r => r.Slug).HasMaxLength(80);
        builder.Property(r => r.Text).HasMaxLength(Remark.Longest);
        builder.HasOne<Article>().WithMany().HasForeignKey(r => r.Slug).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.Slug, r.Day });
    }
}

/// <summary>Keeps the remarks of readers.</summary>
public sealed partial class RemarkBook(IDbContextFactory<KnowledgeDb> databases)
{
    /// <summary>Stands for what was taken out.</summary>
    internal const string Removed = "[retiré]";

    /// <summary>Keeps one line, cleaned.</summary>
    /// <returns>False when nothing was left to keep.</returns>
    public async Task<bool> AddAsync(string slug, string words, DateOnly day, CancellationToken cancellationToken)
    {
        var text = Clean(words);
        if (text.Replace(Removed, "", StringComparison.Ordinal).All(c => !char.IsLetterOrDigit(c))) return false;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Remarks.Add(new Remark { Slug = slug, Day = day, Text = text });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>The last remarks on an article, newest first.</summary>
    public async Task<IReadOnlyList<Remark>> OfAsync(string slug, int take, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Remarks.AsNoTracking().Where(remark => remark.Slug == slug).OrderByDescending(remark => remark.Id).Take(take).ToListAsync(cancellationToken);
    }

    /// <summary>One line of at most <see cref="Remark.Longest"/> characters without what may tell who wrote it.</summary>
    internal static string Clean(string words)
    {
        var line = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            // A lone half of a character comes as U+FFFD; what cannot be seen is a blank.
            if (rune != Rune.ReplacementChar) line.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        // Cleaned before it is cut: half a telephone number is still somebody's.
        var clean = Plate().Replace(Phone().Replace(Email().Replace(line.ToString(), Removed), Removed), Removed);
        clean = Blanks().Replace(clean, " ").Trim();
        if (clean.Length <= Remark.Longest) return clean;
        return clean[..(char.IsHighSurrogate(clean[Remark.Longest - 1]) ? Remark.Longest - 1 : Remark.Longest)].TrimEnd();
    }

    [GeneratedRegex(@"[\p{L}\d._%+-]{1,64}\s?(?:@|\(at\)|\barobase\b)\s?[\p{L}\d-]{1,64}(?:\.[\p{L}\d-]{1,64})+", RegexOptions.IgnoreCase)]
    private static partial Regex Email();

    /// <summary>Nine digits or more, however they are grouped: the short numbers of help (17, 3919, 116 006) are none.</summary>
    [GeneratedRegex(@"(?<!\d)(?:\+|00)?\d(?:[ .\-/()]{0,2}\d){8,}")]
    private static partial Regex Phone();

    /// <summary>AB-123-CD, and the older 1234 AB 75.</summary>
    [GeneratedRegex(@"\b[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}\b|\b\d{1,4}[ -](?!ou\b|et\b|au\b|ans\b|de\b|le\b)[A-Z]{2,3}[ -](?:\d{2}|2[AB])\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plate();

    [GeneratedRegex(@" {2,}")]
    private static partial Regex Blanks();
}
