using System.Text;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>A field and what it is for.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Equal">For a field that chooses records: the text it must have. For one that judges samples: the text of a correct one.</param>
internal sealed record Field(Role Role, FieldPath Path, string? Equal = null);

/// <summary>Which fields of a file are read, and as what.</summary>
internal sealed class FieldMap
{
    public FieldMap(string name, bool isGrouped, IReadOnlyList<Field> fields)
    {
        (Name, IsGrouped, Fields) = (name, isGrouped, fields);
        WantedTexts = [.. fields.Select(static field => field.Equal is null ? null : Encoding.UTF8.GetBytes(field.Equal))];
        SlotOf = new int[Roles.Count];
        Array.Fill(SlotOf, -1);
        for (var slot = fields.Count - 1; slot >= 0; slot--)
        {
            SlotOf[(int)fields[slot].Role] = slot;
        }

        GroupSlots = [.. Enumerable.Range(0, fields.Count).Where(slot => fields[slot].Role == Role.Group)];
        WhereSlots = [.. Enumerable.Range(0, fields.Count).Where(slot => fields[slot].Role == Role.Where)];
    }

    /// <summary>The name of the format.</summary>
    public string Name { get; }

    /// <summary>Whether a record is a prompt with arrays, rather than one sample.</summary>
    public bool IsGrouped { get; }

    /// <summary>The fields; their places are the slots of a record.</summary>
    public IReadOnlyList<Field> Fields { get; }

    public int[] GroupSlots { get; }

    public int[] WhereSlots { get; }

    /// <summary>The texts that chosen records or correct samples must have, by slot.</summary>
    public byte[]?[] WantedTexts { get; }

    private int[] SlotOf { get; }

    /// <summary>The first slot of a role, or -1.</summary>
    public int this[Role role] => SlotOf[(int)role];

    public bool Has(Role role) => this[role] >= 0;

    /// <summary>Whether records are counts rather than samples.</summary>
    public bool IsCounts => Has(Role.Total);

    /// <summary>As in "human-eval: one sample a record, group task_id, correct passed".</summary>
    public string Description
    {
        get
        {
            var shape = IsCounts ? "counts" : IsGrouped ? "one prompt a record" : "one sample a record";
            var names = Fields.Select(static one => one.Equal is null
                ? $"{Roles.NameOf(one.Role)} {one.Path.Text}"
                : $"{Roles.NameOf(one.Role)} {one.Path.Text}={one.Equal}");
            return $"{Name}: {string.Join(", ", names.Prepend(shape))}";
        }
    }
}
