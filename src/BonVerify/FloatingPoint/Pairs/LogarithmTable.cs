namespace BonVerify.FloatingPoint.Pairs;

/// <summary>
/// Per sixteenth of [0.734375, 1.46875): r near the reciprocal of its centre, and −ln r as a multiple of 2^−42 plus a rest.
/// Around 1, r = 1.
/// </summary>
internal static class LogarithmTable
{
    /// <summary>The bit pattern of 0.734375, the left end of the first interval; an interval is 2^48 patterns long.</summary>
    public const long Start = 0x3fe7800000000000L;

    /// <summary>ln 2 as a multiple of 2^−42, so that its products with exponents are exact.</summary>
    public const double Ln2High = 0.6931471805598903;

    /// <summary>The rest of ln 2, rounded.</summary>
    public const double Ln2Low = 5.497923018708371e-14;

    public static readonly double[] Reciprocal =
    [
        1.3333333333333333, 1.28, 1.2307692307692308, 1.1851851851851851,
        1.1428571428571428, 1.103448275862069, 1.0666666666666667, 1.032258064516129,
        1.0, 0.9411764705882353, 0.8888888888888888, 0.8421052631578947,
        0.8, 0.7619047619047619, 0.7272727272727273, 0.6956521739130435,
    ];

    public static readonly double[] High =
    [
        -0.28768207245184385, -0.2468600779316148, -0.20763936477828793, -0.16989903679541385,
        -0.13353139262449076, -0.09844007281321865, -0.0645385211375924, -0.03174869831468641,
        0.0, 0.06062462181648698, 0.11778303565643, 0.17185025692674571,
        0.22314355131425145, 0.2719337154835557, 0.31845373111855224, 0.3629054936893681,
    ];

    public static readonly double[] Low =
    [
        6.297908504131321e-14, 8.897769688389272e-14, 4.3369911444011306e-14, 1.643178756532876e-14,
        -3.1804225197847076e-14, -3.38573632414336e-14, 2.1239485832617812e-14, 1.061342829278565e-13,
        0.0, -5.2122328603557226e-14, -4.649178632475319e-14, -8.643688492088945e-14,
        -4.175347699650321e-14, 8.609857887931859e-14, -1.765318688778829e-14, 3.9484127277912274e-16,
    ];

    /// <summary>−ln r, rounded to nearest.</summary>
    public static readonly double[] Nearest = [.. High.Zip(Low, static (high, low) => high + low)];
}
