using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Native;

/// <summary>The version, the oracle, and the memory of texts; the header says what each call does.</summary>
internal static unsafe class TextCalls
{
    /// <summary>The version of the library.</summary>
    public static string Version { get; } = typeof(TextCalls).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    [UnmanagedCallersOnly(EntryPoint = "bonverify_version", CallConvs = [typeof(CallConvCdecl)])]
    public static int WriteVersion(byte* text, nint size)
    {
        if (text is not null && size > 0)
        {
            var buffer = new Span<byte>(text, (int)Math.Min(size, int.MaxValue));
            var length = Math.Min(buffer.Length - 1, Version.Length);
            Encoding.ASCII.GetBytes(Version.AsSpan(0, length), buffer);
            buffer[length] = 0;
        }

        return HeaderVersion;
    }

    [UnmanagedCallersOnly(EntryPoint = "bonverify_free", CallConvs = [typeof(CallConvCdecl)])]
    public static void Free(byte* text) => NativeMemory.Free(text);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_oracle", CallConvs = [typeof(CallConvCdecl)])]
    public static int Oracle(byte* json, byte* options, byte** answer, byte* message, nint size)
    {
        try
        {
            Border.Require(answer, nameof(answer));
            *answer = null;
            var (quantities, values) = OracleOptions.Read(options is null ? default : Border.Text(options, nameof(options)));
            var oracleCase = CaseJson.ParseAny(Border.Text(json, nameof(json)).Span);
            var asked = OracleRules.OfCase(oracleCase, quantities);
            *answer = Border.Give(JsonText.Utf8(writer => ResultJson.Write(writer, new CaseEvaluation(oracleCase, values), asked)).Span);
            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    /// <summary>BONVERIFY_API of the header: it grows by one when a program compiled against the old header would break.</summary>
    private const int HeaderVersion = 1;
}
