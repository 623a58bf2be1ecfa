using System.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>Generated cases: the same for one seed on every machine.</content>
internal static partial class InputSource
{
    private static IEnumerable<Input> Generated(CaseKind kind, ulong seed, int count)
    {
        Func<Dice, Input> make =
            kind == CaseKind.Policy ? MakePolicy
            : kind == CaseKind.Estimator ? MakeEstimator
            : kind == CaseKind.Pool ? MakePool
            : kind == CaseKind.PassAtK ? MakePassAtK
            : throw NoInputsOf(kind);
        var number = kind == CaseKind.Policy ? count : (count + 3) / 4;

        // Each case has a generator of its own: the first ones do not change when more are asked for.
        return Enumerable.Range(0, number).Select(i => make(new Dice(seed, i)));
    }

    private static Input MakePolicy(Dice dice)
    {
        var count = dice.Of(1, 2, 2, 3, 4, 5, 6, 8, dice.Within(9, 40));
        var weights = dice.Of<Func<BigInteger>>(
            () => dice.Within(1, 12),
            () => dice.Within(1, 12),
            static () => 1,
            () => BigInteger.One << dice.Within(0, 60),
            () => BigInteger.One << dice.Within(0, 200),
            () => dice.Bits(53) + 1);
        BigInteger[] masses = [.. Enumerable.Range(0, count).Select(_ => weights())];
        if (count > 1 && dice.OneIn(5))
        {
            masses[dice.Below(count)] = 0;
        }

        if (masses.All(static weight => weight.IsZero))
        {
            masses[0] = 1;
        }

        var rewards = dice.Of<Func<int, double>>(
            static i => i,
            static i => i,
            i => -i,
            _ => dice.Within(0, 2),
            _ => dice.Within(-50, 50) / 8.0,
            static _ => 7,
            _ => dice.Within(-1000, 1000) * 1.1);
        var n = dice.Of(1, 2, 2, 3, dice.Within(3, 16), dice.Within(3, 16), 1 << dice.Within(2, 10), dice.Within(17, 2000));
        return new PolicyInput(
            MassesInDoubles.Of(ReferencePolicy.FromWeights(masses), n), [.. Enumerable.Range(0, count).Select(rewards)], n);
    }

    private static Input MakeEstimator(Dice dice) => new EstimatorInput(
        dice.Of(1, 2, dice.Within(2, 30), dice.Within(31, 10_000), 1 << dice.Within(10, 29)),
        dice.Of(dice.Share(), dice.Share(), Math.ScaleB(dice.Share(), -dice.Within(1, 200)), 1 - Math.ScaleB(dice.Share(), -dice.Within(1, 40))));

    private static Input MakePool(Dice dice)
    {
        var size = dice.Of(dice.Within(1, 6), dice.Within(2, 12), dice.Within(13, 64));
        var rewards = dice.Of<Func<double>>(() => dice.Within(0, 1), () => dice.Within(0, 4), () => dice.Within(-999, 999) / 10.0);
        return new PoolInput([.. Enumerable.Range(0, size).Select(_ => rewards())], dice.Within(1, size));
    }

    private static Input MakePassAtK(Dice dice)
    {
        var total = dice.Of(dice.Within(2, 12), dice.Within(13, 256), dice.Within(257, PassAtKCase.MaxFactors));
        return new PassAtKInput(total, dice.Of(dice.Within(0, total), dice.Within(0, Math.Min(total, 20))), dice.Of(1, dice.Within(1, total), dice.Within(1, Math.Min(total, 100))));
    }

    /// <summary>Random choices.</summary>
    private sealed class Dice(ulong seed, int index)
    {
        // Neighbouring seeds are far apart after one step of the generator.
        private readonly SplitMix64 bits = new(unchecked(seed + 0xD1B5_4A32_D192_ED03UL * (ulong)(index + 1)));

        public BigInteger Bits(int count) => bits.NextBelow(BigInteger.One << count);

        public int Below(int limit) => (int)bits.NextBelow(limit);

        public int Within(int low, int high) => low + Below(high - low + 1);

        public bool OneIn(int times) => Below(times) == 0;

        public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

        /// <summary>A double in (0, 1].</summary>
        public double Share() => Math.ScaleB((double)(Bits(53) + 1), -53);
    }
}
