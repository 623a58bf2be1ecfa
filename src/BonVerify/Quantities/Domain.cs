namespace BonVerify.Quantities;

/// <summary>In which cases of its kind a quantity is defined: the test, and the same in words.</summary>
public sealed class Domain
{
    private readonly Func<OracleCase, bool> contains;
    private readonly Func<OracleCase, string> shown;

    /// <summary>Makes a domain.</summary>
    /// <param name="sentence">What must hold, such as <c>n >= 3</c>.</param>
    /// <param name="contains">Whether it holds in a case.</param>
    /// <param name="shown">What the case has instead where it does not hold, such as <c>n is 2</c>.</param>
    public Domain(string sentence, Func<OracleCase, bool> contains, Func<OracleCase, string> shown)
    {
        Sentence = Preconditions.NotNull(sentence);
        this.contains = Preconditions.NotNull(contains);
        this.shown = Preconditions.NotNull(shown);
    }

    /// <summary>Every case.</summary>
    public static Domain Everywhere { get; } = new("any case", static _ => true, static _ => "");

    /// <summary>What must hold, such as <c>n >= 3</c>.</summary>
    public string Sentence { get; }

    /// <summary>The policies with at least so many draws.</summary>
    /// <param name="leastN">The least n.</param>
    /// <returns>The domain; it contains no case of another kind.</returns>
    public static Domain DrawsAtLeast(int leastN) => new(
        FormattableString.Invariant($"n >= {leastN}"),
        oracleCase => oracleCase is PolicyCase policy && policy.N >= leastN,
        static oracleCase => oracleCase is PolicyCase policy ? FormattableString.Invariant($"n is {policy.N}") : "there is no policy");

    /// <summary>Whether a case is in the domain.</summary>
    /// <param name="oracleCase">A case of the kind of the quantity.</param>
    /// <returns>Whether the quantity is defined there.</returns>
    public bool Contains(OracleCase oracleCase) => contains(Preconditions.NotNull(oracleCase));

    /// <summary>The sentence.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Sentence;

    /// <summary>Why a quantity is not defined in a case, or null when it is.</summary>
    internal string? WhyNot(string id, OracleCase oracleCase) =>
        contains(oracleCase) ? null : $"{shown(oracleCase)}; {id} needs {Sentence}";
}
