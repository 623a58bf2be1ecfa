using System.Numerics;
using System.Text.Json;
using BonVerify.Interchange;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A policy and its reference policy, in doubles.</summary>
/// <remarks>The doubles of each that are generated sum to exactly 1.</remarks>
public sealed record PolicyPairInput : Input
{
    private readonly double[] policy;
    private readonly double[] reference;

    /// <summary>Makes the input.</summary>
    /// <param name="policy">The mass of each outcome under the policy that the responses come from.</param>
    /// <param name="reference">The mass of each under the reference policy.</param>
    public PolicyPairInput(double[] policy, double[] reference) => (this.policy, this.reference) = (policy, reference);

    /// <summary>How such a case is written in a request, and which are put to an implementation.</summary>
    internal static InputForm Definition { get; } = new()
    {
        Kind = CaseKind.PolicyPair,
        Fields =
        [
            new("policy", FieldType.Numbers, "the mass of each outcome under the policy that the responses come from; some may be 0"),
            new("reference", FieldType.Numbers, "the mass of each outcome under the reference policy; above 0 wherever the policy is"),
        ],
        Reader = static fields => new PolicyPairInput(InputForm.Numbers(fields["policy"]), InputForm.Numbers(fields["reference"])),
        Nearest = static given => given is PolicyPairCase pair ? new PolicyPairInput(MassesInDoubles.Of(pair.Policy, 1), MassesInDoubles.Of(pair.Reference, 1)) : null,
        Small = SmallPairs,
        Adversarial = AdversarialPairs,
        Generate = static dice =>
        {
            var count = dice.Of(2, 3, 4, dice.Within(2, 12));
            var reference = MassesOf(count, () => dice.Within(1, 1 << dice.Within(1, 12)));
            var policy = MassesOf(count, () => dice.OneIn(4) ? 0 : dice.Within(1, 1 << dice.Within(1, 12)));
            return new PolicyPairInput(policy, reference);
        },
        GeneratedShare = 2,
        WithoutAnswer = static () =>
        [
            new PolicyPairInput([0.5, 0.5], [1]), new PolicyPairInput([], []), new PolicyPairInput([1.5, -0.5], [0.5, 0.5]),
            new PolicyPairInput([0.5, 0.5], [double.NaN, 0.5]),
        ],
    };

    /// <summary>The mass of each outcome under the policy that the responses come from.</summary>
    public IReadOnlyList<double> Policy => policy;

    /// <summary>The mass of each outcome under the reference policy.</summary>
    public IReadOnlyList<double> Reference => reference;

    /// <inheritdoc/>
    public override int Draws => 1;

    /// <inheritdoc/>
    public override OracleCase Exactly => new PolicyPairCase(ReferencePolicy.FromWeights(policy), ReferencePolicy.FromWeights(reference));

    /// <inheritdoc/>
    public override string? WhyUndefined =>
        policy.Length == 0 ? "there are no outcomes"
        : reference.Length != policy.Length ? "there is not one reference mass per outcome"
        : !policy.Concat(reference).All(static p => double.IsFinite(p) && p >= 0) ? "a mass is negative or not a number"
        : policy.All(static p => p == 0) || reference.All(static p => p == 0) ? "all masses are 0"
        : policy.Zip(reference).Any(static pair => pair is { First: > 0, Second: 0 }) ? "the reference is 0 where the policy is not"
        : null;

    internal override InputForm Form => Definition;

    internal override int Count => policy.Length;

    internal override double[] ReferenceArray => reference;

    internal override bool HasMassZero => policy.Contains(0) || reference.Contains(0);

    internal override double? SmallestMass => policy.Concat(reference).Where(static mass => mass > 0).DefaultIfEmpty(1).Min();

    internal override InputSize Size => IsDefined
        ? new(
            policy.Count(static mass => mass == 0),
            ReferencePolicy.FromWeights(policy).Denominator + ReferencePolicy.FromWeights(reference).Denominator,
            Count,
            1,
            0)
        : new(0, BigInteger.Zero, Count, 1, 0);

