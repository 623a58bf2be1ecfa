namespace BonVerify.Cli.Estimation;

/// <summary>An answer of a prompt: how many samples have it, and the share of these that are correct.</summary>
internal readonly record struct AnswerCount(int Count, double Correct);

/// <summary>
/// maj@k of one prompt in doubles: the chance that a sample with the answer that wins the plurality vote of k samples, ties split, is
/// correct. All terms are positive, so that the error is a few units in the last place for each answer and vote.
/// </summary>
/// <remarks>
/// For each number m of votes of the winners the votes of the answers are added one answer at a time; a row counts the answers that have
/// m, all others have fewer. The exact value, which costs far more, is that of <see cref="Pools.MajorityAtK"/>.
/// </remarks>
internal static class Vote
{
    /// <summary>The chance that the vote is correct.</summary>
    /// <param name="answers">The answers of a prompt.</param>
    /// <param name="k">The number of samples that vote, from 1 to the sum of the counts.</param>
    public static double Of(IReadOnlyList<AnswerCount> answers, int k)
    {
        var total = answers.Sum(static answer => answer.Count);
        var weights = answers.Select(answer => Weights(answer.Count, k, total)).ToArray();
        var won = 0.0;
        var most = Math.Min(k, answers.Max(static answer => answer.Count));
        for (var m = (k + answers.Count - 1) / answers.Count; m <= most; m++)
        {
            var table = new Table(k, k / m);
            for (var a = 0; a < weights.Length; a++)
            {
                table.Add(weights[a], m, answers[a].Correct);
            }

            won += table.Won;
        }

        var all = new Table(k, 0);
        foreach (var weight in weights)
        {
            all.Add(weight, k + 1, 0);
        }

        return won / all.Subsets;
    }

    /// <summary>
    /// C(c, j) p^j (1−p)^(c−j), p = k/M, for j = 0, 1, …: of the k samples of a subset, j have an answer that c of M have; up to a factor
    /// that is common to all subsets of k. So the numbers stay in the range of doubles.
    /// </summary>
    private static double[] Weights(int count, int k, int total)
    {
        var weights = new double[Math.Min(count, k) + 1];
        if (k == total)
        {
            weights[count] = 1;
            return weights;
        }

        // From the mode outward: what underflows is negligible.
        var odds = k / (double)(total - k);
        var mode = Math.Min((int)((count + 1L) * k / total), weights.Length - 1);
        weights[mode] = 1;
        for (var j = mode; j + 1 < weights.Length; j++)
        {
            weights[j + 1] = weights[j] * odds * (count - j) / (j + 1);
        }

        for (var j = mode; j > 0; j--)
        {
            weights[j - 1] = weights[j] / odds * j / (count - j + 1);
        }

        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    /// <summary>By the number of winners so far and the votes so far: the weight, and the weight times the sum of the winners' shares of correct samples.</summary>
    private sealed class Table(int votes, int mostWinners)
    {
        private double[][] weight = [.. Enumerable.Range(0, mostWinners + 1).Select(_ => new double[votes + 1])];
        private double[][] correct = [.. Enumerable.Range(0, mostWinners + 1).Select(_ => new double[votes + 1])];
        private double[][] nextWeight = [.. Enumerable.Range(0, mostWinners + 1).Select(_ => new double[votes + 1])];
        private double[][] nextCorrect = [.. Enumerable.Range(0, mostWinners + 1).Select(_ => new double[votes + 1])];
        private bool isEmpty = true;

        /// <summary>Σ over the subsets of the mean share of correct samples of the winners.</summary>
        public double Won => Enumerable.Range(1, mostWinners).Sum(winners => correct[winners][votes] / winners);

        /// <summary>Σ over the subsets without winners of m votes.</summary>
        public double Subsets => weight[0][votes];

        public void Add(double[] answer, int m, double share)
        {
            if (isEmpty)
            {
                weight[0][0] = 1;
                isEmpty = false;
            }

            for (var row = 0; row <= mostWinners; row++)
            {
                Array.Clear(nextWeight[row]);
                Array.Clear(nextCorrect[row]);
            }

            for (var row = 0; row <= mostWinners; row++)
            {
                for (var before = row * m; before <= votes; before++)
                {
                    var (w, c) = (weight[row][before], correct[row][before]);
                    if (w == 0)
                    {
                        continue;
                    }

                    for (var j = 0; j < Math.Min(answer.Length, m) && before + j <= votes; j++)
                    {
                        nextWeight[row][before + j] += w * answer[j];
                        nextCorrect[row][before + j] += c * answer[j];
                    }

                    if (m < answer.Length && before + m <= votes && row < mostWinners)
                    {
                        nextWeight[row + 1][before + m] += w * answer[m];
                        nextCorrect[row + 1][before + m] += (c + w * share) * answer[m];
                    }
                }
            }

            (weight, nextWeight) = (nextWeight, weight);
            (correct, nextCorrect) = (nextCorrect, correct);
        }
    }
}
