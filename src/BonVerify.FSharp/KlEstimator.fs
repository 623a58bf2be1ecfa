namespace BonVerify.FSharp

open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Estimators

/// The estimator d_n of the KL divergence of best-of-n, from the reference mass of the kept response.
[<RequireQualifiedAccess>]
module KlEstimator =

    /// d_n at a mass in (0, 1], in nats.
    let value (n: int) (epsilon: Q) : LinearFormInLogarithms = KlEstimator.Value(n, epsilon)

    /// d_n at a mass in (0, 1], enclosed at a precision in bits, for any n.
    let enclose (precision: int) (n: int) (epsilon: Q) : Enclosure = KlEstimator.Enclose(n, epsilon, precision)

    /// The expectation of d_n over the responses that best-of-n keeps, in nats.
    let mean (policy: BestOfN) : LinearFormInLogarithms = KlEstimator.Mean policy

    /// The expectation of d_n, enclosed.
    let meanEnclosed (policy: EnclosedBestOfN) : Enclosure = KlEstimator.Mean policy
