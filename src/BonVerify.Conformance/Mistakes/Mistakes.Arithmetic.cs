using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>Arithmetic: what is not a number, and what loses accuracy.</content>
internal sealed partial class Mistakes
{
    private const double HalfUlp = 1.1102230246251565e-16; // 2^-53
    private const double SingleUlp = 1.1920928955078125e-7; // 2^-23

    private static readonly Quantity[] Estimators = [Quantity.KlEstimator, Quantity.KlEstimatorMean];

    private static readonly Quantity[] Logarithmic = [Quantity.Kl, Quantity.ReverseKl, Quantity.KlEstimatorMean];

    private static readonly Func<double, double> ToSingle = static value => (float)value;

    private static IEnumerable<Mistake> NotNumbers()
    {
        yield return Gives(
            "zero-mass",
            "it fails on outcomes of mass 0, which take part in nothing: 0 ln 0 is 0 and not NaN",
            null,
            OfPolicy(static input => input.Masses.Contains(0) ? [double.NaN] : null));
        yield return Gives(
            "zero-mass-list",
            "it fails on outcomes of mass 0, which take part in nothing: 0/0 is not their mass",
            [Quantity.Pmf],
            OfPolicy(static input => input.Masses.Contains(0) ? [.. Enumerable.Repeat(double.NaN, input.Count)] : null));
        yield return Gives(
            "underflow-then-log",
            "it takes 0 * ln 0 after a best-of-n mass has underflowed to zero: that term is 0 and not NaN",
            Logarithmic,
            OfPolicy(static input =>
            {
                var q = Policy(input).Masses;
                return q.Zip(input.Masses).Any(static pair => pair is { First: 0, Second: > 0 }) ? [double.NaN] : null;
            }));
        yield return Gives(
            "estimator-at-one",
            "it fails at epsilon = 1, where the estimator is 0: ln(1 - epsilon) needs a case of its own",
            Estimators,
            static request => request.Input is EstimatorInput { Epsilon: 1 } or PolicyInput { Count: 1 } ? [double.NaN] : null);
    }

    private static IEnumerable<Mistake> Rounding()
    {
        yield return new RoundingMistake(
            "estimator-cancellation",
            "it computes 1 - (1 - epsilon)^n as it stands: where n epsilon is small, or epsilon next to 1, little or nothing is left of it",
            "(use -expm1(n*log1p(-epsilon)))",
            Estimators,
            static request => Noise.Of(request.Input, 16 * HalfUlp),
            static request => request.Input switch
            {
                EstimatorInput input => [[PlainEstimator.AsWritten(input.N, input.Epsilon)]],
                PolicyInput input => Enumerable.Range(0, NaivePolicy.Variants).Select(variant => NaivePolicy.Value(request.Quantity.Id, input, variant, static x => x)!)
                    .Append([PlainPolicy.Sum(
                        Enumerable.Range(0, input.Count).Where(i => input.Masses[i] > 0),
                        i => Policy(input).Masses[i] * PlainEstimator.AsWritten(input.N, input.Masses[i]))])
                    .Append([PlainPolicy.Sum(
                        Enumerable.Range(0, input.Count).Where(i => input.Masses[i] > 0),
                        i => Policy(input).Masses[i] * PlainEstimator.AsQuotient(input.N, input.Masses[i]))]),
                _ => [],
            },
            static request => request.Input switch
            {
                EstimatorInput input => Math.Pow(1 - input.Epsilon, input.N) is 1 or 0,
                PolicyInput input => input.Masses.Any(p => p > 0 && Math.Pow(1 - p, input.N) is 1 or 0),
                _ => false,
            });
        yield return new RoundingMistake(
            "pass-at-k-cancellation",
            "it computes 1 - x with x next to 1: of a small pass@k only rounding is left",
            "(use -expm1(sum of log1p(-k/i)))",
            [Quantity.PassAtK],
            static request => request.Input is PassAtKInput input ? HalfUlp * 4 * (4 + Math.Min(input.Correct, input.K)) : 0,
            static request => request.Input is PassAtKInput input ? CarelessPassAtK(input) : [],
            static _ => false);
        yield return new RoundingMistake(
            "cancellation",
            "it computes F^n - F_-^n as it stands: of small masses nothing but rounding is left",
            "(use F^n * -expm1(n*log1p(-p/F)))",
            FromMasses,
            static request => Noise.Of(request.Input, 16 * HalfUlp),
            static request => Careless(request, static x => x),
            static request => request.Input is PolicyInput input && NaivePolicy.LosesALevel(input, static x => x));
        yield return new RoundingMistake(
            "float32",
            "it computes in single precision (float32)",
            "(compute in doubles, or ask for --tolerance float32)",
            null,
            static request => Noise.Of(request.Input, 64 * SingleUlp),
            static request => Careless(request, ToSingle).Concat(HeldInSingle(request)),
            static request => request.Input is PolicyInput input ? NaivePolicy.LosesALevel(input, ToSingle) : (float)(request.Input.SmallestMass ?? 1) < SingleUlp)
        {
            IsSingle = true,
        };
    }

    private static IEnumerable<double[]> Careless(Request request, Func<double, double> round) => request.Input is PolicyInput input && FromMasses.Contains(request.Quantity)
        ? Enumerable.Range(0, NaivePolicy.Variants).Select(variant => NaivePolicy.Value(request.Quantity.Id, input, variant, round)!)
        : [];

    /// <summary>Masses that are held in single precision, by a program that computes in doubles otherwise.</summary>
    private static IEnumerable<double[]> HeldInSingle(Request request)
    {
        if (request.Input is PolicyInput input && FromMasses.Contains(request.Quantity))
        {
            var p = Array.ConvertAll(input.Masses, static mass => (double)(float)mass);
            var policy = PlainPolicy.Of(p, input.RewardArray, input.N);
            yield return policy.WithMasses(Array.ConvertAll(policy.Masses, static mass => (double)(float)mass)).Value(request.Quantity.Id, p, input.RewardArray)!;
        }
    }

    private static IEnumerable<double[]> CarelessPassAtK(PassAtKInput input)
    {
        const int MostFactors = 100_000;
        if (input.Correct <= MostFactors)
        {
            var product = 1.0;
            for (var i = input.Total - input.Correct + 1; i <= input.Total; i++)
            {
                product *= 1 - (double)input.K / i;
            }

            yield return [1 - product];
        }

        if (input.K <= MostFactors)
        {
            var product = 1.0;
            for (var j = 0; j < input.K; j++)
            {
                product *= (double)(input.Total - input.Correct - j) / (input.Total - j);
            }

            yield return [1 - product];
        }

        // One quotient of exact binomials, rounded once before it is taken from 1.
        if (Math.Min(input.Correct, input.K) <= 64 && input.Total - input.Correct >= input.K)
        {
            var (few, many) = input.Correct < input.K ? (input.Correct, input.K) : (input.K, input.Correct);
            var quotient = BonVerify.Numerics.Rational.One;
            for (var j = 0; j < few; j++)
            {
                quotient *= new BonVerify.Numerics.Rational(input.Total - many - j, input.Total - j);
            }

            yield return [1 - quotient.ToDouble()];
        }
    }
}
