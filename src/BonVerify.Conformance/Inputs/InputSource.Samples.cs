using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>Estimators, pools and pass@k.</content>
internal static partial class InputSource
{
    private static IEnumerable<Input> Estimators(int[] draws, double[] masses) =>
        from n in draws from epsilon in masses select new EstimatorInput(n, epsilon);

    private static IEnumerable<Input> AdversarialEstimators()
    {
        foreach (var input in Estimators(
            [1, 2, 3, 10, 1000, 1_000_000, PolicyCase.MaxN],
            [
                0.1, 0.9, 0.999, 1e-3, 1e-6, 1e-9, Math.ScaleB(1, -53), 1e-17, 1e-30, 1e-100, 1e-300, double.Epsilon,
                1 - Math.ScaleB(1, -30), 1 - Math.ScaleB(1, -53),
            ]))
        {
            yield return input;
        }

        // Next to 1, and n times epsilon next to 1 where 1 - epsilon rounds.
        foreach (var bits in new[] { 10, 20, 40, 50, 52 })
        {
            yield return new EstimatorInput(2, 1 - Math.ScaleB(1, -bits));
            yield return new EstimatorInput(8, 1 - Math.ScaleB(1, -bits));
        }

        foreach (var n in new[] { 7, 100, 30_000, 1_000_003, 900_000_001 })
        {
            yield return new EstimatorInput(n, 1.0 / n);
            yield return new EstimatorInput(n, 1.25 / n);
            yield return new EstimatorInput(n, 0.7 / n);
        }
    }

    private static IEnumerable<Input> SmallPools()
    {
        double[][] pools = [[0], [0, 1], [1, 0], [0, 0], [0, 1, 2], [2, 0, 1], [0, 1, 1], [1, 0, 1], [0, 1, 2, 3], [1, 0, 1, 0], [0, 0, 0, 1]];
        return from pool in pools from n in Enumerable.Range(1, pool.Length) select new PoolInput(pool, n);
    }

    private static IEnumerable<Input> LargePools()
    {
        foreach (var size in new[] { 10, 50, 200 })
        {
            foreach (var levels in new[] { 2, 7, 1000 })
            {
                foreach (var n in new[] { 1, 2, size / 2, size })
                {
                    yield return new PoolInput([.. Enumerable.Range(0, size).Select(i => (double)(i * 37 % size % levels))], n);
                }
            }
        }

        // Here binomial coefficients leave the range of doubles.
        foreach (var (size, n) in new[] { (1000, 500), (1040, 520), (1500, 30), (2000, 1000) })
        {
            yield return new PoolInput([.. Enumerable.Range(0, size).Select(i => (double)(i * 37 % size))], n);
        }

        yield return new PoolInput([.. Enumerable.Range(0, 2000).Select(static i => (double)(i % 5))], 64);
    }

    private static IEnumerable<Input> ClosePools() =>
        ClosePairs.Select(static pair => new PoolInput([pair.Low, pair.High, pair.Low - 1], 2));

    private static IEnumerable<Input> SmallPassAtK() =>
        from total in Enumerable.Range(1, 5)
        from correct in Enumerable.Range(0, total + 1)
        from k in Enumerable.Range(1, total)
        select new PassAtKInput(total, correct, k);

    private static IEnumerable<Input> LargePassAtK()
    {
        foreach (var total in new[] { 20, 100, 200, 1000 })
        {
            foreach (var correct in new[] { 0, 1, total / 10, total / 2, total - 1, total })
            {
                foreach (var k in new[] { 1, 2, 10, total / 2, total - 1, total })
                {
                    yield return new PassAtKInput(total, correct, k);
                }
            }
        }

        // Binomial coefficients beyond doubles, and correct samples so few that 1 - (1 - x) loses them. Exact binomials of a large total
        // take seconds for a middle k: those are left to small totals, so that code that is right is not too slow.
        foreach (var total in new[] { 1030, 2000, 5000, 20_000, 100_000, 1_000_000, 1_000_000_000 })
        {
            foreach (var correct in new[] { 0, 1, 3 })
            {
                foreach (var k in new[] { 1, 10, total <= 20_000 ? total / 2 : 1000 })
                {
                    yield return new PassAtKInput(total, correct, k);
                }
            }
        }

        yield return new PassAtKInput(100_000, 1, 50_000);

        yield return new PassAtKInput(5000, 2500, 3);
        yield return new PassAtKInput(1_000_000, 999_999, 2);
    }
}
