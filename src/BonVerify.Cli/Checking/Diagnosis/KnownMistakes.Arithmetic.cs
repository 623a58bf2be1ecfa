using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <content>Arithmetic: what is not a number, and what loses accuracy.</content>
internal static partial class KnownMistakes
{
    private const double HalfUlp = 1.1102230246251565e-16; // 2^-53
    private const double SingleUlp = 1.1920928955078125e-7; // 2^-23

    private static readonly HashSet<Quantity> Estimators = [Quantity.KlEstimator, Quantity.KlEstimatorMean];

    private static IEnumerable<KnownMistake> NotNumbers()
    {
        yield return new KnownMistake(
            "zero-mass",
            "it fails on outcomes of mass 0, which take part in nothing: 0 ln 0 is 0 and not NaN",
            null,
            static judgement => judgement.Request.Case is SentPolicy policy && policy.Probabilities.Contains(0) ? IsNoNumber(judgement) : OrNothing(judgement));
        yield return new KnownMistake(
            "estimator-cancellation",
            "it computes 1 - (1 - epsilon)^n as it stands: for small epsilon nothing is left of it (use expm1 and log1p)",
            Estimators,
            static judgement => IsLost(judgement.Request.Case) ? IsNoNumber(judgement) || FitsRounding(judgement) : OrFits(judgement))
        {
            IsLossOfAccuracy = true,
        };
        yield return new KnownMistake(
            "estimator-at-one",
            "it fails at epsilon = 1, where the estimator is 0: ln(1 - epsilon) needs a case of its own",
            Estimators,
            static judgement => judgement.Request.Case is SentEstimator { Epsilon: 1 } ? IsNoNumber(judgement) : OrNothing(judgement));
    }

    private static IEnumerable<KnownMistake> Rounding()
    {
        yield return new KnownMistake(
            "cancellation",
            "it computes F^n - F_-^n as it stands: of small masses nothing but rounding is left (use F^n * -expm1(n*log1p(-p/F)))",
            null,
            static judgement => judgement.IsGood ? null
                : judgement.Request.Case is SentPolicy
                    && (FitsRounding(judgement) || (IsNoNumber(judgement) && LosesAMass(judgement.Request.Case, HalfUlp))))
        {
            IsLossOfAccuracy = true,
        };
        yield return new KnownMistake(
            "float32",
            "it computes in single precision (float32)",
            null,
            static judgement => judgement.Numbers is { } numbers
                ? numbers.All(static number => double.IsNaN(number) || (float)number == number)
                    && (Fits(judgement, 64 * SingleUlp) || (IsNoNumber(judgement) && LosesAMass(judgement.Request.Case, SingleUlp / 2)))
                : null)
        {
            IsLossOfAccuracy = true,
        };
        yield return new KnownMistake(
            "single-precision",
            "it is as accurate as single precision (float32) somewhere on the way",
            null,
            static judgement => judgement.IsGood ? null
                : Fits(judgement, 64 * SingleUlp) || (IsNoNumber(judgement) && LosesAMass(judgement.Request.Case, SingleUlp / 2)))
        {
            IsLossOfAccuracy = true,
            ExplainsAllOrNothing = true,
        };
    }

    /// <summary>A failure to give a number.</summary>
    private static bool IsNoNumber(Judgement judgement) => judgement.Verdict is Verdict.NotFinite or Verdict.Error or Verdict.Ended;

    /// <summary>A mistake that does not show in this case explains no failure and contradicts no good answer.</summary>
    private static bool? OrNothing(Judgement judgement) => judgement.IsGood ? null : false;

    private static bool? OrFits(Judgement judgement) => judgement.IsGood ? null : FitsRounding(judgement);

    private static bool FitsRounding(Judgement judgement) => Fits(judgement, 16 * HalfUlp);

    /// <summary>Whether the error is what rounding of numbers near 1, n and all outcomes amplifying it, can do.</summary>
    private static bool Fits(Judgement judgement, double unit)
    {
        var (draws, count) = judgement.Request.Case switch
        {
            SentPolicy policy => (policy.N, policy.Probabilities.Length),
            var other => (other.Draws, 1),
        };
        var bound = unit * (Math.Min(draws, 1e6) + count) * (1 + Math.Log(draws));
        return judgement.Numbers is { } numbers && numbers.Count == judgement.Truth.Count
            && numbers.Zip(judgement.Truth).All(pair => double.IsFinite(pair.First)
                && Math.Abs(pair.First - pair.Second.Nearest) <= bound * Math.Max(1, Math.Abs(pair.Second.Nearest)));
    }

    /// <summary>Whether 1 − (1 − ε)^n is 0 in doubles.</summary>
    private static bool IsLost(SentCase sent) => sent switch
    {
        SentEstimator estimator => Math.Pow(1 - estimator.Epsilon, estimator.N) == 1,
        SentPolicy policy => policy.Probabilities.Any(p => p > 0 && Math.Pow(1 - p, policy.N) == 1),
        _ => false,
    };

    /// <summary>Whether F^n − F₋^n or the mass itself is lost when numbers near 1 are rounded to this.</summary>
    private static bool LosesAMass(SentCase sent, double rounding) => sent switch
    {
        SentPolicy policy => policy.SmallestMass <= 4 * rounding
            || policy.Reference.Levels.Any(level => Math.Pow(level.Cumulative.ToDouble(), policy.N) <= float.Epsilon * rounding),
        SentEstimator estimator => estimator.Epsilon <= 4 * rounding,
        _ => false,
    };
}
