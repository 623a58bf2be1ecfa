using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <summary>What <see cref="PolicyFrontier"/> needs of a tilted policy P e^(βv)/Z.</summary>
/// <param name="LogPartition">ln Z − βv_top.</param>
/// <param name="Mean">The mean of v − v_top.</param>
/// <param name="Variance">About its variance: it only says where to look next.</param>
/// <param name="Divergence">k(β) = β·mean − ln Z, the KL divergence of the tilted policy from the reference policy, in nats.</param>
internal readonly record struct TiltedPolicy(Enclosure LogPartition, Enclosure Mean, Enclosure Variance, Enclosure Divergence);
