using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>Policies.</content>
internal static partial class InputSource
{
    private static IEnumerable<Input> SmallPolicies()
    {
        double[][] masses =
        [
            [1], [0, 1], [1, 0], [0.5, 0.5], [0.5, 0, 0.5], [0, 0.5, 0.5], [0.5, 0.5, 0], [0.25, 0.75], [0.75, 0.25],
            [0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5], [0.25, 0.25, 0.25, 0.25],
        ];
        double[][][] rewards =
        [
            [[0]],
            [[0, 1], [0, 0], [1, 0]],
            [[0, 1, 2], [0, 0, 1], [0, 1, 1], [0, 1, 0], [1, 0, 2], [2, 1, 0], [0, 0, 0]],
            [[0, 1, 2, 3], [0, 0, 1, 1], [3, 2, 1, 0], [0, 1, 1, 1]],
        ];
        return from mass in masses
               from reward in rewards[mass.Length - 1]
               from n in Enumerable.Range(1, 3)
               select new PolicyInput(mass, reward, n);
    }

    private static IEnumerable<Input> AdversarialPolicies()
    {
        double[] Chain(int length) => [.. Enumerable.Range(1, length).Select(static i => Math.ScaleB(1, -i)), Math.ScaleB(1, -length)];

        // Two outcomes of which one has almost everything, either way up.
        foreach (var bits in new[] { 10, 20, 30, 40, 53 })
        {
            var tiny = Math.ScaleB(1, -bits);
            foreach (var n in new[] { 2, 16, 1000 })
            {
                yield return new PolicyInput([1 - tiny, tiny], [0, 1], n);
                yield return new PolicyInput([tiny, 1 - tiny], [0, 1], n);
                yield return new PolicyInput([0.5 - tiny, tiny, 0.5], [0, 1, 2], n);
            }
        }

        // n times the top mass is near 1, for large n.
        yield return new PolicyInput([1 - Math.ScaleB(1, -20), Math.ScaleB(1, -20)], [0, 1], 1 << 20);
        yield return new PolicyInput([1 - Math.ScaleB(1, -30), Math.ScaleB(1, -30)], [0, 1], PolicyCase.MaxN);
        yield return new PolicyInput([0.25, 0.75], [0, 1], 1_000_000);
        yield return new PolicyInput([0.75, 0.25], [0, 1], 1_000_000);

        // F^n underflows, just and by far.
        foreach (var n in new[] { 1022, 1075, 1200, 5000 })
        {
            yield return new PolicyInput([0.5, 0.5], [0, 1], n);
            yield return new PolicyInput([0.25, 0.25, 0.5], [0, 1, 2], n);
        }

        // Masses far below the rounding unit.
        foreach (var tiny in new[] { Math.ScaleB(1, -100), 1e-300, double.Epsilon })
        {
            foreach (var n in new[] { 2, 1000 })
            {
                yield return new PolicyInput([1, tiny], [0, 1], n);
                yield return new PolicyInput([tiny, 1], [0, 1], n);
                yield return new PolicyInput([0.5, tiny, 0.5], [0, 1, 2], n);
            }
        }

        foreach (var length in new[] { 10, 30, 60 })
        {
            var chain = Chain(length);
            foreach (var n in new[] { 2, 64 })
            {
                yield return new PolicyInput(chain, Order(chain.Length), n);
                yield return new PolicyInput([.. chain.Reverse()], Order(chain.Length), n);
            }
        }

        yield return new PolicyInput([0.125, 0.25, 0, 0.5, 0.125], [2, 0, 5, 2, 1], 4);
        yield return new PolicyInput([0.125, 0.25, 0, 0.5, 0.125], [-2, -10, 9, -2, 10], 4);
        yield return new PolicyInput([0.125, 0.375, 0.5], [-0.5, -0.25, -0.125], 3);
        yield return new PolicyInput([0.125, 0.25, 0.5, 0.125], [9, 10, 100, 99], 3);
        yield return new PolicyInput([0.5, 0.25, 0.25], [1e-9, 1e9, 0], 7);
    }

    /// <summary>Rewards that a shorter format, a tolerance, rounding, clipping or a threshold takes for equal, in either order.</summary>
    private static readonly (double Low, double High)[] ClosePairs =
    [
        (0, 5e-13), (0, 1e-10), (1, 1 + 1e-10), (1, 1.0000000000000002), // closer than 1e-9
        (0.1, 0.100000001), (16777216, 16777217), (1, 1.00000001),      // one float32
        (256, 257), (1, 1.001),                                         // one bfloat16
        (2048, 2049), (1, 1.0001),                                      // one half
        (0.1231, 0.1234), (0.71, 0.74), (1.2, 1.4),                     // one number of 3, 1 and 0 decimals
        (-12, -11), (11, 12), (-120, -110), (310, 320),                 // clipped
        (10001, 10002), (-20002, -20001), (1e6, 1e6 + 1), (-1e12 - 1, -1e12),
        (0.55, 0.6), (0.8, 0.95),                                       // on one side of a threshold
    ];

    private static IEnumerable<Input> CloseRewards()
    {
        foreach (var (low, high) in ClosePairs)
        {
            yield return new PolicyInput([0.5, 0.5], [low, high], 2);
            yield return new PolicyInput([0.25, 0.75], [high, low], 2);
            yield return new PolicyInput([0.25, 0.5, 0.25], [low, high, low - 1], 3);
        }
    }

    private static IEnumerable<Input> UniformPolicies()
    {
        foreach (var count in new[] { 2, 4, 8, 16, 32, 64 })
        {
            foreach (var n in new[] { 2, 5, 64 })
            {
                yield return new PolicyInput(Uniform(count), Order(count), n);
                yield return new PolicyInput(Uniform(count), [.. Order(count).Select(i => i * 7 % count)], n);
                yield return new PolicyInput(Uniform(count), [.. Order(count).Select(static i => i % 3)], n);
            }
        }

        yield return new PolicyInput(Uniform(256), Order(256), 16);
    }
}
