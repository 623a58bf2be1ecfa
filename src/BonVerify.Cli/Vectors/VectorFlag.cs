namespace BonVerify.Cli.Vectors;

/// <summary>A flag of a test: what the tests that bear it have in common, and the mistake that they catch.</summary>
internal sealed record VectorFlag(string Name, string Description)
{
    public static VectorFlag Ordinary { get; } = new("Ordinary", "A few outcomes in ascending order of reward. A wrong value here means that the formula itself is wrong, for instance the upper bound ln n - (n-1)/n returned as the KL divergence.");

    public static VectorFlag NEquals1 { get; } = new("NEquals1", "With n = 1 best-of-n is the reference policy: divergences are exactly 0 and the win rate is exactly 1/2. Catches an n that is off by one.");

    public static VectorFlag SingleOutcome { get; } = new("SingleOutcome", "One outcome of positive mass: nothing to choose from, so KL is 0 whatever n is. Catches the upper bound returned as the value, and 0/0 or ln 0.");

    public static VectorFlag Ties { get; } = new("Ties", "Several outcomes have the same reward. One of the best draws is kept, each alike, so tied outcomes share the mass of their level in proportion to their own masses. Catches ties broken by listing order, split evenly over outcomes, or counted as full wins.");

    public static VectorFlag AllTied { get; } = new("AllTied", "All rewards are equal: best-of-n is the reference policy for every n, with KL 0 and win rate 1/2.");

    public static VectorFlag ZeroMass { get; } = new("ZeroMass", "Outcomes of probability 0 stay at 0 and take part in nothing. Catches NaN from 0 ln 0 or from 0/0.");

    public static VectorFlag UnsortedRewards { get; } = new("UnsortedRewards", "The outcomes are not listed in ascending order of reward. Catches implementations that take the listing order, or the descending one, for the order of rewards.");

    public static VectorFlag NonIntegerRewards { get; } = new("NonIntegerRewards", "Rewards are negative or fractions. Only their order matters, except for the expected reward.");

    public static VectorFlag NTimesTopNearOne { get; } = new("NTimesTopNearOne", "n times the mass of the top level is near 1, where neither the limit for small nor for large n holds.");

    public static VectorFlag DominatingTop { get; } = new("DominatingTop", "The best outcome has nearly all the mass: KL and the gaps to 0 or 1/2 are tiny. Catches cancellation in sums that ought to be computed from small parts.");

    public static VectorFlag DominatingBottom { get; } = new("DominatingBottom", "The worst outcome has nearly all the mass. Catches cancellation in 1 - (1-p)^n.");

    public static VectorFlag TinyMass { get; } = new("TinyMass", "A mass of 2^-1074, the smallest positive double. Catches underflow to 0 in products and powers of masses.");

    public static VectorFlag Cancellation { get; } = new("Cancellation", "Outcomes with F^n - F_-^n far below F^n: the difference of two powers loses most digits, F^n (1 - (1-p/F)^n) with expm1 and log1p does not.");

    public static VectorFlag ManyOutcomes { get; } = new("ManyOutcomes", "Dozens of outcomes. Catches rounding errors that add up.");

    public static VectorFlag LargeN { get; } = new("LargeN", "n is 10^6 or more. Catches underflow of F^n to 0 followed by ln 0, and formulas that take n steps.");

    public static VectorFlag BinaryProbabilities { get; } = new("BinaryProbabilities", "Probabilities that are sums of few powers of two, so that doubles hold them exactly.");

    public static VectorFlag BoundOfN { get; } = new("BoundOfN", "A bound that depends on n alone.");

    public static VectorFlag Entropy { get; } = new("Entropy", "An entropy of the reference policy; n does not matter. Catches base-2 logarithms, and levels taken for outcomes.");

    public static VectorFlag TinyEpsilon { get; } = new("TinyEpsilon", "epsilon far below 1/n: d_n is near ln n - (n-1)/n. Catches cancellation in 1 - (1-epsilon)^n, and 1 - epsilon rounded to 1.");

    public static VectorFlag EpsilonNearOne { get; } = new("EpsilonNearOne", "epsilon next to or equal to 1: d_n is near 0, and exactly 0 at 1. Catches ln 0, and cancellation in the sum of its two terms.");

    public static VectorFlag Pool { get; } = new("Pool", "Weights of a pool sorted by ascending reward. Catches weights with replacement, (i/M)^n - ((i-1)/M)^n, and an index that is off by one.");

    public static VectorFlag PassAtK { get; } = new("PassAtK", "pass@k. Catches 1 - (1-c/M)^k, which is biased, and overflow of binomial coefficients.");

    public static VectorFlag LogWeights { get; } = new("LogWeights", "The policy is given by the logarithms of its masses. Catches exponentials that underflow, and masses that are not rescaled.");

    public static VectorFlag PoolEstimate { get; } = new("PoolEstimate", "Estimates from a pool of scored draws. Catches resampling with replacement, which is biased, and gold rewards that are not those of their draws.");

    public static VectorFlag PassRate { get; } = new("PassRate", "Rates of passing among k samples. Catches (c/M)^k, which is biased, and overflow of binomial coefficients.");

    public static VectorFlag Threshold { get; } = new("Threshold", "tau k is an integer. Catches ceil(tau k) in doubles, which is one too large for k = 25 and tau = 0.28.");

    public static VectorFlag Boundary { get; } = new("Boundary", "The value is exactly 0 or 1, or the smallest or largest argument is used.");
}
