namespace BonVerify.FloatingPoint.Lanes;

/// <summary>A computation written once for any number of lanes. It is a struct, so that nothing of it is left at run time.</summary>
internal interface ILaneOperation<TResult>
{
    /// <summary>The computation on lanes of one kind.</summary>
    TResult On<L>()
        where L : struct, ILanes<L>;
}
