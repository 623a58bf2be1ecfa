namespace BonVerify.Conformance;

/// <summary>How a program introduces itself, if it does: <c>{"hello":{"name":"…","quantities":["kl"]}}</c> before its first answer.</summary>
/// <param name="Name">Its name and version, or null.</param>
/// <param name="Quantities">The quantities it knows, or null when it does not say.</param>
internal sealed record Hello(string? Name, IReadOnlySet<string>? Quantities)
{
    /// <summary>The cases that it handles.</summary>
    public Scope Scope { get; init; } = Scope.Everything;

    /// <summary>Its convention for ties, or null when it does not say.</summary>
    public string? Ties { get; init; }

    /// <summary>What of the greeting is not understood, or null.</summary>
    public string? Problem { get; init; }
}
