namespace BonVerify.Cli.Reports;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Whether it has numbers, which stand at its right end.</param>
/// <param name="IsProse">Whether it has sentences, which may be broken.</param>
/// <param name="IsOptional">Whether it is left out where there is no room.</param>
internal readonly record struct Column(string Name, bool IsNumber = false, bool IsProse = false, bool IsOptional = false)
{
    /// <summary>A column of texts that are never broken.</summary>
    public static implicit operator Column(string name) => new(name);

    /// <summary>A column of numbers.</summary>
    public static Column Number(string name) => new(name, IsNumber: true);
}
