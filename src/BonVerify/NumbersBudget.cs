using System.Globalization;
using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify;

/// <summary>
/// The budget of a list of numbers that are read from texts. It is spent by the digits and exponents of the texts, before any of the
/// numbers is made: a dozen characters such as 1e-315000 stand for a megabit.
/// </summary>
/// <param name="list">The name of the list, for messages.</param>
internal sealed class NumbersBudget(string list)
{
    /// <summary>The longest number of a list, numerator and denominator together, in bits: far above every double, which has 2,100.</summary>
    public const int MaxNumberBits = 1 << 15;

    /// <summary>The largest common denominator of a list, in bits. To reduce a sum of it takes time that is quadratic in them.</summary>
    public const int MaxDenominatorBits = 1 << 16;

    /// <summary>The size of all numbers of a list, in bits.</summary>
    public const long MaxListBits = 1L << 26;

    /// <summary>The largest policy that numbers are rescaled to: outcomes times bits of the common denominator.</summary>
    public const long MaxPolicyBits = 1L << 26;

    // What a number takes beside its digits, so that there is a budget for how many there are: about a million.
    private const int BitsPerNumber = 64;

    private BigInteger common = BigInteger.One;
    private long bits;
    private int count;

    /// <summary>Reads the next number, if the budget allows for it; returns what is wrong, or null.</summary>
    public Fault? Read(string text, out Rational value)
    {
        value = default;
        if (Spend(text, Rational.SizeOf(text)) is { } overBudget)
        {
            return overBudget;
        }

        count++;
        return Rational.Read(text, out value) is { } rule
            ? new Fault(Preconditions.Message(string.Create(CultureInfo.InvariantCulture, $"{list}[{count - 1}]"), text, rule), list)
            : Rescale(value.Denominator);
    }

    /// <summary>Takes the next number, an integer of so many characters, if the budget allows for it; returns what is wrong, or null.</summary>
    public Fault? Take(long integer, int length, out Rational value)
    {
        value = integer;
        var overBudget = Spend("", Rational.SizeOfDigits(length));
        count++;
        return overBudget;
    }

    /// <summary>What is wrong with integers of so many bits over a common denominator, or null.</summary>
    public static Fault? OfPolicy(string list, int count, long bits) => count * bits <= MaxPolicyBits ? null : new Fault(
        FormattableString.Invariant(
            $"{list} take {count} outcomes times {bits} bits of their common denominator, {count * bits} bits; the budget of a policy is {MaxPolicyBits} bits. Give fewer outcomes, or fewer digits."),
        list);

    private Fault? Spend(string text, long size)
    {
        if (size > MaxNumberBits)
        {
            return new Fault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{list}[{count}] is {Preconditions.Shown(text)}, about {size} bits; the budget of a number of a list is {MaxNumberBits} bits. Give fewer digits, or a smaller exponent."),
                list);
        }

        bits += BitsPerNumber + size;
        return bits <= MaxListBits ? null : new Fault(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{list} take more than {MaxListBits} bits with the first {count + 1} numbers; that is the budget of a list. Give fewer numbers, or fewer digits."),
            list);
    }

    private Fault? Rescale(BigInteger denominator)
    {
        if (!denominator.IsOne && !(common % denominator).IsZero)
        {
            common *= denominator / BigInteger.GreatestCommonDivisor(common, denominator);
        }

        return common.GetBitLength() <= MaxDenominatorBits ? null : new Fault(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{list} have a common denominator of more than {MaxDenominatorBits} bits with the first {count} numbers; that is the budget of a list. Give decimals, or smaller denominators."),
            list);
    }
}
