using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Certified;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Native;

/// <summary>The calls about best-of-n of a policy; the header says what each does.</summary>
internal static unsafe class PolicyCalls
{
    [UnmanagedCallersOnly(EntryPoint = "bonverify_kl", CallConvs = [typeof(CallConvCdecl)])]
    public static int KullbackLeibler(double* weights, double* rewards, long count, long n, int ties, double* result, byte* message, nint size) =>
        KullbackLeibler(weights, rewards, count, &n, 1, ties, result, isQuick: false, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_kl_quick", CallConvs = [typeof(CallConvCdecl)])]
    public static int KullbackLeiblerQuick(double* weights, double* rewards, long count, long n, int ties, double* result, byte* message, nint size) =>
        KullbackLeibler(weights, rewards, count, &n, 1, ties, result, isQuick: true, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_kl_curve", CallConvs = [typeof(CallConvCdecl)])]
    public static int KullbackLeiblerCurve(
        double* weights, double* rewards, long count, long* draws, long draws_count, int ties, double* results, byte* message, nint size) =>
        KullbackLeibler(weights, rewards, count, draws, draws_count, ties, results, isQuick: false, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_win_rate", CallConvs = [typeof(CallConvCdecl)])]
    public static int WinRate(double* weights, double* rewards, long count, long n, int ties, double* result, byte* message, nint size) =>
        Number(Quantity.WinRate, weights, rewards, count, &n, 1, ties, result, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_win_rate_curve", CallConvs = [typeof(CallConvCdecl)])]
    public static int WinRateCurve(
        double* weights, double* rewards, long count, long* draws, long draws_count, int ties, double* results, byte* message, nint size) =>
        Number(Quantity.WinRate, weights, rewards, count, draws, draws_count, ties, results, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_total_variation", CallConvs = [typeof(CallConvCdecl)])]
    public static int TotalVariation(double* weights, double* rewards, long count, long n, int ties, double* result, byte* message, nint size) =>
        Number(Quantity.TotalVariation, weights, rewards, count, &n, 1, ties, result, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_chi_squared", CallConvs = [typeof(CallConvCdecl)])]
    public static int ChiSquared(double* weights, double* rewards, long count, long n, int ties, double* result, byte* message, nint size) =>
        Number(Quantity.ChiSquared, weights, rewards, count, &n, 1, ties, result, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_expected_reward", CallConvs = [typeof(CallConvCdecl)])]
    public static int ExpectedReward(double* weights, double* rewards, long count, long n, int ties, double* result, byte* message, nint size) =>
        Number(Quantity.ExpectedReward, weights, rewards, count, &n, 1, ties, result, message, size);

    [UnmanagedCallersOnly(EntryPoint = "bonverify_pmf", CallConvs = [typeof(CallConvCdecl)])]
    public static int Pmf(double* weights, double* rewards, long count, long n, int ties, double* masses, byte* message, nint size)
    {
        try
        {
            var reference = Reference(weights, rewards, count);
            Values.Nearest(Quantity.Pmf, new PolicyCase(reference, Draws(n)), Border.Results(masses, count, nameof(masses)), Ties(ties));
            return (int)Status.Ok;
        }
#pragma warning disable CA1031 // No exception crosses the border.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Border.Report(e, message, size);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "bonverify_estimator", CallConvs = [typeof(CallConvCdecl)])]
    public static int Estimator(long n, double* epsilons, long count, double* results, byte* message, nint size)
    {
        try
        {
            var given = Border.Array(epsilons, count, nameof(epsilons));
            var values = Border.Results(results, count, nameof(results));
            var draws = Draws(n);
            for (var i = 0; i < given.Length; i++)
            {
                if (!(given[i] is > 0 and <= 1))
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(epsilons), Preconditions.Message(Preconditions.Element(nameof(epsilons), i), given[i], "must be in (0, 1]"));
                }

                values[i] = Values.Nearest(Quantity.KlEstimator, new EstimatorCase(draws, Rational.FromDouble(given[i])));
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

    private static int KullbackLeibler(
        double* weights, double* rewards, long count, long* draws, long drawsCount, int ties, double* results, bool isQuick, byte* message, nint size)
    {
        try
        {
            var masses = Border.Array(weights, count, nameof(weights));
            var numbers = Border.Array(draws, drawsCount, nameof(draws));
            var values = Border.Results(results, drawsCount, nameof(results));
            var convention = Ties(ties);
            var cells = rewards is null ? default : SortedWeights.Of(masses, Border.Array(rewards, count, nameof(rewards)), convention);
            var sorted = rewards is null ? masses : cells.Weights;
            var reference = default(ReferencePolicy);
            for (var i = 0; i < numbers.Length; i++)
            {
                var n = Draws(numbers[i]);
                if (!CertifiedKullbackLeibler.TrySettle(sorted, cells.Rests, n, out values[i]))
                {
                    // Made once, and named as it was given.
                    reference ??= isQuick ? Check(masses) : Reference(weights, rewards, count);
                    values[i] = reference is null
                        ? throw new OpenException("the value needs more than the quick path; bonverify_kl takes the time.")
                        : CertifiedKullbackLeibler.ToDouble(reference, n, convention);
                }
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

    private static int Number(
        Quantity quantity, double* weights, double* rewards, long count, long* draws, long drawsCount, int ties, double* results, byte* message, nint size)
    {
        try
        {
            var (reference, convention) = (Reference(weights, rewards, count), Ties(ties));
            var numbers = Border.Array(draws, drawsCount, nameof(draws));
            var values = Border.Results(results, drawsCount, nameof(results));
            for (var i = 0; i < numbers.Length; i++)
            {
                values[i] = Values.Nearest(quantity, new PolicyCase(reference, Draws(numbers[i])), convention);
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

    private static int Draws(long n) => Border.Within(n, 1, PolicyCase.MaxN, nameof(n));

    private static TieBreaking Ties(int ties) => ties switch
    {
        0 => TieBreaking.AmongDraws,
        1 => TieBreaking.FirstListed,
        2 => TieBreaking.LastListed,
        _ => throw new ArgumentOutOfRangeException(nameof(ties), Preconditions.Message(nameof(ties), ties, "must be 0, 1 or 2")),
    };

    private static ReferencePolicy Reference(double* weights, double* rewards, long count)
    {
        var masses = Border.Array(weights, count, nameof(weights));
        Check(masses);
        var reference = ReferencePolicy.FromWeights(masses.ToArray());
        return rewards is null ? reference : reference.WithRewards(Border.Array(rewards, count, nameof(rewards)).ToArray());
    }

    /// <summary>Refuses what is no weight.</summary>
    private static ReferencePolicy? Check(ReadOnlySpan<double> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            Preconditions.Weight(weights[i], i, nameof(weights));
        }

        return weights.ContainsAnyExcept(0.0) ? null : ReferencePolicy.FromWeights(weights.ToArray());
    }
}
