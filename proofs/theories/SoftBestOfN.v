(** * Soft best-of-n

    Draw n outcomes from r and keep one of the draws, each with a chance in proportion
    to a positive weight w of its outcome ([soft], from the product measure).  Let m be
    the mean weight of a draw and W the total weight of n - 1 further draws.

    - [soft_law]: outcome y has mass n r_y E[w_y / (w_y + W)];
    - [soft_density_ratio]: at most n r_y, whence [soft_kl]: KL <= ln n;
    - [soft_tilt_bound]: the tilted policy r w / m is within ln (1 + Var w / (n m^2)) of it,
      by Jensen's inequality for 1/x and for ln; [soft_tilt_limit]: so KL tends to 0. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Require Import List Arith Bool.
From BonVerify Require Import Sums Logarithms BestOfN Draws AnyPolicy.
Open Scope R_scope.

Definition total_weight (w : nat -> R) (t : list nat) : R := fold_right (fun z x => w z + x) 0 t.

(** The chance that the draw kept from the tuple t is outcome y, and its mean. *)
Definition kept (w : nat -> R) (y : nat) (t : list nat) : R := INR (count (Nat.eqb y) t) * w y / total_weight w t.
Definition soft (M : nat) (r w : nat -> R) (n y : nat) : R := expect M r n (kept w y).

Section Soft.
Variables (M : nat) (r w : nat -> R).
Hypothesis Hr : is_dist M r.
Hypothesis Hw : forall y, (y < M)%nat -> 0 < w y.

Lemma expect_first n X : expect M r (S n) X = rsum (fun z => r z * expect M r n (fun t => X (z :: t))) M.
Proof. reflexivity. Qed.

(** Every one of the draws may be the y that is counted. *)
Lemma count_weighted n y (g : R -> R) : (y < M)%nat ->
  expect M r (S n) (fun t => INR (count (Nat.eqb y) t) * g (total_weight w t))
  = INR (S n) * (r y * expect M r n (fun t => g (w y + total_weight w t))).
Proof.
  intros Hy. revert g. induction n as [|n IH]; intros g.
  - simpl. rewrite (rsum_ext _ (fun z => if Nat.eqb z y then r z * g (w y + 0) else 0)).
    + rewrite rsum_pick by exact Hy. ring.
    + intros z _. rewrite (Nat.eqb_sym y z). destruct (Nat.eqb_spec z y) as [->|_]; simpl; ring.
  - set (E := expect M r (S n) (fun t => g (w y + total_weight w t))).
    rewrite expect_first.
    transitivity (rsum (fun z => (if Nat.eqb z y then r z * E else 0) + INR (S n) * r y
      * (r z * expect M r n (fun t => g (w y + (w z + total_weight w t))))) M).
    + apply rsum_ext. intros z _.
      assert (X := IH (fun x => g (w z + x))). cbv beta in X.
      rewrite (expect_ext M r (S n) _ (fun t => (if Nat.eqb z y then 1 else 0) * g (w z + total_weight w t)
        + INR (count (Nat.eqb y) t) * g (w z + total_weight w t))).
      2: { intros t. change (total_weight w (z :: t)) with (w z + total_weight w t).
           change (count (Nat.eqb y) (z :: t)) with ((if Nat.eqb y z then 1 else 0) + count (Nat.eqb y) t)%nat.
           rewrite plus_INR, (Nat.eqb_sym y z). destruct (Nat.eqb z y); simpl INR; ring. }
      rewrite expect_plus, X, expect_scal.
      rewrite (expect_ext M r n (fun t => g (w z + (w y + total_weight w t)))
        (fun t => g (w y + (w z + total_weight w t)))) by (intros; f_equal; ring).
      unfold E. destruct (Nat.eqb_spec z y) as [->|_]; ring.
    + rewrite rsum_plus, rsum_scal, (rsum_pick (fun z => r z * E)) by exact Hy.
      change (rsum (fun z => r z * expect M r n (fun t => g (w y + (w z + total_weight w t)))) M) with E.
      rewrite (S_INR (S n)). ring.
Qed.

Theorem soft_law n y : (1 <= n)%nat -> (y < M)%nat ->
  soft M r w n y = INR n * (r y * expect M r (pred n) (fun t => w y / (w y + total_weight w t))).
Proof.
  intros Hn Hy. destruct n as [|n]; [lia|]. change (pred (S n)) with n.
  rewrite <- (count_weighted n y (fun x => w y / x) Hy).
  apply expect_ext. intros t. unfold kept, Rdiv. ring.
Qed.

Lemma total_weight_nonneg t : Forall (fun y => (y < M)%nat) t -> 0 <= total_weight w t.
Proof.
  intros H. induction H as [|z t Hz Ht IH]; [simpl; lra|].
  change (total_weight w (z :: t)) with (w z + total_weight w t). assert (A := Hw z Hz). lra.
Qed.

Lemma total_weight_counts t : Forall (fun y => (y < M)%nat) t ->
  rsum (fun y => INR (count (Nat.eqb y) t) * w y) M = total_weight w t.
Proof.
  intros H. induction H as [|z t Hz Ht IH]; simpl.
  - rewrite (rsum_ext _ (fun _ => 0)) by (intros; ring). apply rsum_zero.
  - rewrite (rsum_ext _ (fun y => (if Nat.eqb y z then w y else 0) + INR (count (Nat.eqb y) t) * w y)).
    + rewrite rsum_plus, IH, rsum_pick by exact Hz. reflexivity.
    + intros y _. rewrite plus_INR. destruct (Nat.eqb y z); simpl; ring.
Qed.

Theorem soft_total n : (1 <= n)%nat -> rsum (soft M r w n) M = 1.
Proof.
  intros Hn. unfold soft. rewrite <- expect_rsum.
  rewrite <- (expect_const M r n 1 (dist_total _ _ Hr)). apply expect_ext_in. intros t Hl Ht.
  assert (P : 0 < total_weight w t).
  { destruct Ht as [|z t Hz Ht]; [simpl in Hl; lia|]. simpl.
    assert (A := Hw z Hz). assert (B := total_weight_nonneg t Ht). lra. }
  unfold kept, Rdiv. rewrite rsum_scal_r, total_weight_counts by exact Ht. field. lra.
Qed.

Theorem soft_density_ratio n y : (1 <= n)%nat -> (y < M)%nat -> soft M r w n y <= INR n * r y.
Proof.
  intros Hn Hy. assert (N := INR_ge_1 n Hn). assert (P := dist_pos _ _ Hr y Hy). rewrite soft_law by assumption.
  rewrite <- (Rmult_1_r (r y)) at 2. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [lra|].
  rewrite <- (expect_const M r (pred n) 1 (dist_total _ _ Hr)). apply expect_le; [exact (dist_pos _ _ Hr)|].
  intros t _ Ht. assert (A := Hw y Hy). assert (B := total_weight_nonneg t Ht).
  apply Rmult_le_reg_r with (w y + total_weight w t); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** ** Against the tilted policy *)