    /// <summary>Whether both are the same policies.</summary>
    /// <param name="other">The other input.</param>
    /// <returns>Whether they are equal, mass by mass.</returns>
    public bool Equals(PolicyPairInput? other) => other is not null && policy.SequenceEqual(other.policy) && reference.SequenceEqual(other.reference);

    /// <inheritdoc/>
    public override int GetHashCode() => policy.Concat(reference).Aggregate(Count, static (hash, mass) => HashCode.Combine(hash, mass));

    internal override void WriteFields(Utf8JsonWriter writer, bool isShort = false)
    {
        ProtocolJson.WriteNumbers(writer, "policy", policy);
        ProtocolJson.WriteNumbers(writer, "reference", reference);
    }

    internal override Input? WithDraws(int draws) => null;

    internal override IEnumerable<Dimension> Dimensions() => [];

    internal override IEnumerable<Input> Candidates()
    {
        // An outcome gives its masses to a neighbour; coarser masses.
        foreach (var i in Plain.SomeIndices(Count))
        {
            foreach (var heir in new[] { i - 1, i + 1 }.Where(heir => heir >= 0 && heir < Count))
            {
                yield return new PolicyPairInput(Merged(policy, i, heir), Merged(reference, i, heir));
            }
        }

        foreach (var bits in new[] { 1, 2, 3, 4, 8, 16, 30 })
        {
            if (MassesInDoubles.OnGrid(policy, bits) is { } coarse && MassesInDoubles.OnGrid(reference, bits) is { } other)
            {
                yield return new PolicyPairInput(coarse, other);
                yield return new PolicyPairInput(policy, other);
                yield return new PolicyPairInput(coarse, reference);
            }
        }
    }

    private static double[] Merged(double[] masses, int from, int into)
    {
        var merged = masses.ToArray();
        merged[into] += merged[from];
        return Plain.Without(merged, from);
    }

    private static double[] MassesOf(int count, Func<int> weight)
    {
        BigInteger[] weights = [.. Enumerable.Range(0, count).Select(_ => (BigInteger)weight())];
        if (weights.All(static w => w.IsZero))
        {
            weights[0] = 1;
        }

        return MassesInDoubles.Of(ReferencePolicy.FromWeights(weights), 1);
    }

    private static IEnumerable<Input> SmallPairs()
    {
        double[][] two = [[1, 0], [0, 1], [0.5, 0.5], [0.25, 0.75], [0.75, 0.25]];
        double[][] three = [[1, 0, 0], [0.5, 0.5, 0], [0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [0, 0.25, 0.75]];
        yield return new PolicyPairInput([1], [1]);
        foreach (var (policy, reference) in new[] { two, three }.SelectMany(static masses => masses.SelectMany(policy => masses.Select(reference => (policy, reference)))))
        {
            if (new PolicyPairInput(policy, reference) is { IsDefined: true } input)
            {
                yield return input;
            }
        }
    }

    private static IEnumerable<Input> AdversarialPairs()
    {
        // Log-ratios of many sizes, both ways; masses so near that all cancels; a reference with mass that the policy has not.
        foreach (var bits in new[] { 8, 15, 20, 30, 45, 53 })
        {
            var tiny = Math.ScaleB(1, -bits);
            yield return new PolicyPairInput([0.5, 0.5], [tiny, 1 - tiny]);
            yield return new PolicyPairInput([tiny, 1 - tiny], [0.5, 0.5]);
            yield return new PolicyPairInput([1, 0], [tiny, 1 - tiny]);
            yield return new PolicyPairInput([1, 0], [1 - tiny, tiny]);
            yield return new PolicyPairInput([0.5 + tiny, 0.5 - tiny], [0.5, 0.5]);
        }

        yield return new PolicyPairInput(Plain.Uniform(64), MassesOf(64, static () => 1));
        yield return new PolicyPairInput([0, 0.25, 0.25, 0.5], [0.75, 0.125, 0.0625, 0.0625]);
        yield return new PolicyPairInput([0.5, 0.25, 0.125, 0.125], [0.125, 0.125, 0.25, 0.5]);
    }
}
