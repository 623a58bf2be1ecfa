using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A case and the group that it belongs to.</summary>
internal sealed record SourcedInput(Input Input, string Group);

/// <summary>
/// The cases that are put to an implementation: all small ones in ascending size, so that the first failure among them is the
/// smallest there is; those of the caller; those made to find known weaknesses; generated ones.
/// </summary>
internal static partial class InputSource
{
    /// <summary>The group of the questions that have no answer.</summary>
    public const string Undefined = "undefined";

    /// <summary>The cases of a kind, without those that have no answer.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="seed">The seed of what is generated.</param>
    /// <param name="generated">How many policies are generated; of the other kinds a quarter of that.</param>
    /// <param name="extra">Cases of the caller, of any kind.</param>
    public static IEnumerable<SourcedInput> Of(CaseKind kind, ulong seed, int generated, IEnumerable<Input> extra)
    {
        var (small, adversarial) = Parts(kind);
        return small.OrderBy(static input => input.Size).Select(static input => new SourcedInput(input, "small"))
            .Concat(extra.Where(input => input.Kind == kind).Select(static input => new SourcedInput(input, "given")))
            .Concat(adversarial.Select(static input => new SourcedInput(input, "adversarial")))
            .Concat(Generated(kind, seed, generated).Select(static input => new SourcedInput(input, "generated")))
            .DistinctBy(static sourced => sourced.Input);
    }

    /// <summary>Questions of a kind to which the only right answer is to refuse.</summary>
    public static IEnumerable<SourcedInput> WithoutAnswer(CaseKind kind)
    {
        Input[] inputs =
            kind == CaseKind.Policy ?
            [
                new PolicyInput([0.5, 0.5], [0, 1], 0), new PolicyInput([], [], 2), new PolicyInput([1.5, -0.5], [0, 1], 2),
                new PolicyInput([double.NaN, 0.5], [0, 1], 2), new PolicyInput([0, 0], [0, 1], 2),
            ]
            : kind == CaseKind.Estimator ?
            [
                new EstimatorInput(0, 0.5), new EstimatorInput(2, 0), new EstimatorInput(2, -0.5), new EstimatorInput(2, 1.5),
                new EstimatorInput(2, double.NaN),
            ]
            : kind == CaseKind.Pool ?
            [
                new PoolInput([0, 1], 3), new PoolInput([0, 1], 0), new PoolInput([], 1), new PoolInput([0, double.NaN], 1),
            ]
            : kind == CaseKind.PassAtK ?
            [
                new PassAtKInput(2, 0, 5), new PassAtKInput(2, 1, 3), new PassAtKInput(2, 3, 1), new PassAtKInput(2, 1, 0), new PassAtKInput(0, 0, 1),
            ]
            : throw NoInputsOf(kind);
        return inputs.Select(static input => new SourcedInput(input, Undefined));
    }

    /// <summary>A case in doubles: its numbers where these are doubles, otherwise the nearest that make a case.</summary>
    public static Input Nearest(OracleCase given) => given switch
    {
        PolicyCase policy => new PolicyInput(
            MassesInDoubles.Of(policy.Reference, policy.N), [.. policy.Reference.Rewards.Select(static reward => reward.ToDouble())], policy.N),
        EstimatorCase estimator => new EstimatorInput(estimator.N, estimator.Epsilon.ToDouble()),
        PoolCase pool => new PoolInput(
            [.. pool.Rewards?.Select(static reward => reward.ToDouble()) ?? Enumerable.Range(0, pool.PoolSize).Select(static i => (double)i)], pool.N),
        PassAtKCase pass => new PassAtKInput(pass.Total, pass.Correct, pass.K),
        _ => throw NoInputsOf(given.Kind),
    };

    private static (IEnumerable<Input> Small, IEnumerable<Input> Adversarial) Parts(CaseKind kind) =>
        kind == CaseKind.Policy ? (SmallPolicies(), [.. AdversarialPolicies(), .. CloseRewards(), .. UniformPolicies()])
        : kind == CaseKind.Estimator ? (Estimators([1, 2, 3, 8], [1, 0.5, 0.25, 0.75]), AdversarialEstimators())
        : kind == CaseKind.Pool ? (SmallPools(), [.. LargePools(), .. ClosePools()])
        : kind == CaseKind.PassAtK ? (SmallPassAtK(), LargePassAtK())
        : throw NoInputsOf(kind);

    private static ArgumentException NoInputsOf(CaseKind kind) =>
        new($"the kind {kind.Id} has no cases to put to an implementation; add them to {nameof(InputSource)}.", nameof(kind));

    private static double[] Order(int count) => [.. Enumerable.Range(0, count).Select(static i => (double)i)];

    private static double[] Uniform(int count) => [.. Enumerable.Repeat(1.0 / count, count)];
}
