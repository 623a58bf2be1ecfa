namespace BonVerify.Cli.Estimation;

/// <summary>What is estimated for every n.</summary>
internal enum Measure
{
    /// <summary>The mean reward of the best of n.</summary>
    Best,

    /// <summary>The mean second reward of the best of n by the first.</summary>
    Gold,

    /// <summary>The chance that the best of n by reward is correct.</summary>
    Pick,

    /// <summary>The chance that at least one of n is correct.</summary>
    PassAt,

    /// <summary>The chance that all n are correct.</summary>
    PassAll,

    /// <summary>The chance that the plurality vote of n samples is correct.</summary>
    Majority,

    /// <summary>The mean over the best of n of the estimator d_n of the KL divergence.</summary>
    Kl,
}

/// <summary>The names of measures.</summary>
internal static class Measures
{
    public const int Count = 7;

    public static string IdOf(Measure measure) => measure switch
    {
        Measure.Best => "best@n",
        Measure.Gold => "gold of best@n",
        Measure.Pick => "correct of best@n",
        Measure.PassAt => "pass@k",
        Measure.PassAll => "pass^k",
        Measure.Majority => "maj@k",
        Measure.Kl => "d_n of best@n",
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>Whether the measure is a chance, so that it is in [0, 1] whatever the data.</summary>
    public static bool IsChance(Measure measure) => measure is Measure.Pick or Measure.PassAt or Measure.PassAll or Measure.Majority;

    /// <summary>Whether its mean over prompts is exact, and not one of doubles.</summary>
    public static bool IsExact(Measure measure) => measure is not (Measure.Kl or Measure.Majority);
}
