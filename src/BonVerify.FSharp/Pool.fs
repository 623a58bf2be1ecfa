namespace BonVerify.FSharp

open BonVerify.Pools

/// The scored responses to one prompt. Estimates are exact, unbiased unless said otherwise, and the same in any order of the draws.
[<RequireQualifiedAccess>]
module Pool =

    /// A pool of exact rewards.
    let ofRewards (rewards: Q seq) : Pool = Pool.Of rewards

    /// A pool of doubles at their exact binary values.
    let ofDoubles (rewards: float seq) : Pool = Pool.FromDoubles rewards

    /// The same pool with a gold reward for each draw, in the order of the rewards.
    let withGold (gold: Q seq) (pool: Pool) : Pool = pool.WithGold gold

    /// The expected best reward of n draws; n is at most the size of the pool.
    let bestOf (n: int) (pool: Pool) : Q = pool.BestOf n

    /// The expected worst reward of n draws.
    let worstOf (n: int) (pool: Pool) : Q = pool.WorstOf n

    /// The mean of the best of n draws with replacement, as a bootstrap has it: biased, never above bestOf.
    let plugIn (n: int) (pool: Pool) : Q = pool.PlugIn n

    /// The expected gold reward of the best of n draws by reward, draws that tie counting alike.
    let goldOfBest (n: int) (pool: Pool) : Q = pool.GoldOfBest n

    /// The weight of each draw in bestOf, in the order of the rewards.
    let weights (n: int) (pool: Pool) : Q list = List.ofSeq (pool.Weights n)

    /// The chance that two draws tie: the sum of the squared masses of the reward levels.
    let tieProbability (pool: Pool) : Q = pool.TieProbability()

    /// How often the best of n draws beats the best of m others of the same pool, ties half.
    let winRate (n: int) (m: int) (pool: Pool) : Q = pool.WinRate(n, m)

    /// How often the best of n draws of a pool beats the best of m draws of another, ties half.
    let winRateAgainst (other: Pool) (n: int) (m: int) (pool: Pool) : Q = pool.WinRate(other, n, m)

    /// The weight of each draw in the gradient of the expected best reward of k draws, in the order of the rewards.
    let maxAtKGradient (k: int) (rewards: Q seq) : Q list = List.ofSeq (MaxAtKGradient.Weights(rewards, k))

    /// The same with the leave-one-out baseline; k is at least 2.
    let maxAtKGradientLeaveOneOut (k: int) (rewards: Q seq) : Q list = List.ofSeq (MaxAtKGradient.LeaveOneOut(rewards, k))

/// Rates of passing among k samples of a total, of which some are correct.
[<RequireQualifiedAccess>]
module PassRates =

    /// pass^k: all k are correct.
    let passHatK (k: int) (total: int) (correct: int) : Q = PassRates.PassHatK(total, correct, k)

    /// G-Pass@k: at least the share tau of k is correct. Write tau as an exact fraction: 28Q / 100Q.
    let gPassAtK (tau: Q) (k: int) (total: int) (correct: int) : Q = PassRates.GPassAtK(total, correct, k, tau)

    /// mG-Pass@k as published; a perfect model has (k-1)/k for odd k.
    let meanGPassAtK (k: int) (total: int) (correct: int) : Q = PassRates.MeanGPassAtK(total, correct, k)

/// maj@k: the plurality vote among k samples.
[<RequireQualifiedAccess>]
module MajorityAtK =

    /// The chance of each answer to win, ties split evenly, from how many samples have each answer.
    let ofCounts (k: int) (counts: int seq) : Q list = List.ofSeq (MajorityAtK.Of(counts, k, MajorityTies.Split))

    /// The chance of each answer to win alone: a tie wins nothing.
    let ofCountsStrict (k: int) (counts: int seq) : Q list = List.ofSeq (MajorityAtK.Of(counts, k, MajorityTies.Strict))

    /// The chance of each answer to win, ties split evenly, from the probability of each answer.
    let ofLaw (k: int) (probabilities: Q seq) : Q list = List.ofSeq (MajorityAtK.OfLaw(probabilities, k, MajorityTies.Split))
