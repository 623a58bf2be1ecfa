namespace BonVerify.FloatingPoint.Certified;

/// <summary>The exact weights of the cells of a policy, from the lowest up.</summary>
internal interface ICellWeights
{
    /// <summary>The number of cells, at least 1.</summary>
    int Count { get; }

    /// <summary>The weight of a cell.</summary>
    LeadingBits Weight(int cell);

    /// <summary>The weight up to and including a cell.</summary>
    LeadingBits CumulativeWeight(int cell);
}
