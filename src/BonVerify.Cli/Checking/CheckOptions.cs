using BonVerify.Cli.Checking.Judging;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking;

/// <summary>What a run of <c>check</c> is asked to do.</summary>
internal sealed record CheckOptions
{
    /// <summary>The quantities that are asked by default: what programs usually compute.</summary>
    public static IReadOnlyList<Quantity> DefaultQuantities { get; } = [.. Quantity.All.Where(static quantity => quantity.IsAskedByDefault)];

    /// <summary>The program under test and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public IReadOnlyList<Quantity> Quantities { get; init; } = DefaultQuantities;

    public Tolerance Tolerance { get; init; } = Tolerance.Default;

    /// <summary>The tie conventions that count as right.</summary>
    public IReadOnlyList<TieBreaking> Ties { get; init; } = [TieBreaking.AmongDraws];

    /// <summary>How many policies are generated.</summary>
    public int MaxTest { get; init; } = 200;

    public ulong Seed { get; init; } = 20240103;

    /// <summary>How long to wait for an answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The only request to put, instead of the usual cases.</summary>
    public CheckRequest? Only { get; init; }

    /// <summary>Where to write a file for every smallest failure; none is written if null.</summary>
    public string? CounterexampleFolder { get; init; }
}
