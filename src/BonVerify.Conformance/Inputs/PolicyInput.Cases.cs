using System.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>The cases that are put to an implementation.</content>
public sealed partial record PolicyInput
{
    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.Policy,
        Fields =
        [
            new("probabilities", FieldType.Numbers, "the reference mass of each outcome, in listing order; they sum to 1, some may be 0"),
            new("weights", FieldType.Numbers, "integers in the same proportions, where these are below 2^53; otherwise left out") { IsOptional = true },
            new("rewards", FieldType.Numbers, "the reward of each outcome; equal rewards are ties") { IsOptional = true },
            new("n", FieldType.Integer, "the number of draws"),
        ],
        Reader = static fields =>
        {
            var probabilities = InputForm.Numbers(fields["probabilities"]);
            var rewards = fields.TryGetValue("rewards", out var given) ? InputForm.Numbers(given) : Plain.ListingOrder(probabilities.Length);
            return new PolicyInput(probabilities, rewards, fields["n"].GetInt32());
        },
        Nearest = static given => given is not PolicyCase policy ? null : new PolicyInput(
            MassesInDoubles.Of(policy.Reference, policy.N), [.. policy.Reference.Rewards.Select(static reward => reward.ToDouble())], policy.N),
        Small = SmallPolicies,
        Adversarial = static () => [.. AdversarialPolicies(), .. CloseRewards(), .. UniformPolicies()],
        Generate = MakePolicy,
        WithoutAnswer = static () =>
        [
            new PolicyInput([0.5, 0.5], [0, 1], 0), new PolicyInput([], [], 2), new PolicyInput([1.5, -0.5], [0, 1], 2),
            new PolicyInput([double.NaN, 0.5], [0, 1], 2), new PolicyInput([0, 0], [0, 1], 2),
        ],
    };

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
                yield return new PolicyInput(chain, Plain.ListingOrder(chain.Length), n);
                yield return new PolicyInput([.. chain.Reverse()], Plain.ListingOrder(chain.Length), n);
            }
        }

        yield return new PolicyInput([0.125, 0.25, 0, 0.5, 0.125], [2, 0, 5, 2, 1], 4);
        yield return new PolicyInput([0.125, 0.25, 0, 0.5, 0.125], [-2, -10, 9, -2, 10], 4);
        yield return new PolicyInput([0.125, 0.375, 0.5], [-0.5, -0.25, -0.125], 3);
        yield return new PolicyInput([0.125, 0.25, 0.5, 0.125], [9, 10, 100, 99], 3);
        yield return new PolicyInput([0.5, 0.25, 0.25], [1e-9, 1e9, 0], 7);
    }

    private static IEnumerable<Input> CloseRewards()
    {
        foreach (var (low, high) in InputSource.ClosePairs)
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
                yield return new PolicyInput(Plain.Uniform(count), Plain.ListingOrder(count), n);
                yield return new PolicyInput(Plain.Uniform(count), [.. Plain.ListingOrder(count).Select(i => i * 7 % count)], n);
                yield return new PolicyInput(Plain.Uniform(count), [.. Plain.ListingOrder(count).Select(static i => i % 3)], n);
            }
        }

        yield return new PolicyInput(Plain.Uniform(256), Plain.ListingOrder(256), 16);
    }

    private static PolicyInput MakePolicy(Dice dice)
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
}
