
namespace BonVerify.Numerics;

/// <summary>One term of a linear form in logarithms: Coefficient × ln(Argument).</summary>
/// <param name="Coefficient">The rational coefficient, not 0.</param>
/// <param name="Argument">The rational argument, positive and not 1.</param>
public readonly record struct LogarithmTerm(Rational Coefficient, Rational Argument);
