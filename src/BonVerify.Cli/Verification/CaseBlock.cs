namespace BonVerify.Cli.Verification;

/// <summary>Cases that are decided together. They are made when asked for, so that many threads can make them.</summary>
/// <param name="IsGenerated">Whether they are generated; else they come from input.</param>
/// <param name="Count">How many there are.</param>
/// <param name="CaseAt">Makes the case with an index from 0 on; safe for use by many threads.</param>
internal sealed record CaseBlock(bool IsGenerated, int Count, Func<int, NamedCase> CaseAt);
