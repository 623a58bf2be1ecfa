namespace BonVerify.Policies;

/// <summary>Which of several drawn responses with the same, highest reward is kept.</summary>
public enum TieBreaking
{
    /// <summary>
    /// One of the maximal-reward draws, uniformly. An outcome y of a reward level with mass P then has best-of-n mass
    /// (p(y)/P)·(F^n − F₋^n), so KL and win rate are those of the merged levels.
    /// </summary>
    AmongDraws,

    /// <summary>
    /// The one listed first: among equal rewards an earlier outcome beats a later one. This is a different policy: every
    /// outcome is a cell of its own, while the win rate still counts equal rewards as half a win.
    /// </summary>
    FirstListed,

    /// <summary>The one listed last: what sorting and keeping the last of equals gives. Otherwise as <see cref="FirstListed"/>.</summary>
    LastListed,
}
