namespace BonVerify.FSharp

open BonVerify.Estimators
open BonVerify.Policies

/// The estimator d_n averaged over simulated responses: it takes a policy that is known, not samples collected elsewhere.
[<RequireQualifiedAccess>]
module MonteCarlo =

    /// The mean of d_n over simulated best-of-n responses, with a radius that holds with a confidence in (0, 1).
    let kl (confidence: Q) (seed: uint64) (responses: int) (n: int) (reference: ReferencePolicy) : MonteCarloEstimate =
        MonteCarloKl.Estimate(reference, n, responses, seed, confidence)
