namespace BonVerify.FSharp

open BonVerify.Bounds
open BonVerify.Numerics
open BonVerify.Policies

/// Closed-form bounds. Sums of masses run over reward levels, so that ties are counted as they must be.
[<RequireQualifiedAccess>]
module Bounds =

    /// ln n - (n-1)/n, the upper bound of KL that is often taken for its value, in nats.
    let klFormula (n: int) : LinearFormInLogarithms = KlBounds.Formula n

    /// The top-atom bound d_n(mass of the top level) of KL, in nats.
    let klTopAtom (policy: BestOfN) : LinearFormInLogarithms = KlBounds.TopAtom policy

    /// ln(1/mass of the top level), a bound of KL for every n, in nats.
    let klLogInverseTop (policy: BestOfN) : LinearFormInLogarithms = KlBounds.LogInverseTop policy

    /// 2n(n-1) times the sum of squared level masses, a bound of the KL gap.
    let klGapRenyi (n: int) (reference: ReferencePolicy) : Q = KlGapBounds.Renyi(reference, n)

    /// ((ln 2 - 1/2)/2) n(n-1) times the sum of squared level masses, a sharper bound of the KL gap.
    let klGapRenyiSharp (n: int) (reference: ReferencePolicy) : LinearFormInLogarithms = KlGapBounds.RenyiSharp(reference, n)

    /// (n(n-1)^2/24) times the sum of cubed level masses: a bound of the KL gap for n of at least 3.
    let klGapCubic (n: int) (reference: ReferencePolicy) : Q = KlGapBounds.Cubic(reference, n)

    /// (n/2) E[p(Y)/F(Y)], a bound of the KL gap.
    let klGapLinear (policy: BestOfN) : Q = KlGapBounds.Linear policy

    /// The best constant c_n of the quadratic KL gap bound, for n of at least 2.
    let klGapBestConstant (n: int) : BestConstant = BestConstants.KlGap n

    /// n/(n+1), the upper bound of the win rate.
    let winRate (n: int) : Q = WinRateBounds.Continuous n

    /// The limit of the win rate as n grows.
    let winRateLimit (reference: ReferencePolicy) : Q = WinRateBounds.Limit reference

    /// ((n-1)/2) times the sum of squared level masses, a bound of the win-rate gap.
    let winRateGapRenyi (n: int) (reference: ReferencePolicy) : Q = WinRateGapBounds.Renyi(reference, n)

    /// ((n-1)/6) times the sum of squared level masses, a sharper bound of the win-rate gap.
    let winRateGapRenyiSharp (n: int) (reference: ReferencePolicy) : Q = WinRateGapBounds.RenyiSharp(reference, n)

    /// (n(n-1)/12) times the sum of cubed level masses, a bound of the win-rate gap, with equality for n = 2.
    let winRateGapCubic (n: int) (reference: ReferencePolicy) : Q = WinRateGapBounds.Cubic(reference, n)

    /// The best constant of the quadratic win-rate gap bound, for n of at least 2.
    let winRateGapBestConstant (n: int) : BestConstant = BestConstants.WinRateGap n

    /// (n-1)^2/(2n-1), the bound of the chi-squared divergence.
    let chiSquared (n: int) : Q = ContinuousBounds.ChiSquared n

    /// The bound of the Rényi divergence of an integer order of at least 2, in nats.
    let renyi (order: int) (n: int) : LinearFormInLogarithms = ContinuousBounds.Renyi(n, order)

    /// n - 1 - ln n, the bound of the reverse KL divergence, in nats.
    let reverseKl (n: int) : LinearFormInLogarithms = ContinuousBounds.ReverseKl n

    /// The bound of the total variation distance for n of at least 2, enclosed at a precision in bits.
    let totalVariation (precision: int) (n: int) : Enclosure = ContinuousBounds.TotalVariation(n, precision)

    /// The bound of the squared Hellinger distance, enclosed at a precision in bits.
    let squaredHellinger (precision: int) (n: int) : Enclosure = ContinuousBounds.SquaredHellinger(n, precision)

    /// n, the bound of the density ratio.
    let densityRatio (n: int) : Q = ContinuousBounds.DensityRatio n


/// The largest win rate that any policy on the outcomes of one reference policy has at a KL divergence.
[<RequireQualifiedAccess>]
module PolicyFrontier =

    /// The largest win rate of any policy whose KL divergence is at most kl, in nats: a number known by enclosures.
    let winRate (kl: ComputableReal) (reference: ReferencePolicy) : ComputableReal = PolicyFrontier(reference).WinRate kl

    /// (KL + ln of the sum of P e^(beta v))/beta, a bound of the win rate for any beta above 0, with v the chance of a level to win.
    let atBeta (kl: ComputableReal) (beta: Q) (reference: ReferencePolicy) : ComputableReal =
        PolicyFrontier(reference).AtBeta(kl, beta)

    /// The largest win rate that any policy has at any KL divergence.
    let largestWinRate (reference: ReferencePolicy) : Q = PolicyFrontier(reference).LargestWinRate

    /// The least n with which the win rate of best-of-n is at most loss below the frontier at kl; None above 10^9.
    let leastDraws (kl: ComputableReal) (loss: Q) (reference: ReferencePolicy) : int option =
        PolicyFrontier(reference).LeastDraws(kl, loss) |> Option.ofNullable
