using System.Runtime.Intrinsics;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Lanes;

/// <summary>Vectors of eight and four doubles do in every lane what single doubles do.</summary>
public class LanesTest
{
    /// <summary>Set by <see cref="SwitchesTest"/> to the widest vectors that its process may have.</summary>
    public const string ExpectedWidth = "BONVERIFY_EXPECTED_WIDTH";

    [Fact]
    public void Width_IsAsTheSwitchesDemand()
    {
        var (has512, has256) = (Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated);
        Assert.True(Environment.GetEnvironmentVariable(ExpectedWidth) switch
        {
            "at most 4" => !has512,
            "at most 2" => !has512 && !has256,
            _ => true,
        });
    }

    [Fact]
    public void EightLanes_AreEightDoubles() => LanesAreDoubles<Lanes8>();

    [Fact]
    public void FourLanes_AreFourDoubles() => LanesAreDoubles<Lanes4>();

    [Fact]
    public void OneLane_IsADouble() => LanesAreDoubles<Lanes1>();

    private static void LanesAreDoubles<L>()
        where L : struct, ILanes<L>
    {
        var random = new NastyWeights(11);
        var (a, b, c) = (new double[L.Count], new double[L.Count], new double[L.Count]);
        var table = Enumerable.Range(0, 16).Select(static i => i * 1.25).ToArray();
        for (var repeat = 0; repeat < 300; repeat++)
        {
            foreach (var values in new[] { a, b, c })
            {
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = random.Int(0, 5) == 0 ? 1 : Math.ScaleB(random.Unit() - 0.5, random.Int(-40, 40));
                }
            }

            Same(L.Load(ref a[0], 0) + L.Load(ref b[0], 0), i => a[i] + b[i]);
            Same(L.Load(ref a[0], 0) - L.Load(ref b[0], 0), i => a[i] - b[i]);
            Same(L.Load(ref a[0], 0) * L.Load(ref b[0], 0), i => a[i] * b[i]);
            Same(L.Load(ref a[0], 0) / L.Load(ref b[0], 0), i => a[i] / b[i]);
            Same(-L.Load(ref a[0], 0), i => -a[i]);
            Same(L.FusedMultiplyAdd(L.Load(ref a[0], 0), L.Load(ref b[0], 0), L.Load(ref c[0], 0)), i => Math.FusedMultiplyAdd(a[i], b[i], c[i]));
            Same(L.FusedMultiplySubtract(L.Load(ref a[0], 0), L.Load(ref b[0], 0), L.Load(ref c[0], 0)), i => Math.FusedMultiplyAdd(a[i], b[i], -c[i]));
            Same(L.FusedSubtractProduct(L.Load(ref a[0], 0), L.Load(ref b[0], 0), L.Load(ref c[0], 0)), i => Math.FusedMultiplyAdd(-a[i], b[i], c[i]));
            Same(L.Max(L.Load(ref a[0], 0), L.Load(ref b[0], 0)), i => Math.Max(a[i], b[i]));
            Same(L.Min(L.Load(ref a[0], 0), L.Load(ref b[0], 0)), i => Math.Min(a[i], b[i]));
            Same(L.WhereLess(L.Load(ref a[0], 0), L.Load(ref b[0], 0), L.Create(3), L.Load(ref c[0], 0)), i => a[i] < b[i] ? 3 : c[i]);
            Assert.Equal(a.Zip(b, static (x, y) => x < y).Any(static less => less), L.AnyLess(L.Load(ref a[0], 0), L.Load(ref b[0], 0)));
            Bits(L.AddBits(L.Load(ref a[0], 0), 12345), i => BitConverter.DoubleToInt64Bits(a[i]) + 12345);
            Bits(L.AddBits(L.Load(ref a[0], 0), L.Load(ref b[0], 0)), i => unchecked(BitConverter.DoubleToInt64Bits(a[i]) + BitConverter.DoubleToInt64Bits(b[i])));
            Bits(L.SubtractBits(L.Load(ref a[0], 0), L.Load(ref b[0], 0)), i => unchecked(BitConverter.DoubleToInt64Bits(a[i]) - BitConverter.DoubleToInt64Bits(b[i])));
            Bits(L.ShiftBitsRight(L.Load(ref a[0], 0), 48), i => BitConverter.DoubleToInt64Bits(a[i]) >>> 48);
            Bits(L.ShiftBitsLeft(L.Load(ref a[0], 0), 52), i => BitConverter.DoubleToInt64Bits(a[i]) << 52);
            Same(L.Lookup(ref table[0], L.Load(ref a[0], 0)), i => table[(int)(BitConverter.DoubleToInt64Bits(a[i]) & 15)]);
            Same(L.Follow(L.Load(ref a[0], 0), b[0]), i => i == 0 ? b[0] : a[i - 1]);
            Assert.Equal(a[0], L.First(L.Load(ref a[0], 0)));
        }

        // Small integers, so that no order of addition rounds.
        var whole = Enumerable.Range(1, L.Count).Select(static i => (double)(i * i)).ToArray();
        Same(L.SumFromTop(L.Load(ref whole[0], 0)), i => whole[i..].Sum());
        Assert.Equal(whole.Sum(), L.Sum(L.Load(ref whole[0], 0)));
    }

    private static void Same<L>(L lanes, Func<int, double> expected)
        where L : struct, ILanes<L> => Bits(lanes, i => BitConverter.DoubleToInt64Bits(expected(i)));

    private static void Bits<L>(L lanes, Func<int, long> expected)
        where L : struct, ILanes<L>
    {
        var values = new double[L.Count];
        L.Store(lanes, ref values[0], 0);
        Assert.Equal(
            Enumerable.Range(0, L.Count).Select(expected), values.Select(static value => BitConverter.DoubleToInt64Bits(value)));
    }
}
