(** * KL and win rate do not decrease with n

    [kl_monotone], [win_rate_monotone].  Passing from n to n + 1 moves mass
    upwards, F^(n+1) <= F^n, while both the density ratio q_i / p_i (a chord
    slope of the convex function u^n) and the midpoint of a cell increase with
    the level.  Summation by parts does the rest; for KL, Gibbs' inequality
    replaces the new logarithms by the old ones first. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN.
Open Scope R_scope.

Section Monotonicity.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Lemma density_ratio_increasing n i :
  (1 <= n)%nat -> (S i < K)%nat -> bon n p i / p i <= bon n p (S i) / p (S i).
Proof.
  intros Hn Hi.
  assert (A := cum_cell K p Hp i ltac:(lia)). assert (B := cum_cell K p Hp (S i) Hi).
  assert (P := dist_pos _ _ Hp i ltac:(lia)). assert (Q := dist_pos _ _ Hp (S i) Hi).
  assert (C := pow_chord_slopes (cum p i) (cum p (S i)) (cum p (S (S i))) n ltac:(lra) ltac:(lra)).
  fold (bon n p i) (bon n p (S i)) in C.
  replace (cum p (S (S i)) - cum p (S i)) with (p (S i)) in C by (rewrite (cum_S p (S i)); ring).
  replace (cum p (S i) - cum p i) with (p i) in C by (rewrite cum_S; ring).
  apply Rmult_le_reg_r with (p i * p (S i)); [nra|].
  replace (bon n p i / p i * (p i * p (S i))) with (bon n p i * p (S i)) by (field; lra).
  replace (bon n p (S i) / p (S i) * (p i * p (S i))) with (bon n p (S i) * p i) by (field; lra).
  exact C.
Qed.

(** Best-of-(n+1) dominates best-of-n: it gives any increasing value a larger mean. *)
Lemma bon_dominance n (v : nat -> R) :
  (1 <= n)%nat -> (forall i, (S i < K)%nat -> v i <= v (S i)) ->
  rsum (fun i => bon n p i * v i) K <= rsum (fun i => bon (S n) p i * v i) K.
Proof.
  intros Hn Hv.
  enough (0 <= rsum (fun i => (bon (S n) p i - bon n p i) * v i) K) as H.
  { rewrite (rsum_ext _ (fun i => bon (S n) p i * v i - bon n p i * v i)) in H by (intros; ring).
    rewrite rsum_minus in H. lra. }
  apply rsum_dominance; [| |exact Hv].
  - rewrite rsum_minus, !(bon_total K p Hp) by lia. ring.
  - intros j Hj. rewrite rsum_minus, !bon_cum by lia.
    assert (C := cum_cell K p Hp j Hj). simpl.
    assert (0 <= cum p (S j) ^ n) by (apply pow_le; lra). simpl in *. nra.
Qed.

Theorem kl_monotone n : (1 <= n)%nat -> KL K p n <= KL K p (S n).
Proof.
  intros Hn. unfold KL at 2.
  apply Rle_trans with (rsum (fun i => bon (S n) p i * ln (bon n p i / p i)) K).
  - apply (bon_dominance n (fun i => ln (bon n p i / p i)) Hn). intros i Hi.
    apply ln_le_mono; [|now apply density_ratio_increasing].
    apply Rdiv_lt_0_compat; [apply (bon_pos K p Hp); lia | apply (dist_pos _ _ Hp); lia].
  - apply gibbs; [exact Hp| | |].
    + intros i Hi. left. apply (bon_pos K p Hp); lia.
    + intros i Hi. apply (bon_pos K p Hp); lia.
    + rewrite !(bon_total K p Hp) by lia. reflexivity.
Qed.

Theorem win_rate_monotone n : (1 <= n)%nat -> win_rate K p n <= win_rate K p (S n).
Proof.
  intros Hn. rewrite !(win_rate_midpoints K p). apply bon_dominance; [exact Hn|].
  intros i Hi. assert (A := cum_cell K p Hp i ltac:(lia)).
  assert (B := cum_cell K p Hp (S i) Hi). lra.
Qed.

End Monotonicity.
