using System.Numerics;
using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>
/// The input of a request: exactly the doubles and integers that are sent. The truth is computed from these, and not from the
/// numbers that they may have been rounded from.
/// </summary>
/// <remarks>Immutable. Two inputs are equal when they send the same.</remarks>
public abstract record Input
{
    private protected Input()
    {
    }

    /// <summary>The kind of case that it is.</summary>
    public CaseKind Kind => Form.Kind;

    /// <summary>The number of draws: n, or k.</summary>
    public abstract int Draws { get; }

    /// <summary>The same case, exactly: each double at its binary value.</summary>
    /// <exception cref="ArgumentException">This is no case: a number is out of its domain.</exception>
    public abstract OracleCase Exactly { get; }

    /// <summary>Why this is no case, or <see langword="null"/>: then the only right answer is to refuse.</summary>
    public abstract string? WhyUndefined { get; }

    /// <summary>Whether this is a case at all.</summary>
    public bool IsDefined => WhyUndefined is null;

    /// <summary>Whether the exact truth can be afforded; a case beyond is not asked.</summary>
    internal virtual bool IsWithinBudget => true;

    /// <summary>The form of requests that it belongs to.</summary>
    internal abstract InputForm Form { get; }

    /// <summary>The size by which failures are compared, the first part first.</summary>
    internal abstract InputSize Size { get; }

    /// <summary>How many outcomes or samples there are.</summary>
    internal abstract int Count { get; }

    /// <summary>The largest number of draws of any side.</summary>
    internal virtual int MostDraws => Draws;

    /// <summary>The rewards, or <see langword="null"/> when the case has none.</summary>
    internal virtual double[]? RewardArray => null;

    /// <summary>The masses of the reference policy, or <see langword="null"/> when the case has none.</summary>
    internal virtual double[]? ReferenceArray => null;

    /// <summary>Whether an outcome has the mass 0.</summary>
    internal virtual bool HasMassZero => ReferenceArray?.Contains(0) ?? false;

    /// <summary>The smallest positive mass, or <see langword="null"/> when the case has none.</summary>
    internal virtual double? SmallestMass => null;

    /// <summary>The input as a JSON object, as far as the case goes.</summary>
    /// <returns>One line.</returns>
    public sealed override string ToString() => ProtocolJson.Write(writer => WriteFields(writer, isShort: true));

    /// <summary>Writes the fields of a request, except id and quantity.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="isShort">Whether to leave out what follows from the rest.</param>
    internal abstract void WriteFields(Utf8JsonWriter writer, bool isShort = false);

    /// <summary>The same case with other rewards.</summary>
    internal virtual Input WithRewards(double[] rewards) => this;

    /// <summary>The same case with another number of draws, or null where there is none.</summary>
    internal abstract Input? WithDraws(int draws);

    /// <summary>Smaller cases to try, the boldest steps first; what is not smaller is left out by the caller.</summary>
    internal abstract IEnumerable<Input> Candidates();

    /// <summary>Integers of the case that can be bisected.</summary>
    internal abstract IEnumerable<Dimension> Dimensions();
}

/// <summary>The size of a case: zero masses, total weight, outcomes, draws, plainness of the rewards; smaller is better to read.</summary>
internal readonly record struct InputSize(int Zeros, BigInteger Total, int Count, int Draws, double Plainness) : IComparable<InputSize>
{
    public int CompareTo(InputSize other)
    {
        var order = Zeros.CompareTo(other.Zeros);
        order = order != 0 ? order : Total.CompareTo(other.Total);
        order = order != 0 ? order : Count.CompareTo(other.Count);
        order = order != 0 ? order : Draws.CompareTo(other.Draws);
        return order != 0 ? order : Plainness.CompareTo(other.Plainness);
    }
}

/// <summary>An integer of a case with its smallest value, and the case with another one.</summary>
internal sealed record Dimension(string Name, int Value, int Least, Func<int, Input?> With);
