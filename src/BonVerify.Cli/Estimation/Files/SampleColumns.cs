namespace BonVerify.Cli.Estimation.Files;

/// <summary>The columns of numbers that are kept of samples; a column that the file does not have stays empty.</summary>
internal sealed class SampleColumns
{
    public List<double> Rewards { get; } = [];

    public List<double> Gold { get; } = [];

    public List<double> Correct { get; } = [];

    public List<double> LogProbabilities { get; } = [];

    /// <summary>The numbers that a table gives the answers.</summary>
    public List<double> Answers { get; } = [];

    public void Add(SampleValues sample, FieldMap map)
    {
        Append(Answers, sample.Answer, HasVotes(map));
        Append(Rewards, sample.Reward, map.Has(Role.Reward));
        Append(Gold, sample.Gold, map.Has(Role.Gold));
        Append(Correct, sample.Correct, HasCorrect(map));
        Append(LogProbabilities, sample.LogProbability, map.Has(Role.LogProbability));
    }

    /// <summary>The sample of an index; what has no column is 0.</summary>
    public SampleValues this[int index] => new(At(Rewards, index), At(Gold, index), At(Correct, index), At(LogProbabilities, index), At(Answers, index));

    public void Clear()
    {
        Rewards.Clear();
        Gold.Clear();
        Correct.Clear();
        LogProbabilities.Clear();
        Answers.Clear();
    }

    public static bool HasCorrect(FieldMap map) =>
        map.Has(Role.Correct) || map.Has(Role.CorrectFirst) || (map.Has(Role.Answer) && map.Has(Role.Target));

    /// <summary>Whether samples vote: they have answers, and it is known which are correct.</summary>
    public static bool HasVotes(FieldMap map) => map.Has(Role.Answer) && HasCorrect(map);

    private static void Append(List<double> column, double value, bool has)
    {
        if (has)
        {
            column.Add(value);
        }
    }

    private static double At(List<double> column, int index) => column.Count == 0 ? 0 : column[index];
}

/// <summary>The numbers of one sample; NaN where one is missing.</summary>
internal readonly record struct SampleValues(double Reward, double Gold, double Correct, double LogProbability, double Answer);