Definition mean_weight : R := rsum (fun y => r y * w y) M.
Definition weight_variance : R := rsum (fun y => r y * (w y - mean_weight) ^ 2) M.
Definition tilted (y : nat) : R := r y * w y / mean_weight.

Lemma mean_weight_pos : 0 < mean_weight.
Proof.
  apply rsum_pos; [exact (dist_nonempty M r Hr)|]. intros y Hy.
  apply Rmult_lt_0_compat; [now apply (dist_pos _ _ Hr)|now apply Hw].
Qed.

Lemma tilted_is_dist : is_dist M tilted.
Proof.
  assert (P := mean_weight_pos). split.
  - intros y Hy. apply Rdiv_lt_0_compat; [|exact P].
    apply Rmult_lt_0_compat; [now apply (dist_pos _ _ Hr)|now apply Hw].
  - unfold tilted, Rdiv. rewrite rsum_scal_r. fold mean_weight. field. lra.
Qed.

Lemma total_weight_mean n : expect M r n (total_weight w) = INR n * mean_weight.
Proof.
  induction n as [|n IH]; [simpl; ring|]. rewrite S_INR. simpl expect.
  rewrite (rsum_ext _ (fun z => r z * w z + r z * (INR n * mean_weight))).
  - rewrite rsum_plus, rsum_scal_r, (dist_total _ _ Hr). fold mean_weight. ring.
  - intros z _. rewrite expect_plus, IH, (expect_const M r n (w z) (dist_total _ _ Hr)). ring.
