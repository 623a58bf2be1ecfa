using BonVerify.Policies;

namespace BonVerify.Cli.Plotting;

/// <summary>A reference policy that people compare best-of-n on, by name: the regimes of Beirami et al., arXiv 2401.01879.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">What it is, for a legend.</param>
/// <param name="Weights">The weights of the policy.</param>
internal sealed record Regime(string Name, string Text, IEnumerable<int> Weights)
{
    /// <summary>Equally likely outcomes.</summary>
    public static IReadOnlyList<Regime> Uniform { get; } = [.. new[] { 10, 100, 1000, 10_000 }.Select(static count => new Regime(
        FormattableString.Invariant($"uniform-{count}"),
        FormattableString.Invariant($"uniform on {count}"),
        Enumerable.Repeat(1, count)))];

    /// <summary>Two outcomes, of which the best is rare.</summary>
    public static IReadOnlyList<Regime> Rare { get; } = [.. new[] { 2, 3, 4 }.Select(static exponent => new Regime(
        FormattableString.Invariant($"rare-1e-{exponent}"),
        FormattableString.Invariant($"best outcome of mass 1e-{exponent}"),
        [(int)Math.Pow(10, exponent) - 1, 1]))];

    /// <summary>Two equally likely outcomes.</summary>
    public static Regime Binary { get; } = new("binary", "binary", [1, 1]);

    /// <summary>All regimes.</summary>
    public static IReadOnlyList<Regime> All { get; } = [.. Uniform, .. Rare, Binary];

    /// <summary>The policy, made anew each time: names are asked for at every start, policies are not.</summary>
    public ReferencePolicy Reference => ReferencePolicy.FromWeights(Weights);

    /// <summary>What a name must be.</summary>
    public static string Names => string.Join(", ", All.Select(static regime => regime.Name));

    /// <summary>The regime with a name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static Regime Find(string name) => All.FirstOrDefault(regime => regime.Name == name)
        ?? throw new InputException($"--regime is '{name}'; it must be one of {Names}.");
}
