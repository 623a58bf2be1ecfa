namespace BonVerify.Cli.Estimation.Files;

/// <summary>What the command line says about fields; the rest is guessed from the first record.</summary>
internal sealed record FieldChoice
{
    private static readonly Role[] Values = [Role.Reward, Role.Gold, Role.Correct, Role.Answer, Role.Target, Role.LogProbability, Role.Total, Role.CorrectFirst];

    /// <summary>The format, or null.</summary>
    public Preset? Format { get; init; }

    /// <summary>The fields that were named.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>The member of the object of a file whose elements are the records, or null.</summary>
    public string? Container { get; init; }

    /// <summary>The map of a file, and which step counts in its format.</summary>
    /// <exception cref="InputException">It cannot be told what to read.</exception>
    public (FieldMap Map, StepRule Steps) Resolve(string file, FirstRecord first)
    {
        var preset = Format ?? Preset.All.FirstOrDefault(candidate => candidate.Fits(first)) ?? Preset.Common;
        var namesValues = Fields.Any(static field => Values.Contains(field.Role));
        var fields = new List<Field>(Fields);
        foreach (var field in preset.Fields)
        {
            // Who names one value wants that value, and not what a format has beside it.
            var isNamed = Fields.Any(named => named.Role == field.Role);
            if (isNamed || (Format is null && namesValues && Values.Contains(field.Role)))
            {
                continue;
            }

            if (Preset.PathIn(field, first) is { } path)
            {
                fields.Add(FieldOf(field, path, first));
            }
            else if (Format is not null && field.IsRequired)
            {
                throw new InputException(
                    $"{file}: the first record has no {string.Join(" or ", field.Paths)}; {preset.Name} needs it as {Roles.NameOf(field.Role)}. It has {Listed(first)}.");
            }
        }

        if (!fields.Exists(static field => field.Role is Role.Reward or Role.Correct or Role.CorrectFirst || field.Role == Role.Answer))
        {
            throw new InputException($"{file}: it cannot be told what to read; name a field with --reward or --correct. The first record has {Listed(first)}.");
        }

        var shapes = fields.Where(static field => Roles.IsPerSample(field.Role)).Select(field => first.At(field.Path).Shape).ToArray();
        var isGrouped = shapes.Contains(FieldShape.Array) || (shapes.All(static shape => shape is FieldShape.Absent or FieldShape.Null) && preset.IsGrouped);
        if (fields.Exists(static field => field.Role == Role.Total) && !fields.Exists(static field => field.Role == Role.Correct))
        {
            throw new InputException("--total is the number of samples; --correct must say how many of them are correct.");
        }

        if (fields.Exists(static field => field.Role == Role.Answer) && !fields.Exists(static field => field.Role is Role.Target or Role.Correct or Role.Reward))
        {
            throw new InputException("--answer is what --target is compared with; name both.");
        }

        if (!isGrouped && !fields.Exists(static field => field.Role is Role.Group or Role.Total))
        {
            throw new InputException($"{file}: one sample a record; --group must name the field that tells which prompt it belongs to. The first record has {Listed(first)}.");
        }

        var name = namesValues && Format is null ? "named fields" : preset.Name;
        return (new FieldMap(name, isGrouped, fields), preset.Steps);
    }

    private static Field FieldOf(PresetField field, FieldPath path, FirstRecord first)
    {
        var (shape, text) = first.At(path);
        return field.Role switch
        {
            // One of several filters, or whatever distinguishes records of the same prompt: that of the first record.
            Role.Where => new Field(Role.Where, path, text),

            // A score that is no judgement is a reward.
            Role.Correct when shape == FieldShape.Number && text is not ("0" or "1" or "0.0" or "1.0") => new Field(Role.Reward, path),
            _ => new Field(field.Role, path, field.Equal),
        };
    }

    private static string Listed(FirstRecord first)
    {
        const int MaxShown = 20;
        return string.Join(", ", first.Names.Take(MaxShown)) + (first.Names.Count > MaxShown ? ", ..." : "");
    }
}