Qed.

(** Jensen's inequality for 1/x, whose tangent at c is 2/c - x/c^2. *)
Lemma soft_at_least n y : (1 <= n)%nat -> (y < M)%nat ->
  INR n * (r y * (w y / (w y + (INR n - 1) * mean_weight))) <= soft M r w n y.
Proof.
  intros Hn Hy. assert (N := INR_ge_1 n Hn). assert (P := dist_pos _ _ Hr y Hy). assert (A := Hw y Hy).
  assert (Q := mean_weight_pos). assert (Q0 := Rmult_le_pos (INR n - 1) mean_weight ltac:(lra) ltac:(lra)).
  rewrite soft_law by assumption.
  apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [lra|].
  set (c := w y + (INR n - 1) * mean_weight) in *. assert (C : 0 < c) by (unfold c; lra).
  replace (w y / c) with (w y * (2 / c - (w y + INR (pred n) * mean_weight) / c ^ 2)).
  2: { replace (INR (pred n)) with (INR n - 1) by (destruct n; [lia|rewrite S_INR; simpl pred; ring]).
       fold c. field. lra. }
  rewrite <- total_weight_mean.
  replace (w y * (2 / c - (w y + expect M r (pred n) (total_weight w)) / c ^ 2))
    with (w y * (2 / c - w y / c ^ 2) - w y / c ^ 2 * expect M r (pred n) (total_weight w)) by (field; lra).
  rewrite <- (expect_const M r (pred n) (w y * (2 / c - w y / c ^ 2)) (dist_total _ _ Hr)).
  rewrite <- expect_scal, <- expect_minus. apply expect_le; [exact (dist_pos _ _ Hr)|].
  intros t _ Ht. assert (B := total_weight_nonneg t Ht).
  set (x := w y + total_weight w t). assert (X : 0 < x) by (unfold x; lra).
  replace (total_weight w t) with (x - w y) by (unfold x; ring). unfold x at 2. fold x.
  apply Rminus_le. replace (w y * (2 / c - w y / c ^ 2) - w y / c ^ 2 * (x - w y) - w y / x)
    with (- (w y * ((x - c) ^ 2 / (c ^ 2 * x)))) by (field; lra).
  enough (0 <= w y * ((x - c) ^ 2 / (c ^ 2 * x))) by lra.
  apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow2_ge_0|].
  left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; [now apply pow_lt|exact X].
Qed.

Theorem soft_is_dist n : (1 <= n)%nat -> is_dist M (soft M r w n).
Proof.
  intros Hn. split; [|now apply soft_total]. intros y Hy. assert (N := INR_ge_1 n Hn).
  assert (Q := mean_weight_pos). assert (Q0 := Rmult_le_pos (INR n - 1) mean_weight ltac:(lra) ltac:(lra)).
  assert (A := Hw y Hy). apply Rlt_le_trans with (2 := soft_at_least n y Hn Hy).
  apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; [now apply (dist_pos _ _ Hr)|].
  apply Rdiv_lt_0_compat; lra.
Qed.

