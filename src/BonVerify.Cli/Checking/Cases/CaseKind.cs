namespace BonVerify.Cli.Checking.Cases;

/// <summary>What a quantity is computed from.</summary>
internal enum CaseKind
{
    /// <summary>A reference policy with rewards, and n.</summary>
    Policy,

    /// <summary>n alone.</summary>
    Draws,

    /// <summary>n and a mass ε.</summary>
    Estimator,

    /// <summary>A pool of draws with rewards, and n.</summary>
    Pool,

    /// <summary>Numbers of samples and of correct ones, and k.</summary>
    PassAtK,
}
