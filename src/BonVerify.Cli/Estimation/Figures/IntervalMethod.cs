namespace BonVerify.Cli.Estimation.Figures;

/// <summary>How a confidence interval of a mean over prompts is made.</summary>
internal enum IntervalMethod
{
    /// <summary>The one that the number of prompts and what is known of the values suggest, never the values themselves.</summary>
    Auto,
    StudentT,
    Hoeffding,
    Bernstein,
    ClopperPearson,
}

/// <summary>The names of the methods and what each assumes.</summary>
internal static class IntervalMethods
{
    public const string Names = "auto, t, hoeffding, bernstein or clopper-pearson";

    public static IntervalMethod? Find(string name) => name switch
    {
        "auto" => IntervalMethod.Auto,
        "t" => IntervalMethod.StudentT,
        "hoeffding" => IntervalMethod.Hoeffding,
        "bernstein" => IntervalMethod.Bernstein,
        "clopper-pearson" => IntervalMethod.ClopperPearson,
        _ => null,
    };

    public static string IdOf(IntervalMethod method) => method switch
    {
        IntervalMethod.StudentT => "t",
        IntervalMethod.Hoeffding => "hoeffding",
        IntervalMethod.Bernstein => "bernstein",
        IntervalMethod.ClopperPearson => "clopper-pearson",
        _ => "auto",
    };

    /// <summary>What has to be true for the interval to cover as often as it says.</summary>
    public static string AssumptionOf(IntervalMethod method) => method switch
    {
        IntervalMethod.StudentT =>
            "approximate: prompts are independent draws and their mean is nearly normal; with few prompts or rare successes it covers less often than it says",
        IntervalMethod.Hoeffding => "guaranteed (Hoeffding) when prompts are independent draws and values lie in the range",
        IntervalMethod.Bernstein => "guaranteed (empirical Bernstein, Maurer and Pontil 2009) when prompts are independent draws and values lie in the range",
        IntervalMethod.ClopperPearson => "guaranteed (Clopper-Pearson) when prompts are independent draws: every prompt has one sample, so successes are binomial",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
