using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Reproduction;

/// <summary>One outcome of a counterexample.</summary>
/// <param name="Index">Its place in the listing, from 0.</param>
/// <param name="P">Its mass under the reference policy.</param>
/// <param name="F">The mass of all outcomes that it beats or is, ties included unless listing order breaks them; null for an outcome of mass 0.</param>
/// <param name="Q">Its mass under best-of-n.</param>
/// <param name="KlTerm">q ln(q/p), its part of the KL divergence.</param>
/// <param name="WinTerm">q times the chance to beat a draw from the reference policy, ties counting half.</param>
internal sealed record ExplainedOutcome(
    int Index, Rational P, Rational? F, QuantityValue Q, QuantityValue KlTerm, QuantityValue WinTerm);
