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
    private readonly Option<double?> minMass = new("--min-mass") { Description = "Ask only cases whose positive masses are at least this." };
    private readonly Option<int?> maxN = new("--max-n") { Description = "Ask only cases with at most so many draws n or k." };
    private readonly Option<int?> maxOutcomes = new("--max-outcomes") { Description = "Ask only cases with at most so many outcomes." };
    private readonly Option<int?> maxTotal = new("--max-total") { Description = "Ask only pools and totals of pass@k up to this." };

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
        MinMass = parsed.GetValue(minMass) is { } mass ? mass > 0 && mass <= 1 ? mass : throw Refused("--min-mass", mass, "in (0, 1]") : null,
        MaxN = AtLeastOne(parsed, maxN),
        MaxOutcomes = AtLeastOne(parsed, maxOutcomes),
        MaxTotal = AtLeastOne(parsed, maxTotal),
    };

    private static int? AtLeastOne(ParseResult parsed, Option<int?> option) =>
        parsed.GetValue(option) is { } value ? value >= 1 ? value : throw Refused(option.Name, value, "at least 1") : null;

    private static InputException Refused(string option, object value, string rule) => new(FormattableString.Invariant($"{option} is {value}; it must be {rule}."));
}
