(** * The KL gap identity and the bounds that follow at once

    - [kl_gap_identity]: ln n - (n-1)/n - KL is exactly the sum of the cell
      losses, that is of F_i^n phi(p_i / F_i);
    - [kl_upper_bound]: KL <= ln n - (n-1)/n, and [kl_upper_bound_strict] for
      n >= 2, on every finite distribution;
    - [kl_log_inverse_top]: KL <= ln (1 / top); [kl_ln_n]: KL <= ln n;
    - [kl_gap_top_atom]: the gap is at least phi (top). *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN Cell.
Open Scope R_scope.

Section KlBound.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Lemma kl_gap_cells n :
  (1 <= n)%nat ->
  kl_formula n - KL K p n = rsum (fun i => cell n (cum p i) (cum p (S i))) K.
Proof.
  intros Hn. unfold KL, kl, cell.
  rewrite rsum_minus, (rsum_telescope (fun i => G n (cum p i))).
  rewrite (cum_K K p Hp), cum_0, G_1, G_0 by exact Hn.
  rewrite (rsum_ext (fun i => bon n p i * ln (bon n p i / p i))
    (fun i => (cum p (S i) ^ n - cum p i ^ n)
              * ln ((cum p (S i) ^ n - cum p i ^ n) / (cum p (S i) - cum p i)))); [ring|].
  intros i Hi. replace (cum p (S i) - cum p i) with (p i) by (rewrite cum_S; ring). reflexivity.
Qed.

Theorem kl_gap_identity n :
  (1 <= n)%nat ->
  kl_formula n - KL K p n
  = rsum (fun i => cum p (S i) ^ n * phi n (p i / cum p (S i))) K.
Proof.
  intros Hn. rewrite kl_gap_cells by exact Hn. apply rsum_ext. intros i Hi.
  assert (A := cum_cell K p Hp i Hi).
  rewrite cell_phi by (assumption || lra). do 3 f_equal. rewrite cum_S; ring.
Qed.

Lemma cells_nonneg n i :
  (1 <= n)%nat -> (i < K)%nat -> 0 <= cell n (cum p i) (cum p (S i)).
Proof.
  intros Hn Hi. assert (A := cum_cell K p Hp i Hi). apply cell_nonneg; [assumption|lra].
Qed.

Theorem kl_upper_bound n : (1 <= n)%nat -> KL K p n <= ln (INR n) - (INR n - 1) / INR n.
Proof.
  intros Hn. fold (kl_formula n). assert (E := kl_gap_cells n Hn).
  assert (0 <= rsum (fun i => cell n (cum p i) (cum p (S i))) K)
    by (apply rsum_nonneg; intros; now apply cells_nonneg). lra.
Qed.

Theorem kl_upper_bound_strict n : (2 <= n)%nat -> KL K p n < ln (INR n) - (INR n - 1) / INR n.
Proof.
  intros Hn. fold (kl_formula n). assert (E := kl_gap_cells n ltac:(lia)).
  assert (H0 := dist_nonempty K p Hp).
  assert (0 < rsum (fun i => cell n (cum p i) (cum p (S i))) K); [|lra].
  assert (C := cum_cell K p Hp 0 H0).
  apply Rlt_le_trans with (cell n (cum p 0) (cum p 1)).
  - apply cell_pos; [assumption|lra].
  - apply (rsum_term_le (fun i => cell n (cum p i) (cum p (S i)))); [|exact H0].
    intros i Hi. apply cells_nonneg; [lia|exact Hi].
Qed.

(** At n = 1 the policy is the reference itself. *)
Theorem kl_one : KL K p 1 = 0.
Proof.
  unfold KL, kl. rewrite (rsum_ext _ (fun _ => 0)); [apply rsum_zero|].
  intros i Hi. unfold bon. rewrite !pow_1, cum_S.
  assert (A := dist_pos _ _ Hp i Hi).
  replace ((cum p i + p i - cum p i) / p i) with 1 by (field; lra). rewrite ln_1; ring.
Qed.

Theorem kl_bon_nonneg n : (1 <= n)%nat -> 0 <= KL K p n.
Proof. intros Hn. apply kl_nonneg; [exact Hp | now apply bon_is_dist]. Qed.

(** The density ratio never exceeds n, and never exceeds 1 / top. *)
Theorem density_ratio n i : (1 <= n)%nat -> (i < K)%nat -> bon n p i / p i <= INR n.
Proof.
  intros Hn Hi. assert (C := cum_cell K p Hp i Hi). assert (P := dist_pos _ _ Hp i Hi).
  apply Rmult_le_reg_r with (p i); [exact P|].
  replace (bon n p i / p i * p i) with (bon n p i) by (field; lra).
  destruct n as [|m]; [lia|].
  assert (A := pow_chord_upper (cum p i) (cum p (S i)) m ltac:(lra)).
  assert (B := pow_le_1 (cum p (S i)) m ltac:(lra)).
  assert (N := INR_ge_1 (S m) Hn).
  unfold bon. replace (cum p (S i) - cum p i) with (p i) in A by (rewrite cum_S; ring).
  apply Rle_trans with (1 := A). apply Rmult_le_compat_r; [lra|]. nra.
Qed.

(** The slope of u^n over a cell is largest on the last cell. *)
Lemma density_ratio_top n i :
  (1 <= n)%nat -> (i < K)%nat -> bon n p i / p i <= 1 / top K p.
Proof.
  intros Hn Hi. assert (H0 := dist_nonempty K p Hp).
  assert (C := cum_cell K p Hp i Hi). assert (P := dist_pos _ _ Hp i Hi).
  assert (Hl : (pred K < K)%nat) by lia.
  assert (T := dist_pos _ _ Hp (pred K) Hl). fold (top K p) in T.
  assert (ET : cum p (pred K) = 1 - top K p).
  { assert (E := cum_K K p Hp). replace K with (S (pred K)) in E at 1 by lia.
    rewrite cum_S in E. unfold top. lra. }
  assert (Q : bon n p i * top K p <= p i).
  { destruct (Nat.eq_dec (S i) K) as [E|E].
    - assert (i = pred K) as -> by lia. fold (top K p).
      unfold bon. replace (S (pred K)) with K by lia. rewrite (cum_K K p Hp), pow1, ET.
      assert (0 <= (1 - top K p) ^ n) by (apply pow_le; rewrite <- ET; lra). nra.
    - assert (B : cum p (S i) <= 1 - top K p).
      { rewrite <- ET. unfold cum. apply rsum_mono; [|lia].
        intros j Hj. left. apply (dist_pos _ _ Hp). lia. }
      assert (S1 := pow_chord_slopes (cum p i) (cum p (S i)) 1 n ltac:(lra) ltac:(lra)).
      rewrite pow1 in S1. fold (bon n p i) in S1.
      replace (cum p (S i) - cum p i) with (p i) in S1 by (rewrite cum_S; ring).
      assert (0 < bon n p i) by (apply (bon_pos K p Hp); assumption).
      assert (0 <= cum p (S i) ^ n) by (apply pow_le; lra). nra. }
  apply Rmult_le_reg_r with (p i * top K p); [nra|].
  replace (bon n p i / p i * (p i * top K p)) with (bon n p i * top K p) by (field; lra).
  replace (1 / top K p * (p i * top K p)) with (p i) by (field; lra). exact Q.
Qed.

Lemma kl_le_ln_ratio n c :
  (1 <= n)%nat -> 0 < c -> (forall i, (i < K)%nat -> bon n p i / p i <= c) -> KL K p n <= ln c.
Proof.
  intros Hn Hc H. unfold KL, kl.
  replace (ln c) with (rsum (fun i => bon n p i * ln c) K)
    by (rewrite rsum_scal_r, (bon_total K p Hp) by assumption; ring).
  apply rsum_le. intros i Hi. assert (Q := bon_pos K p Hp n i Hn Hi).
  assert (P := dist_pos _ _ Hp i Hi).
  apply Rmult_le_compat_l; [lra|]. apply ln_le_mono; [|now apply H].
  now apply Rdiv_lt_0_compat.
Qed.

Theorem kl_log_inverse_top n : (1 <= n)%nat -> KL K p n <= ln (1 / top K p).
Proof.
  intros Hn. assert (H0 := dist_nonempty K p Hp).
  apply kl_le_ln_ratio; [exact Hn| |intros; now apply density_ratio_top].
  - apply Rdiv_lt_0_compat; [lra|]. apply (dist_pos _ _ Hp). lia.
Qed.

Theorem kl_ln_n n : (1 <= n)%nat -> KL K p n <= ln (INR n).
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn).
  apply kl_le_ln_ratio; [exact Hn|lra|]. intros i Hi. now apply density_ratio.
Qed.

(** The gap is at least the loss of the top cell. *)
Theorem kl_gap_top_atom n : (1 <= n)%nat -> phi n (top K p) <= kl_formula n - KL K p n.
Proof.
  intros Hn. rewrite kl_gap_cells by exact Hn. assert (H0 := dist_nonempty K p Hp).
  apply Rle_trans with (cell n (cum p (pred K)) (cum p (S (pred K)))).
  - unfold phi, top. right. f_equal; replace (S (pred K)) with K by lia; [|now rewrite (cum_K K p Hp)].
    assert (E := cum_K K p Hp). replace K with (S (pred K)) in E at 1 by lia. rewrite cum_S in E. lra.
  - apply (rsum_term_le (fun i => cell n (cum p i) (cum p (S i)))); [|lia].
    intros i Hi. now apply cells_nonneg.
Qed.

End KlBound.
