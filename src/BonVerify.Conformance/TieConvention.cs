using BonVerify.Policies;

namespace BonVerify.Conformance;

/// <summary>What a right answer makes of equal rewards.</summary>
public enum TieConvention
{
    /// <summary>Among tied draws one is picked uniformly, and a tie is half a win: the convention of BonVerify.</summary>
    AmongDraws,

    /// <summary>The first listed of equal rewards wins.</summary>
    FirstListed,

    /// <summary>The last listed of equal rewards wins.</summary>
    LastListed,

    /// <summary>As <see cref="AmongDraws"/>, but a tie wins nothing in the win rate.</summary>
    Strict,
}

/// <summary>Tie conventions as names.</summary>
public static class TieConventions
{
    /// <summary>The names, for messages.</summary>
    internal const string Names = "among-draws (or split), first-listed, last-listed, strict, or any";

    private const string Any = "any";

    private static readonly (string Name, TieConvention Convention)[] Known =
    [
        ("among-draws", TieConvention.AmongDraws), ("first-listed", TieConvention.FirstListed), ("last-listed", TieConvention.LastListed),
        ("strict", TieConvention.Strict), ("split", TieConvention.AmongDraws), ("listing-order", TieConvention.FirstListed),
    ];

    /// <summary>The convention that is right unless another is asked for.</summary>
    public static IReadOnlyList<TieConvention> Default { get; } = [TieConvention.AmongDraws];

    /// <summary>The conventions of a name; several where any of them is right.</summary>
    /// <param name="name">A name.</param>
    /// <returns>The conventions, or <see langword="null"/> when there is no such name.</returns>
    public static IReadOnlyList<TieConvention>? Find(string name) =>
        name == Any ? Enum.GetValues<TieConvention>()
        : Known.Where(known => known.Name == name).Select(static known => known.Convention).ToArray() is [var one] ? [one]
        : null;

    /// <summary>The name of conventions.</summary>
    /// <param name="conventions">One, or all.</param>
    /// <returns>The name that <see cref="Find"/> knows.</returns>
    public static string NameOf(IReadOnlyList<TieConvention> conventions) =>
        Preconditions.NotNull(conventions) is [var one] ? Known.First(known => known.Convention == one).Name : Any;

    /// <summary>The rule of the core by which the kept draw is chosen.</summary>
    internal static TieBreaking ToBreaking(this TieConvention convention) => convention switch
    {
        TieConvention.FirstListed => TieBreaking.FirstListed,
        TieConvention.LastListed => TieBreaking.LastListed,
        _ => TieBreaking.AmongDraws,
    };
}
