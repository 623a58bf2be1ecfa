using BonVerify.Policies;

namespace BonVerify.Cli.Checking.Judging;

/// <summary>Which tie conventions count as right.</summary>
internal static class TiesMode
{
    /// <summary>The name of the convention that is right unless another is asked for.</summary>
    public const string Default = "among-draws";

    /// <summary>The names on the command line.</summary>
    public const string Names = "among-draws, listing-order or any";

    /// <summary>The conventions of a name.</summary>
    /// <exception cref="InputException">There is no such name.</exception>
    public static IReadOnlyList<TieBreaking> Parse(string name, string option = "--ties") => name switch
    {
        Default => [TieBreaking.AmongDraws],
        "listing-order" => [TieBreaking.ListingOrder],
        "any" => [TieBreaking.AmongDraws, TieBreaking.ListingOrder],
        _ => throw new InputException($"{option} is '{name}'; it must be {Names}."),
    };

    /// <summary>The name of conventions.</summary>
    public static string NameOf(IReadOnlyList<TieBreaking> ties) => ties switch
    {
        [TieBreaking.AmongDraws] => Default,
        [TieBreaking.ListingOrder] => "listing-order",
        _ => "any",
    };
}
