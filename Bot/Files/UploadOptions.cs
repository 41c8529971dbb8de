using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Files;

/// <summary>Section <c>Files</c> of the configuration.</summary>
internal sealed class UploadOptions
{
    /// <summary>Whether citizens may send files at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Largest file in megabytes (1,048,576 bytes). Default 10; 1 to 50.</summary>
    [Range(1, 50, ErrorMessage = "Files:LargestMegabytes must lie between 1 and 50.")]
    public int LargestMegabytes { get; set; } = 10;

    /// <summary>Files in one message. Default 5; 1 to 20.</summary>
    [Range(1, 20, ErrorMessage = "Files:MostPerMessage must lie between 1 and 20.")]
    public int MostPerMessage { get; set; } = 5;

    /// <summary>Files in one conversation. Default 30; 1 to 500.</summary>
    [Range(1, 500, ErrorMessage = "Files:MostPerConversation must lie between 1 and 500.")]
    public int MostPerConversation { get; set; } = 30;

    /// <summary>Megabytes of the disk that files leave free: the record lies on the same disk, and words matter more. Default 500; 0 to 1,000,000.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Files:SpareMegabytes must lie between 0 and 1000000.")]
    public int SpareMegabytes { get; set; } = 500;

    public long Largest => LargestMegabytes * 1024L * 1024L;

    public long Spare => SpareMegabytes * 1024L * 1024L;
}
