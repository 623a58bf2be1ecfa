namespace BonVerify.FSharp

open BonVerify.Estimators

/// The unbiased estimator of pass@k.
[<RequireQualifiedAccess>]
module PassAtK =

    /// The chance that k of the samples, without replacement, include a correct one.
    let value (k: int) (total: int) (correct: int) : Q = PassAtK.Value(total, correct, k)
