using System.CommandLine;
using BonVerify.Cli.Estimation.Files;

namespace BonVerify.Cli.Commands;

/// <summary>Options of <c>estimate</c> that name fields.</summary>
internal sealed class EstimateFieldOptions
{
    private readonly IReadOnlyList<(Role Role, Option<string[]> Option)> options =
    [
        (Role.Group, Create(Role.Group, "FIELD that names the prompt of a sample; may be repeated; # is the number of the record.")),
        (Role.Id, Create(Role.Id, "FIELD that names a sample of a prompt, to find duplicates.")),
        (Role.Where, Create(Role.Where, "FIELD=TEXT: only records whose field has this text; may be repeated.")),
        (Role.Reward, Create(Role.Reward, "FIELD with the reward by which the best is chosen, as in scores.rm.value.")),
        (Role.Gold, Create(Role.Gold, "FIELD with a second reward, by which the best is judged.")),
        (Role.Correct, Create(Role.Correct, "FIELD that says whether a sample is correct, or FIELD=TEXT with the text of a correct one; with --total, how many are.")),
        (Role.Answer, Create(Role.Answer, "FIELD with the answer of a sample; with --target it is correct when the texts are the same.")),
        (Role.Target, Create(Role.Target, "FIELD with the right answer.")),
        (Role.LogProbability, Create(Role.LogProbability, "FIELD with the natural logarithm of the probability of a sample.")),
        (Role.Total, Create(Role.Total, "FIELD with the number of samples, where only counts are given.")),
        (Role.CorrectFirst, Create(Role.CorrectFirst, "FIELD with the number of samples, the first ones of an array, that are correct.")),
    ];

    public void AddTo(Command command)
    {
        foreach (var (_, option) in options)
        {
            command.Add(option);
        }
    }

    public IReadOnlyList<Field> Read(ParseResult parsed)
    {
        var fields = new List<Field>();
        foreach (var (role, option) in options)
        {
            var texts = parsed.GetValue(option) ?? [];
            if (texts.Length > 1 && !Roles.IsName(role))
            {
                throw new InputException($"{option.Name} is given {texts.Length} times; it names one field.");
            }

            fields.AddRange(texts.Select(text => role switch
            {
                Role.Where => ReadEqual(role, text) ?? throw new InputException($"--where is '{text}'; it must be FIELD=TEXT."),
                Role.Correct when ReadEqual(role, text) is { } judged => judged,
                _ => new Field(role, FieldPath.Parse(text)),
            }));
        }

        return fields;
    }

    /// <summary>FIELD=TEXT, or null without the sign.</summary>
    private static Field? ReadEqual(Role role, string text)
    {
        var sign = text.IndexOf('=');
        return sign > 0 ? new Field(role, FieldPath.Parse(text[..sign]), text[(sign + 1)..]) : null;
    }

    private static Option<string[]> Create(Role role, string description) => new("--" + Roles.NameOf(role)) { Description = description };
}
