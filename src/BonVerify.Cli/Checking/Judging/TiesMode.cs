using BonVerify.Policies;

namespace BonVerify.Cli.Checking.Judging;

/// <summary>Which tie conventions count as right.</summary>
internal static class TiesMode
{
    /// <summary>The names on the command line.</summary>
    public const string Names = "among-draws, listing-order or any";

    /// <summary>The conventions of a name.</summary>
    /// <exception cref="InputException">There is no such name.</exception>
    public static IReadOnlyList<TieBreaking> Parse(string name) => name switch
    {
        "among-draws" => [TieBreaking.AmongDraws],
        "listing-order" => [TieBreaking.ListingOrder],
        "any" => [TieBreaking.AmongDraws, TieBreaking.ListingOrder],
        _ => throw new InputException($"--ties is '{name}'; it must be {Names}."),
    };
}
