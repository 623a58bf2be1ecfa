using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace BonVerify.Interchange;

/// <summary>
/// A counterexample in one word that can be pasted into a shell: <c>bonverify:VERSION:CLAIM:…</c>, with the case compressed.
/// </summary>
/// <remarks>A token is for the version that made it: another may decide the claim in another way, or not know it.</remarks>
public static class CounterexampleToken
{
    private const string Prefix = "bonverify:";

    // Far above every case that is printed, far below what would exhaust memory.
    private const int MaxBytes = 1 << 26;
    private const int ChecksumBytes = 4;

    /// <summary>Whether a text is meant as a token, and not as the path of a file.</summary>
    /// <param name="text">A text.</param>
    /// <returns>Whether it begins like one.</returns>
    public static bool IsToken(string text) => Preconditions.NotNull(text).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Writes the token of a counterexample.</summary>
    /// <param name="counterexample">The counterexample; only its version, claim and case count.</param>
    /// <returns>A word of letters, digits and <c>:.-_</c>.</returns>
    public static string Write(Counterexample counterexample)
    {
        Preconditions.NotNull(counterexample);
        var json = Encoding.UTF8.GetBytes(CaseJson.Write(counterexample.Case with { Context = null }));
        using var packed = new MemoryStream();
        packed.Write(Checksum(json));
        using (var compressor = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            compressor.Write(json);
        }

        return $"{Prefix}{counterexample.ToolVersion}:{counterexample.Claim}:{Base64Url.EncodeToString(packed.ToArray())}";
    }

    /// <summary>Reads a token of this version.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The counterexample.</returns>
    /// <exception cref="CaseFormatException">It is not a token, is damaged, or is one of another version.</exception>
    public static Counterexample Parse(string token)
    {
        var parts = Preconditions.NotNull(token).Split(':');
        if (!IsToken(token) || parts.Length != 4)
        {
            throw new CaseFormatException(Preconditions.Message("token", token, "must be bonverify:VERSION:CLAIM:CASE"));
        }

        if (parts[1] != Counterexample.CurrentVersion)
        {
            throw new CaseFormatException(
                $"the token is of version {Preconditions.Shown(parts[1])}, this is {Counterexample.CurrentVersion}: claims may be decided in another way. "
                + "Use that version, or the JSON file of the counterexample, which holds the literal case.");
        }

        try
        {
            var packed = Base64Url.DecodeFromChars(parts[3]);
            if (packed.Length < ChecksumBytes)
            {
                throw new InvalidDataException();
            }

            using var decompressor = new DeflateStream(
                new MemoryStream(packed, ChecksumBytes, packed.Length - ChecksumBytes), CompressionMode.Decompress);
            using var json = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = decompressor.Read(buffer)) > 0;)
            {
                json.Write(buffer, 0, read);
                if (json.Length > MaxBytes)
                {
                    throw new InvalidDataException();
                }
            }

            return Checksum(json.ToArray()).AsSpan().SequenceEqual(packed.AsSpan(0, ChecksumBytes))
                ? new Counterexample(parts[2], CaseJson.Parse(json.ToArray()))
                : throw new InvalidDataException();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or CaseFormatException)
        {
            throw new CaseFormatException("the token is damaged; copy it whole.", e);
        }
    }

    private static byte[] Checksum(byte[] json) => SHA256.HashData(json)[..ChecksumBytes];
}
