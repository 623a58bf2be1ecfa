namespace BonVerify.Cli.Estimation.Files;

/// <summary>A field of a known format.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Paths">Where it may be, the first that exists; @path means that the value at the path is the name.</param>
/// <param name="IsRequired">Whether a file without it is not of this format.</param>
/// <param name="Equal">The text of a correct sample, where any other text is that of a wrong one.</param>
internal sealed record PresetField(Role Role, IReadOnlyList<string> Paths, bool IsRequired = true, string? Equal = null);

/// <summary>A known format of files.</summary>
/// <param name="Name">Its name for <c>--format</c>.</param>
/// <param name="Signature">Other fields that it always has; of names joined by |, one.</param>
/// <param name="Fields">The fields that are read.</param>
internal sealed record Preset(string Name, IReadOnlyList<string> Signature, IReadOnlyList<PresetField> Fields)
{
    /// <summary>The member of a file that is one object whose elements are the records.</summary>
    public string? Container { get; init; }

    public bool IsGrouped { get; init; }

    /// <summary>Which step counts when a sample has a score for each.</summary>
    public StepRule Steps { get; init; }

    /// <summary>The formats, the more special ones first.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new("human-eval", [], [new(Role.Group, ["task_id"]), new(Role.Correct, ["passed"])]),
        new("verl", ["output", "gts|acc|step"], [new(Role.Group, ["input"]), new(Role.Reward, ["score"]), new(Role.Correct, ["acc"], IsRequired: false)]),
        new("openrlhf", ["output"], [new(Role.Group, ["input"]), new(Role.Reward, ["reward"])]),
        new(
            "lm-eval",
            ["doc", "resps|filtered_resps"],
            [
                new(Role.Group, ["doc_id"]),
                new(Role.Where, ["filter"], IsRequired: false),
                new(Role.Correct, ["@metrics.0", "exact_match", "acc", "acc_norm"]),
            ]),
        new(
            "inspect",
            [],
            [new(Role.Group, ["id"]), new(Role.Id, ["epoch"]), new(Role.Correct, ["scores.*.value"])])
        {
            Container = "samples",
        },
        new(
            "search-and-learn",
            ["completions"],
            [new(Role.Group, ["unique_id", "problem"]), new(Role.Reward, ["agg_scores", "scores"])])
        {
            IsGrouped = true,
            Steps = StepRule.Last,
        },
        new("open-instruct", ["model_completion"], [new(Role.Group, ["messages"]), new(Role.Reward, ["score.*"])]),
        new("rewardbench2", [], [new(Role.Group, ["id"]), new(Role.Reward, ["scores"]), new(Role.CorrectFirst, ["num_correct"])]) { IsGrouped = true },
        new(
            "multipl-e",
            ["language", "results"],
            [new(Role.Group, ["name"]), new(Role.Correct, ["results.status"], Equal: "OK")])
        {
            IsGrouped = true,
        },
        new("livecodebench", [], [new(Role.Group, ["question_id"]), new(Role.Correct, ["graded_list"])]) { IsGrouped = true },
        new("coste", [], [new(Role.Reward, ["proxy_scores"]), new(Role.Gold, ["gold_scores"])]) { IsGrouped = true },
        new(
            "monkeys",
            ["samples"],
            [new(Role.Group, ["name", "orig_dset_idx", "idx", "question", "problem"], IsRequired: false), new(Role.Correct, ["is_corrects", "is_correct"])])
        {
            IsGrouped = true,
        },
        new(
            "nemo-skills",
            ["generation"],
            [new(Role.Group, ["problem", "question", FieldPath.RecordNumber]), new(Role.Correct, ["symbolic_correct", "judge_correct", "is_correct"])]),
        new("vbon", ["text"], [new(Role.Group, ["prompt"]), new(Role.Reward, ["reward"])]),
    ];

    /// <summary>What is tried when no format fits.</summary>
    public static Preset Common { get; } = new(
        "common names",
        [],
        [
            new(
                Role.Group,
                ["task_id", "problem_id", "prompt_id", "question_id", "unique_id", "doc_id", "prompt", "problem", "question", "instruction", "input", "query"],
                IsRequired: false),
            new(Role.Reward, ["reward", "rewards", "score", "scores", "agg_scores"], IsRequired: false),
            new(Role.Gold, ["gold", "gold_score", "gold_scores", "gold_reward", "gold_rewards"], IsRequired: false),
            new(Role.Correct, ["correct", "passed", "is_correct", "is_corrects", "acc", "graded_list"], IsRequired: false),
            new(Role.LogProbability, ["logprob", "logprobs", "cumulative_logprob"], IsRequired: false),
        ]);

    public static string Names => string.Join(", ", All.Select(static preset => preset.Name));

    /// <summary>Whether a first record looks like this format.</summary>
    public bool Fits(FirstRecord first) =>
        Signature.All(names => names.Split('|').Any(name => first.ShapeAt(name) != FieldShape.Absent))
        && Fields.All(field => !field.IsRequired || PathIn(field, first) is not null);

    /// <summary>Where a field of the format is in a record like the first one, or null.</summary>
    public static FieldPath? PathIn(PresetField field, FirstRecord first)
    {
        foreach (var text in field.Paths)
        {
            var path = FieldPath.Parse(text.TrimStart('@'));
            if (text.StartsWith('@'))
            {
                var (shape, name) = first.At(path);
                path = FieldPath.Parse(shape == FieldShape.Text ? name.Replace(".", "\\.", StringComparison.Ordinal) : "@");
            }

            if (path.IsRecordNumber || first.At(path).Shape != FieldShape.Absent)
            {
                return path;
            }
        }

        return null;
    }
}
