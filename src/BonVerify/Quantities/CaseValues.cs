using BonVerify.Numerics;

namespace BonVerify.Quantities;

/// <summary>The fields of a case as they were given, each of its type, before they are known to make a case.</summary>
internal sealed class CaseValues
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    /// <summary>The fields, in the order in which they were given.</summary>
    public IReadOnlyList<string> Names => names;

    public string? Id => Find<string>(CaseField.Id.Name);

    public string? Context => Find<string>(CaseField.Context.Name);

    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Adds a field; false when it is there already.</summary>
    public bool TryAdd(string name, object value)
    {
        if (!values.TryAdd(name, value))
        {
            return false;
        }

        names.Add(name);
        return true;
    }

    /// <summary>A whole number that is known to be given.</summary>
    public int WholeNumber(string name) => (int)values[name];

    /// <summary>A number that is known to be given.</summary>
    public Rational Number(string name) => (Rational)values[name];

    /// <summary>A list of numbers, or null when it is not given.</summary>
    public Rational[]? Numbers(string name) => Find<Rational[]>(name);

    /// <summary>A list of texts, or null when it is not given.</summary>
    public string[]? Texts(string name) => Find<string[]>(name);

    private T? Find<T>(string name)
        where T : class => values.TryGetValue(name, out var value) ? (T)value : null;
}
