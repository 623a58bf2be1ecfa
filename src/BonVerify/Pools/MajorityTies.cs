namespace BonVerify.Pools;

/// <summary>Who wins a plurality vote in which several answers have the most votes.</summary>
public enum MajorityTies
{
    /// <summary>Each of the tied answers, with equal chances.</summary>
    Split,

    /// <summary>None of them: an answer wins only with more votes than every other.</summary>
    Strict,
}
