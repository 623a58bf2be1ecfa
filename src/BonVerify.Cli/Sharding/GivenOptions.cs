using System.CommandLine;
using System.CommandLine.Parsing;

namespace BonVerify.Cli.Sharding;

/// <summary>The options of a command line as settings: all parts must have been given the same, and merging reads them again.</summary>
internal static class GivenOptions
{
    private const char Repeated = '#';

    /// <summary>The options that were given, each value by the name of its option, but for those that do not change what is found.</summary>
    public static IEnumerable<(string Name, string Value)> Of(ParseResult parsed, IReadOnlyCollection<string> without)
    {
        foreach (var option in parsed.CommandResult.Command.Options.Where(option => !without.Contains(option.Name)))
        {
            if (parsed.GetResult(option) is not { Implicit: false } result)
            {
                continue;
            }

            // A switch has no words behind it.
            string[] words = result.Tokens.Count == 0 ? ["true"] : [.. result.Tokens.Select(static token => token.Value)];
            for (var i = 0; i < words.Length; i++)
            {
                yield return (i == 0 ? option.Name : FormattableString.Invariant($"{option.Name}{Repeated}{i + 1}"), words[i]);
            }
        }
    }

    /// <summary>The words of a command line that gives the same options.</summary>
    public static IEnumerable<string> Words(IEnumerable<(string Name, string Value)> settings) => settings
        .Where(static setting => setting.Name.StartsWith("--", StringComparison.Ordinal))
        .Select(static setting => $"{setting.Name.Split(Repeated)[0]}={setting.Value}");
}