Theorem soft_kl n : (1 <= n)%nat -> kl M (soft M r w n) r <= ln (INR n).
Proof.
  intros Hn. assert (D := soft_is_dist n Hn).
  replace (ln (INR n)) with (rsum (fun y => soft M r w n y * ln (INR n)) M)
    by (rewrite rsum_scal_r, (dist_total _ _ D); ring).
  apply rsum_le. intros y Hy. assert (P := dist_pos _ _ Hr y Hy). assert (S := dist_pos _ _ D y Hy).
  apply Rmult_le_compat_l; [lra|]. apply ln_le_mono; [now apply Rdiv_lt_0_compat|].
  apply Rmult_le_reg_r with (r y); [exact P|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
  rewrite Rmult_1_r. now apply soft_density_ratio.
Qed.

Theorem soft_tilt_bound n : (1 <= n)%nat ->
  kl M tilted (soft M r w n) <= ln (1 + weight_variance / (INR n * mean_weight ^ 2)).
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn). assert (Q := mean_weight_pos). assert (D := soft_is_dist n Hn).
  assert (T := tilted_is_dist). assert (Q0 := Rmult_le_pos (INR n - 1) mean_weight ltac:(lra) ltac:(lra)).
  assert (NQ : 0 < INR n * mean_weight) by (apply Rmult_lt_0_compat; lra).
  set (x := fun y => (w y + (INR n - 1) * mean_weight) / (INR n * mean_weight)).
  assert (X : forall y, (y < M)%nat -> 0 < x y).
  { intros y Hy. assert (A := Hw y Hy). apply Rdiv_lt_0_compat; lra. }
  apply Rle_trans with (rsum (fun y => tilted y * ln (x y)) M).
  - apply rsum_le. intros y Hy. assert (P := dist_pos _ _ Hr y Hy). assert (A := Hw y Hy).
    assert (S := dist_pos _ _ D y Hy). assert (U := dist_pos _ _ T y Hy).
    apply Rmult_le_compat_l; [lra|]. apply ln_le_mono; [now apply Rdiv_lt_0_compat|].
    apply Rmult_le_reg_r with (soft M r w n y); [exact S|].
    unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    apply Rle_trans with (2 := Rmult_le_compat_l _ _ _ (Rlt_le _ _ (X y Hy)) (soft_at_least n y Hn Hy)).
    right. unfold tilted, x. field. repeat split; lra.
  - apply Rle_trans with (1 := ln_jensen M tilted x (dist_is_policy M tilted T) (fun y Hy _ => X y Hy)).
    right. f_equal. unfold tilted, x.
    rewrite (rsum_ext _ (fun y => (r y * (w y - mean_weight) ^ 2 + (INR n + 1) * mean_weight * (r y * w y)
      - mean_weight ^ 2 * r y) * / (INR n * mean_weight ^ 2))) by (intros; field; lra).
    rewrite rsum_scal_r, rsum_minus, rsum_plus, !rsum_scal, (dist_total _ _ Hr).
    fold weight_variance. fold mean_weight. field. lra.
Qed.

Theorem soft_tilt_limit : is_lim_seq (fun n => kl M tilted (soft M r w (S n))) 0.
Proof.
  assert (Q := mean_weight_pos). set (c := weight_variance / mean_weight ^ 2).
  assert (Q2 : 0 < mean_weight ^ 2) by now apply pow_lt.
  assert (V : 0 <= weight_variance).
  { apply rsum_nonneg. intros y Hy. assert (P := dist_pos _ _ Hr y Hy). apply Rmult_le_pos; [lra|apply pow2_ge_0]. }
  apply (is_lim_seq_le_le (fun _ => 0) _ (fun n => c * / INR (S n))).
  - intros n. assert (D := soft_is_dist (S n) ltac:(lia)). split.
    + exact (kl_nonneg M (soft M r w (S n)) D tilted tilted_is_dist).
    + apply Rle_trans with (1 := soft_tilt_bound (S n) ltac:(lia)).
      assert (N := INR_ge_1 (S n) ltac:(lia)).
      assert (C : 0 <= weight_variance / (INR (S n) * mean_weight ^ 2)).
      { apply Rmult_le_pos; [exact V|]. left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra. }
      assert (L := ln_le_sub1 (1 + weight_variance / (INR (S n) * mean_weight ^ 2)) ltac:(lra)).
      apply Rle_trans with (1 := L). right. unfold c. field. lra.
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Rbar_mult c 0) by (simpl; f_equal; ring).
    apply is_lim_seq_scal_l. apply (is_lim_seq_inv (fun n => INR (S n)) p_infty); [|discriminate].
    apply (is_lim_seq_incr_1 INR). apply is_lim_seq_INR.
Qed.

End Soft.
