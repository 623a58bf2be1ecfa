namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>How a program introduces itself, if it does: <c>{"hello":{"name":"…","quantities":["kl"]}}</c> before its first answer.</summary>
/// <param name="Name">Its name and version, or null.</param>
/// <param name="Quantities">The quantities it knows, or null when it does not say.</param>
internal sealed record Hello(string? Name, IReadOnlySet<string>? Quantities);
