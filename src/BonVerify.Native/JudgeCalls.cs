using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace BonVerify.Native;

/// <summary>The judge of implementations, as a pull interface; the header says what each call does.</summary>
internal static unsafe class JudgeCalls
{
    [UnmanagedCallersOnly(EntryPoint = "bonverify_judge_new", CallConvs = [typeof(CallConvCdecl)])]
    public static int New(byte* options, long* judge, byte* message, nint size)
    {
        try
        {
            Border.Require(judge, nameof(judge));
            *judge = 0;
            *judge = JudgeSession.Open(JudgeOptions.Read(options is null ? default : Border.Text(options, nameof(options))));
            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "bonverify_judge_next", CallConvs = [typeof(CallConvCdecl)])]
    public static int Next(long judge, byte** request, byte* message, nint size)
    {
        try
        {
            Border.Require(request, nameof(request));
            *request = null;
            if (JudgeSession.Of(judge).Next() is { } line)
            {
                *request = Border.Give(Encoding.UTF8.GetBytes(line));
            }

            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "bonverify_judge_answer", CallConvs = [typeof(CallConvCdecl)])]
    public static int Answer(long judge, byte* answer, byte* message, nint size)
    {
        try
        {
            JudgeSession.Of(judge).Take(Border.Text(answer, nameof(answer)).Span);
            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "bonverify_judge_report", CallConvs = [typeof(CallConvCdecl)])]
    public static int Report(long judge, byte** report, byte* message, nint size)
    {
        try
        {
            Border.Require(report, nameof(report));
            *report = null;
            *report = Border.Give(JudgeSession.Of(judge).Report().Span);
            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "bonverify_judge_free", CallConvs = [typeof(CallConvCdecl)])]
    public static void Free(long judge) => JudgeSession.Close(judge);
}
