using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The total variation distance as the largest F − Fⁿ = F (1 − F) h_(n−1)(1, F) over the boundaries F between cells.</summary>
internal static class LargestDifference
{
    // The function rises up to F = n^(−1/(n−1)) and falls from there. Boundaries so near to it are all tried, as far as there are few of them.
    private const double Near = 1.0 / (1L << 40);
    private const int MostNear = 64;

    // Products of shares above it are in the range of pairs.
    private const double Smallest = 1e-200;

    /// <summary>The distance for n ≥ 2 and more than one positive weight; null where pairs do not settle which boundary it is.</summary>
    /// <param name="weights">The weights, ascending in reward, at least 0.</param>
    /// <param name="rests">What the weights have beside their doubles; empty where that is nothing.</param>
    /// <param name="total">Their sum.</param>
    /// <param name="n">The number of draws.</param>
    public static CertifiedDouble? Of(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, TripleSum<Lanes1> total, int n)
    {
        var whole = DoubleDouble<Lanes1>.First(total.ToPair());
        var top = Math.Exp(-Math.Log(n) / (n - 1)) * whole.High;
        var (sum, below, tried) = (default(TripleSum<Lanes1>), default(TripleSum<Lanes1>), new List<TripleSum<Lanes1>>());
        for (var i = 0; i < weights.Length - 1; i++)
        {
            if (weights[i] == 0)
            {
                continue;
            }

            sum = rests.IsEmpty ? sum.Plus(Lanes1.Create(weights[i])) : sum.Plus(Lanes1.Create(weights[i]), Lanes1.Create(rests[i]));
            var share = Lanes1.First(sum.High);
            if (share < top * (1 - Near))
            {
                below = sum;
                continue;
            }

            tried.Add(sum);
            if (tried.Count > MostNear)
            {
                return null;
            }

            if (share > top * (1 + Near))
            {
                break;
            }
        }

        if (Lanes1.First(below.High) > 0)
        {
            tried.Add(below);
        }

        var (largest, error) = (default(CompensatedSum), 0.0);
        foreach (var boundary in tried)
        {
            if (At(boundary, whole, weights.Length, n) is not { } value)
            {
                return null;
            }

            // The largest of numbers is off by no more than one of them.
            largest = value.High > largest.High || (value.High == largest.High && value.Low > largest.Low) ? new(value.High, value.Low) : largest;
            error = Math.Max(error, value.Error);
        }

        return largest.High > Smallest ? new(largest.High, largest.Low, error) : null;
    }

    private static CertifiedDouble? At(TripleSum<Lanes1> sum, CompensatedSum total, int count, int n)
    {
        var (upTo, whole, one) = (sum.ToPair(), DoubleDouble<Lanes1>.Create(total.High, total.Low), DoubleDouble<Lanes1>.Create(1));
        var above = DoubleDouble<Lanes1>.Subtract(whole, upTo);
        var left = Lanes1.First(above.High) / total.High;
        if (!(left > 0))
        {
            return null;
        }

        var inverse = new CompensatedSum(1, 0).DividedBy(total);
        var reciprocal = DoubleDouble<Lanes1>.Create(inverse.High, inverse.Low);
        var share = DoubleDouble<Lanes1>.Multiply(upTo, reciprocal);
        var value = DoubleDouble<Lanes1>.First(DoubleDouble<Lanes1>.Multiply(
            DoubleDouble<Lanes1>.Multiply(share, DoubleDouble<Lanes1>.Multiply(above, reciprocal)),
            PowerLadder.Quotient(one, share, one, n - 1)));

        // The mass above is a difference: what it may be off counts relative to it.
        var units = CellErrors.OfDoubles(n, count, 0, 1).Shares;
        var relative = units + ((2 * ErrorBounds.Add + 2 * ErrorBounds.Sum(count)) / left) + ErrorBounds.Reciprocal + ErrorBounds.Sum(count)
            + ErrorBounds.Ladder(n - 1, units) + 3 * ErrorBounds.Multiply;
        return new(value.High, value.Low, ErrorBounds.Up(relative * value.High * ErrorBounds.Unit));
    }
}
