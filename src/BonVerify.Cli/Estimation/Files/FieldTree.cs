using System.Globalization;
using System.Text;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>The paths of a map as a tree, walked beside the tree of a JSON value.</summary>
internal sealed class FieldTree
{
    private (byte[] Name, FieldTree Tree)[] members = [];
    private readonly List<(int Index, FieldTree Tree)> elements = [];
    private FieldTree? anyMember;

    /// <summary>The slots of the fields that end here.</summary>
    public int[] Slots { get; private set; } = [];

    /// <summary>All slots here and below.</summary>
    public List<int> AllSlots { get; } = [];

    public bool HasMembers => members.Length > 0 || anyMember is not null;

    public bool HasElements => elements.Count > 0;

    public IReadOnlyList<(byte[] Name, FieldTree Tree)> Members => members;

    public FieldTree? AnyMember => anyMember;

    /// <summary>The tree of a member, or null when it is not wanted.</summary>
    public FieldTree? Member(ReadOnlySpan<byte> name)
    {
        foreach (ref readonly var member in members.AsSpan())
        {
            if (name.SequenceEqual(member.Name))
            {
                return member.Tree;
            }
        }

        return null;
    }

    public static FieldTree Of(FieldMap map)
    {
        var root = new FieldTree();
        for (var slot = 0; slot < map.Fields.Count; slot++)
        {
            if (!map.Fields[slot].Path.IsRecordNumber)
            {
                root.Add(map.Fields[slot].Path.Steps, 0, slot);
            }
        }

        return root;
    }

    public FieldTree? Element(int index)
    {
        foreach (var (number, tree) in elements)
        {
            if (number == index)
            {
                return tree;
            }
        }

        return null;
    }

    private void Add(IReadOnlyList<string> steps, int depth, int slot)
    {
        AllSlots.Add(slot);
        if (depth == steps.Count)
        {
            Slots = [.. Slots, slot];
            return;
        }

        Child(steps[depth]).Add(steps, depth + 1, slot);
        if (int.TryParse(steps[depth], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            var found = Element(index);
            if (found is null)
            {
                elements.Add((index, found = new FieldTree()));
            }

            found.Add(steps, depth + 1, slot);
        }
    }

    private FieldTree Child(string step)
    {
        if (step == "*")
        {
            return anyMember ??= new FieldTree();
        }

        var name = Encoding.UTF8.GetBytes(step);
        foreach (var (known, tree) in members)
        {
            if (known.AsSpan().SequenceEqual(name))
            {
                return tree;
            }
        }

        var child = new FieldTree();
        members = [.. members, (name, child)];
        return child;
    }
}
