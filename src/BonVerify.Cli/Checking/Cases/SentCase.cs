using System.Numerics;
using System.Text.Json;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Cases;

/// <summary>
/// The input of a request. It holds exactly what is sent, doubles as they stand; the truth is computed from that.
/// </summary>
internal abstract record SentCase
{
    /// <summary>The same case, exactly: each double at its binary value.</summary>
    public abstract OracleCase Exactly { get; }

    /// <summary>The number of draws: n, or k.</summary>
    public abstract int Draws { get; }

    /// <summary>The size by which counterexamples are compared: total weight, number of outcomes, draws, plainness.</summary>
    public abstract (BigInteger Total, int Count, int Draws, double Plainness) Size { get; }

    /// <summary>Writes the fields of a request, except id and quantity.</summary>
    public abstract void WriteFields(Utf8JsonWriter writer);

    /// <summary>Smaller cases, the boldest steps first.</summary>
    public IEnumerable<SentCase> Smaller() => Candidates().Where(candidate => candidate.Size.CompareTo(Size) < 0).Distinct();

    /// <summary>Cases that may be smaller.</summary>
    protected abstract IEnumerable<SentCase> Candidates();

    /// <summary>Smaller numbers of draws.</summary>
    protected static IEnumerable<int> FewerThan(int draws) =>
        new[] { 1, 2, 3, draws / 8, draws / 2, draws - 1 }.Where(n => n >= 1 && n < draws).Distinct();

    /// <summary>Writes an array of doubles, each in the shortest form that reads back as the same double.</summary>
    protected static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<double> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteRawValue(DoubleText.Of(number));
        }

        writer.WriteEndArray();
    }
}
