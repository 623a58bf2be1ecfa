using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Native;

/// <summary>The calls about pools of samples; the header says what each does.</summary>
internal static unsafe class PoolCalls
{
    private const int MaxTau = 1000;

    [UnmanagedCallersOnly(EntryPoint = "bonverify_best_at_k", CallConvs = [typeof(CallConvCdecl)])]
    public static int BestAtK(double* rewards, long count, long k, double* result, byte* message, nint size) =>
        OfPool(Quantity.BestAtN, rewards, null, count, k, result, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_worst_at_k", CallConvs = [typeof(CallConvCdecl)])]
    public static int WorstAtK(double* rewards, long count, long k, double* result, byte* message, nint size) =>
        OfPool(Quantity.WorstAtN, rewards, null, count, k, result, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_gold_at_k", CallConvs = [typeof(CallConvCdecl)])]
    public static int GoldAtK(double* rewards, double* gold, long count, long k, double* result, byte* message, nint size)
    {
        if (gold is null)
        {
            return Border.Report(new ArgumentException("gold is NULL; it must point to a second reward of each draw."), message, size);
        }

        return OfPool(Quantity.GoldOfBest, rewards, gold, count, k, result, message, size);
    }

    [UnmanagedCallersOnly(EntryPoint = "bonverify_pass_at_k", CallConvs = [typeof(CallConvCdecl)])]
    public static int PassAtK(long total, long correct, long k, double* result, byte* message, nint size) =>
        OfSamples(Quantity.PassAtK, total, correct, k, null, result, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_pass_hat_k", CallConvs = [typeof(CallConvCdecl)])]
    public static int PassHatK(long total, long correct, long k, double* result, byte* message, nint size) =>
        OfSamples(Quantity.PassHatK, total, correct, k, null, result, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_g_pass_at_k", CallConvs = [typeof(CallConvCdecl)])]
    public static int GPassAtK(long total, long correct, long k, byte* tau, double* result, byte* message, nint size)
    {
        if (tau is null)
        {
            return Border.Report(new ArgumentException("tau is NULL; it must be a text such as 0.28 or 7/25."), message, size);
        }

        return OfSamples(Quantity.GPassAtK, total, correct, k, tau, result, message, size);
    }

    [UnmanagedCallersOnly(EntryPoint = "bonverify_maj_at_k", CallConvs = [typeof(CallConvCdecl)])]
    public static int MajAtK(long* counts, long count, long k, int strict, double* chances, byte* message, nint size)
    {
        try
        {
            var given = Border.Array(counts, count, nameof(counts));
            var samples = new int[given.Length];
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = Border.Within(given[i], 0, BonVerify.Pools.Pool.MaxSize, Preconditions.Element(nameof(counts), i));
            }

            var quantity = strict == 0 ? Quantity.MajorityAtK : Quantity.MajorityAtKStrict;
            Values.Nearest(quantity, new MajorityCase(samples, Draws(k, nameof(k))), Border.Results(chances, count, nameof(chances)));
            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    private static int OfPool(Quantity quantity, double* rewards, double* gold, long count, long k, double* result, byte* message, nint size)
    {
        try
        {
            Border.Require(result, nameof(result));
            if (count == 0)
            {
                throw new ArgumentException("rewards is empty; there must be at least one draw.");
            }

            // Here, as the pool calls the number of draws n.
            var draws = Border.Within(k, 1, (int)Math.Clamp(count, 1, PoolCase.MaxSize), nameof(k));
            var second = gold is null ? null : Exactly(gold, count, nameof(gold));
            *result = Values.Nearest(quantity, new PoolCase(Exactly(rewards, count, nameof(rewards)), draws, gold: second));
            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    private static int OfSamples(Quantity quantity, long total, long correct, long k, byte* tau, double* result, byte* message, nint size)
    {
        try
        {
            Border.Require(result, nameof(result));
            var share = tau is null ? default(Rational?) : Share(tau);
            *result = Values.Nearest(quantity, new PassAtKCase(
                Draws(total, nameof(total)), Border.Within(correct, 0, CaseField.MaxInteger, nameof(correct)), Draws(k, nameof(k)), tau: share));
            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    private static Rational Share(byte* tau)
    {
        var text = Border.Text(tau, nameof(tau));
        var shown = Encoding.UTF8.GetString(text.Span[..Math.Min(text.Length, MaxTau)]);
        return Rational.Read(shown, out var share) is { } rule ? throw new ArgumentException(Preconditions.Message(nameof(tau), shown, rule)) : share;
    }

    private static int Draws(long value, string name) => Border.Within(value, 1, CaseField.MaxInteger, name);

    private static Rational[] Exactly(double* values, long count, string name)
    {
        var given = Border.Array(values, count, name);
        var exact = new Rational[given.Length];
        for (var i = 0; i < exact.Length; i++)
        {
            exact[i] = Rational.FromDouble(Preconditions.Finite(given[i], i, name));
        }

        return exact;
    }
}
