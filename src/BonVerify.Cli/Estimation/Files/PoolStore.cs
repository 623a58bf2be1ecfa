using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>
/// The samples of files of single samples: a number for the prompt and a double for each column, in the order of the files, and at
/// the end the pools of the prompts in the order in which they first appeared.
/// </summary>
internal sealed class PoolStore(FieldMap map, ReadingOptions options)
{
    private readonly KeyTable prompts = new();
    private readonly KeyTable answers = new();
    private readonly List<int> promptOf = [];
    private readonly SampleColumns columns = new();
    private readonly HashSet<(int Prompt, ulong Id)> ids = [];

    public long Samples => promptOf.Count;

    /// <summary>Takes the samples of a batch; answers what is wrong with the first one that is there already, or null.</summary>
    public string? Add(SampleBatch batch, int fileNumber)
    {
        var numbers = NumbersIn(prompts, batch.Prompts);
        var answerNumbers = NumbersIn(answers, batch.Answers);
        for (var i = 0; i < batch.Columns.Answers.Count; i++)
        {
            batch.Columns.Answers[i] = double.IsNaN(batch.Columns.Answers[i]) ? double.NaN : answerNumbers[(int)batch.Columns.Answers[i]];
        }

        if (batch.Ids.Count == 0 || options.Duplicates == DuplicateRule.Keep)
        {
            promptOf.EnsureCapacity(promptOf.Count + batch.PromptOf.Count);
            foreach (var prompt in CollectionsMarshal.AsSpan(batch.PromptOf))
            {
                promptOf.Add(numbers[prompt]);
            }

            Append(columns.Rewards, batch.Columns.Rewards);
            Append(columns.Gold, batch.Columns.Gold);
            Append(columns.Correct, batch.Columns.Correct);
            Append(columns.LogProbabilities, batch.Columns.LogProbabilities);
            Append(columns.Answers, batch.Columns.Answers);
            return null;
        }

        for (var i = 0; i < batch.PromptOf.Count; i++)
        {
            var prompt = numbers[batch.PromptOf[i]];
            var (id, line) = batch.Ids[i];
            if (!ids.Add((prompt, id ^ KeyTable.Hash(BitConverter.GetBytes(fileNumber)))))
            {
                if (options.Duplicates == DuplicateRule.Error)
                {
                    return FormattableString.Invariant(
                        $"{batch.File}:{line}: {map.Fields[map[Role.Id]].Path.Text} is there already for this prompt; a sample must be given once, or --duplicates must be skip or keep.");
                }

                batch.Counts.Duplicates++;
                continue;
            }

            promptOf.Add(prompt);
            columns.Add(batch.Columns[i], map);
        }

        return null;
    }

    /// <summary>The pools, as pieces of work of about so many samples each.</summary>
    public IEnumerable<Func<(List<SamplePool> Pools, long Empty)>> Work(int samplesPerPiece)
    {
        // A counting sort: where the samples of each prompt start, then their numbers.
        var starts = new int[prompts.Count + 1];
        foreach (var prompt in promptOf)
        {
            starts[prompt + 1]++;
        }

        for (var prompt = 0; prompt < prompts.Count; prompt++)
        {
            starts[prompt + 1] += starts[prompt];
        }

        var (next, order) = ((int[])starts.Clone(), new int[promptOf.Count]);
        for (var sample = 0; sample < order.Length; sample++)
        {
            order[next[promptOf[sample]]++] = sample;
        }

        for (var first = 0; first < prompts.Count;)
        {
            var (from, to) = (first, first + 1);
            while (to < prompts.Count && starts[to] - starts[from] < samplesPerPiece)
            {
                to++;
            }

            yield return () => Build(from, to, starts, order);
            first = to;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (List<SamplePool> Pools, long Empty) Build(int from, int to, int[] starts, int[] order)
    {
        var builder = new PoolBuilder(options);
        var own = new SampleColumns();
        var pools = new List<SamplePool>();
        for (var prompt = from; prompt < to; prompt++)
        {
            own.Clear();
            for (var i = starts[prompt]; i < starts[prompt + 1]; i++)
            {
                own.Add(columns[order[i]], map);
            }

            var size = starts[prompt + 1] - starts[prompt];
            if (builder.Build(Encoding.UTF8.GetString(prompts[prompt]), size, own) is { } pool)
            {
                pools.Add(pool);
            }
        }

        return (pools, to - from - pools.Count);
    }

    /// <summary>The numbers that a table gives to the texts of another.</summary>
    private static int[] NumbersIn(KeyTable table, KeyTable texts)
    {
        var numbers = new int[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = table.NumberOf(texts[i]);
        }

        return numbers;
    }

    private static void Append(List<double> column, List<double> more) => column.AddRange(CollectionsMarshal.AsSpan(more));
}
