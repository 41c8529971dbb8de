using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>The working words of an article as somebody left them: what they can be brought back to.</summary>
public sealed class SavedVersion
{
    /// <summary>The saves of one person within so long of the first are one version.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(10);

    /// <summary>The article.</summary>
    public required string Slug { get; init; }

    /// <summary>From 1, within the article.</summary>
    public required int Number { get; init; }

    /// <summary>When its first words were saved.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When its last words were.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Who wrote it.</summary>
    public required Editor By { get; init; }

    /// <summary>The words.</summary>
    public required ArticleContent Content { get; set; }

    /// <summary>It was handed on, or stands aside because somebody else had saved meanwhile: never written over.</summary>
    public bool Closed { get; set; }

    /// <summary>Whether a save of this person goes on with it.</summary>
    public bool GoesOn(Editor by, DateTimeOffset at) => !Closed && By.Id == by?.Id && at - Since < Span;
}

internal sealed class SavedVersionConfiguration : IEntityTypeConfiguration<SavedVersion>
{
    public void Configure(EntityTypeBuilder<SavedVersion> builder)
    {
        builder.ToTable("versions");
        builder.HasKey(v => new { v.Slug, v.Number });
        builder.Property(v => v.Slug).HasMaxLength(80);
        builder.Property(v => v.Content).HasConversion<ContentJson, ContentEquality>();
        builder.ComplexProperty(v => v.By, EditorColumns.Of);
        builder.HasOne<Article>().WithMany().HasForeignKey(v => v.Slug).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Two columns a person.</summary>
internal static class EditorColumns
{
    public static void Of(ComplexPropertyBuilder<Editor> editor)
    {
        editor.Property(e => e.Id).HasMaxLength(64);
        editor.Property(e => e.Name).HasMaxLength(100);
    }
}
