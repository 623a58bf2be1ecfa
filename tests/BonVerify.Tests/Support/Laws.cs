namespace BonVerify.Tests.Support;

/// <summary>The laws of order, equality and hashing, checked over all pairs of some values.</summary>
internal static class Laws
{
    /// <summary>
    /// Checks that comparison and equality are those of <paramref name="sign"/>, an independent sign of the difference, and
    /// that equal values have equal hash codes.
    /// </summary>
    public static void Order<T>(IReadOnlyList<T> values, Func<T, T, int> sign)
        where T : IComparable<T>, IComparable, IEquatable<T>
    {
        Assert.NotEmpty(values);
        foreach (var a in values)
        {
            Assert.True(a.CompareTo((object?)null) > 0);
            Assert.Throws<ArgumentException>(() => a.CompareTo(new object()));
            foreach (var b in values)
            {
                var expected = sign(a, b);
                Assert.True(expected == Math.Sign(a.CompareTo(b)), $"{a} against {b}: {a.CompareTo(b)}, not {expected}");
                Assert.Equal(expected, Math.Sign(a.CompareTo((object)b)));
                Equality(a, b, expected == 0);
            }
        }
    }

    /// <summary>Checks typed and untyped equality, and the hash codes of equals.</summary>
    public static void Equality<T>(T a, T b, bool equal)
        where T : IEquatable<T>
    {
        Assert.True(equal == a.Equals(b), $"{a} and {b} must be equal: {equal}");
        Assert.Equal(equal, a.Equals((object)b));
        Assert.False(a.Equals(new object()));
        Assert.False(a.Equals((object?)null));
        if (equal)
        {
            Assert.Equal(a.GetHashCode(), b.GetHashCode());
        }
    }
}
