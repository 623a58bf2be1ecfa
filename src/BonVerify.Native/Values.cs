using BonVerify.Evaluation;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Native;

/// <summary>Nearest doubles of quantities.</summary>
internal static class Values
{
    private const string OpenMessage = "the nearest double is open at 2048 bits; bonverify_oracle encloses the value.";

    // Enclosures first: a double is settled by them faster than by exact forms. What they leave open, such as a value that is a
    // double itself, exact forms settle.
    private static readonly long[] Budgets = [Budget.ForJudging.ExactBits, Budget.ForAnswers.ExactBits];

    /// <summary>The one value of a quantity in a case, correctly rounded.</summary>
    public static double Nearest(Quantity quantity, OracleCase oracleCase, TieBreaking ties = TieBreaking.AmongDraws)
    {
        var result = 0.0;
        Nearest(quantity, oracleCase, new(ref result), ties);
        return result;
    }

    /// <summary>The values of a quantity in a case, correctly rounded.</summary>
    /// <exception cref="ArgumentException">The quantity is not defined in the case.</exception>
    /// <exception cref="OpenException">A nearest double is open.</exception>
    public static void Nearest(Quantity quantity, OracleCase oracleCase, Span<double> results, TieBreaking ties = TieBreaking.AmongDraws)
    {
        foreach (var bits in Budgets)
        {
            var result = quantity.Evaluate(oracleCase, QuantityOptions.Default with { ExactBits = bits, Ties = ties });
            if (result is QuantityResult.NotApplicable(var reason))
            {
                throw new ArgumentException($"{reason}.");
            }

            if (TryTake(result.Values, results))
            {
                return;
            }
        }

        throw new OpenException(OpenMessage);
    }

    private static bool TryTake(IReadOnlyList<QuantityValue> values, Span<double> results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            if (values[i].Nearest is not { } nearest)
            {
                return false;
            }

            results[i] = nearest;
        }

        return true;
    }
}
