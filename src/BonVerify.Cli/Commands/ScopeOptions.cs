using System.CommandLine;
using System.CommandLine.Parsing;
using BonVerify.Conformance;

namespace BonVerify.Cli.Commands;

/// <summary>The options by which a user says which cases an implementation handles.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<bool> distinctRewards = new("--distinct-rewards") { Description = "Ask only cases without equal rewards." };
    private readonly Option<bool> integerRewards = new("--integer-rewards") { Description = "Ask only cases whose rewards are integers." };
    private readonly Option<bool> uniformReference = new("--uniform-reference") { Description = "Ask only cases with equally likely outcomes." };
    private readonly Option<bool> positiveMasses = new("--positive-masses") { Description = "Ask only cases without an outcome of mass 0." };
    private readonly Option<double?> minMass = NumberOption.CreateShare("--min-mass", "Ask only cases whose positive masses are at least this.");
    private readonly Option<int?> maxN = NumberOption.Create<int>("--max-n", "Ask only cases with at most so many draws n or k.", 1, int.MaxValue);
    private readonly Option<int?> maxOutcomes = NumberOption.Create<int>("--max-outcomes", "Ask only cases with at most so many outcomes.", 1, int.MaxValue);
    private readonly Option<int?> maxTotal = NumberOption.Create<int>("--max-total", "Ask only pools and totals of pass@k up to this.", 1, int.MaxValue);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { distinctRewards, integerRewards, uniformReference, positiveMasses, minMass, maxN, maxOutcomes, maxTotal })
        {
            command.Options.Add(option);
        }
    }

    public Scope Read(ParseResult parsed) => new()
    {
        DistinctRewards = parsed.GetValue(distinctRewards),
        IntegerRewards = parsed.GetValue(integerRewards),
        UniformReference = parsed.GetValue(uniformReference),
        PositiveMasses = parsed.GetValue(positiveMasses),
        MinMass = parsed.GetValue(minMass),
        MaxN = parsed.GetValue(maxN),
        MaxOutcomes = parsed.GetValue(maxOutcomes),
        MaxTotal = parsed.GetValue(maxTotal),
    };
}
