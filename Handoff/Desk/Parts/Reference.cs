using System.Security.Cryptography;
using System.Text;

namespace BrigadeNumerique.Handoff.Desk.Parts;

/// <summary>A conversation's identifier in a form that two people can say to each other.</summary>
public static class Reference
{
    // No letter that is taken for a digit when read aloud or over a shoulder.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Six signs such as « K7-2F4B ». It opens nothing: the identifier cannot be found from it.</summary>
    public static string Of(string conversationId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(conversationId));
        Span<char> signs = stackalloc char[6];
        for (var i = 0; i < signs.Length; i++) signs[i] = Letters[hash[i] & 31];
        return $"{signs[..2]}-{signs[2..]}";
    }
}
