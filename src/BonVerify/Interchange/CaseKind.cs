namespace BonVerify.Interchange;

/// <summary>What a case describes, told from its fields.</summary>
public enum CaseKind
{
    /// <summary>A reference policy and n: best-of-n itself.</summary>
    Policy,

    /// <summary>n and a mass ε: the estimator d_n(ε).</summary>
    Estimator,

    /// <summary>A pool of draws and n: the weights of the draws.</summary>
    Pool,

    /// <summary>Samples, correct samples and k: pass@k.</summary>
    PassAtK,
}
