(** * A pool of scores: order, replacement, and all k correct

    - [plug_in_le]: for a pool of M sorted scores, the mean of the best of n drawn
      with replacement ("plug-in") is at most that of n drawn without, which is the
      unbiased estimate; [plug_in_equal]: equality exactly for n = 1 or equal scores;
    - [pool_estimate_permutation], [pool_estimate_outcomes_permutation]: the unbiased
      estimate does not depend on the order of the pool;
    - [pass_all_complement]: the chance C(c,k)/C(M,k) that k of the pool are all
      correct is 1 - pass@k with correct and wrong exchanged;
      [pass_all_unbiased]: its expectation is s^k. *)

Require Import Reals Lra Lia List Arith Bool Permutation Sorted.
From BonVerify Require Import Sums BestOfN Draws Ties Pool.
Import ListNotations.
Open Scope R_scope.

(** ** Binomial coefficients *)

Lemma choose_succ i n : INR (choose i (S n)) * INR (S n) = INR (choose i n) * (INR i - INR n).
Proof.
  revert n. induction i as [|i IH]; intros n.
  - destruct n; simpl; ring.
  - change (choose (S i) (S n)) with (choose i n + choose i (S n))%nat. rewrite plus_INR.
    destruct n as [|n].
    + assert (E := IH 0%nat). rewrite !choose_0 in *. change (INR 1) with 1 in *. change (INR 0) with 0 in *. rewrite S_INR. lra.
    + change (choose (S i) (S n)) with (choose i n + choose i (S n))%nat. rewrite plus_INR.
      assert (E := IH n). assert (E' := IH (S n)). rewrite (S_INR (S n)), (S_INR i), (S_INR n) in *. lra.
Qed.

Lemma choose_small i n : (i < n)%nat -> choose i n = 0%nat.
Proof.
  revert n. induction i as [|i IH]; intros [|n] H; try lia; [reflexivity|].
  simpl. rewrite !IH by lia. reflexivity.
Qed.

(** Drawing without replacement is less likely to stay among the i lowest. *)
Lemma choose_ratio i m n : (i <= m)%nat -> INR (choose i n) * INR m ^ n <= INR (choose m n) * INR i ^ n.
Proof.
  intros H. induction n as [|n IH]; [rewrite !choose_0; simpl; lra|].
  destruct (le_lt_dec (S n) i) as [Hi|Hi].
  - apply Rmult_le_reg_r with (INR (S n)); [apply lt_0_INR; lia|].
    assert (E := choose_succ i n). assert (E' := choose_succ m n).
    assert (I := pos_INR i). assert (N := pos_INR n).
    assert (Hm : INR i <= INR m) by (apply le_INR, H).
    assert (Hn : INR n <= INR i) by (apply le_INR; lia).
    simpl pow. replace (INR (choose i (S n)) * (INR m * INR m ^ n) * INR (S n))
      with (INR (choose i n) * INR m ^ n * ((INR i - INR n) * INR m)) by (transitivity (INR (choose i (S n)) * INR (S n) * (INR m * INR m ^ n)); [rewrite E; ring|ring]).
    replace (INR (choose m (S n)) * (INR i * INR i ^ n) * INR (S n))
      with (INR (choose m n) * INR i ^ n * ((INR m - INR n) * INR i)) by (transitivity (INR (choose m (S n)) * INR (S n) * (INR i * INR i ^ n)); [rewrite E'; ring|ring]).
    apply Rmult_le_compat; [|apply Rmult_le_pos; lra|exact IH|nra].
    apply Rmult_le_pos; [apply pos_INR|apply pow_le; lra].
  - rewrite choose_small by lia. simpl INR. rewrite Rmult_0_l.
    apply Rmult_le_pos; [apply pos_INR|apply pow_le, pos_INR].
Qed.

Lemma choose_ratio_strict i m n : (1 <= i < m)%nat -> (2 <= n <= m)%nat ->
  INR (choose i n) * INR m ^ n < INR (choose m n) * INR i ^ n.
Proof.
  intros Hi Hn. destruct n as [|n]; [lia|].
  assert (I1 : 1 <= INR i) by (apply (le_INR 1); lia).
  destruct (le_lt_dec (S n) i) as [H|H].
  - apply Rmult_lt_reg_r with (INR (S n)); [apply lt_0_INR; lia|].
    assert (E := choose_succ i n). assert (E' := choose_succ m n).
    assert (N : 1 <= INR n) by (apply (le_INR 1); lia).
    assert (Hm : INR i < INR m) by (apply lt_INR; lia).
    assert (Hni : INR (S n) <= INR i) by (apply le_INR; lia). rewrite (S_INR n) in Hni.
    assert (R := choose_ratio i m n ltac:(lia)).
    assert (C : 0 < INR (choose m n)) by (apply lt_0_INR, choose_pos; lia).
    assert (Pi : 0 < INR i ^ n) by (apply pow_lt; lra).
    simpl pow. replace (INR (choose i (S n)) * (INR m * INR m ^ n) * INR (S n))
      with (INR (choose i n) * INR m ^ n * ((INR i - INR n) * INR m)) by (transitivity (INR (choose i (S n)) * INR (S n) * (INR m * INR m ^ n)); [rewrite E; ring|ring]).
    replace (INR (choose m (S n)) * (INR i * INR i ^ n) * INR (S n))
      with (INR (choose m n) * INR i ^ n * ((INR m - INR n) * INR i)) by (transitivity (INR (choose m (S n)) * INR (S n) * (INR i * INR i ^ n)); [rewrite E'; ring|ring]).
    apply Rle_lt_trans with (INR (choose m n) * INR i ^ n * ((INR i - INR n) * INR m)).
    + apply Rmult_le_compat_r; [|exact R]. apply Rmult_le_pos; lra.
    + apply Rmult_lt_compat_l; [now apply Rmult_lt_0_compat|nra].
  - rewrite (choose_small i) by lia. simpl INR at 1. rewrite Rmult_0_l.
    apply Rmult_lt_0_compat; [apply lt_0_INR, choose_pos; lia|apply pow_lt; lra].
Qed.

(** ** Drawing with and without replacement *)

Section PlugIn.
Variables (m n : nat) (y : nat -> R).
Hypothesis Hn : (1 <= n <= m)%nat.
Hypothesis Hy : forall i, (S i < m)%nat -> y i <= y (S i).

(** y is the pool in ascending order; ranks count from 0. *)
Definition plug_in : R := rsum (fun i => ((INR (S i) / INR m) ^ n - (INR i / INR m) ^ n) * y i) m.
Definition unbiased : R := rsum (fun i => INR (choose i (pred n)) / INR (choose m n) * y i) m.

Let excess (i : nat) : R :=
  INR (choose i (pred n)) / INR (choose m n) - ((INR (S i) / INR m) ^ n - (INR i / INR m) ^ n).

Lemma choose_cum j : rsum (fun i => INR (choose i (pred n))) j = INR (choose j n).
Proof.
  destruct n as [|k]; [lia|]. simpl pred.
  induction j as [|j IH]; [reflexivity|]. simpl rsum. rewrite IH. simpl choose. rewrite plus_INR. ring.
Qed.

Lemma excess_cum j : rsum excess j = INR (choose j n) / INR (choose m n) - (INR j / INR m) ^ n.
Proof.
  unfold excess. rewrite rsum_minus. unfold Rdiv at 1. rewrite rsum_scal_r, choose_cum.
  rewrite (rsum_telescope (fun i => (INR i / INR m) ^ n)). change (INR 0) with 0. unfold Rdiv.
  rewrite Rmult_0_l, pow_i by lia. ring.
Qed.

Lemma excess_sign j : (j <= m)%nat -> rsum excess j <= 0 /\
  ((2 <= n)%nat -> (1 <= j < m)%nat -> rsum excess j < 0).
Proof.
  intros Hj. rewrite excess_cum.
  assert (C : 0 < INR (choose m n)) by (apply lt_0_INR, choose_pos; lia).
  assert (M : 0 < INR m) by (apply lt_0_INR; lia). assert (Mn : 0 < INR m ^ n) by (now apply pow_lt).
  assert (E : INR (choose j n) / INR (choose m n) - (INR j / INR m) ^ n
    = (INR (choose j n) * INR m ^ n - INR (choose m n) * INR j ^ n) * / (INR (choose m n) * INR m ^ n)).
  { unfold Rdiv. rewrite Rpow_mult_distr, pow_inv. field. split; lra. }
  rewrite E. assert (Q : 0 < / (INR (choose m n) * INR m ^ n)) by (apply Rinv_0_lt_compat; now apply Rmult_lt_0_compat).
  split.
  - assert (R := choose_ratio j m n Hj). nra.
  - intros H2 H. assert (R := choose_ratio_strict j m n H ltac:(lia)). nra.
Qed.

Lemma excess_total : rsum excess m = 0.
Proof.
  rewrite excess_cum. assert (C : 0 < INR (choose m n)) by (apply lt_0_INR, choose_pos; lia).
  assert (M : 0 < INR m) by (apply lt_0_INR; lia).
  unfold Rdiv. rewrite !Rinv_r, pow1 by lra. ring.
Qed.

Lemma unbiased_minus_plug_in : unbiased - plug_in = rsum (fun i => excess i * y i) m.
Proof. unfold unbiased, plug_in. rewrite <- rsum_minus. apply rsum_ext. intros i _. unfold excess. ring. Qed.

Theorem plug_in_le : plug_in <= unbiased.
Proof.
  enough (0 <= rsum (fun i => excess i * y i) m) by (assert (E := unbiased_minus_plug_in); lra).
  apply rsum_dominance; [exact excess_total| |exact Hy].
  intros j Hj. apply excess_sign. lia.
Qed.

Lemma a_positive_term (f : nat -> R) k : 0 < rsum f k -> exists i, (i < k)%nat /\ 0 < f i.
Proof.
  induction k as [|k IH]; simpl; intros H; [lra|].
  destruct (Rlt_dec 0 (f k)) as [F|F]; [exists k; split; [lia|exact F]|].
  destruct IH as [i [Hi Fi]]; [lra|]. exists i. split; [lia|exact Fi].
Qed.

Theorem plug_in_equal : plug_in = unbiased <-> n = 1%nat \/ y 0%nat = y (pred m).
Proof.
  assert (E := unbiased_minus_plug_in).
  assert (P : rsum (fun i => excess i * y i) m
              = rsum (fun i => - rsum excess (S i) * (y (S i) - y i)) (pred m)).
  { rewrite (rsum_ext (fun i => - rsum excess (S i) * (y (S i) - y i))
      (fun i => -1 * (rsum excess (S i) * (y (S i) - y i)))) by (intros; ring).
    rewrite rsum_scal. replace m with (S (pred m)) at 1 by lia. rewrite rsum_by_parts.
    replace (S (pred m)) with m by lia. rewrite excess_total. ring. }
  rewrite P in E. split.
  - intros Eq. destruct (Nat.eq_dec n 1) as [H1|H1]; [now left|right].
    destruct (Req_dec (y 0%nat) (y (pred m))) as [Z|Z]; [exact Z|exfalso].
    assert (Up : 0 < rsum (fun i => y (S i) - y i) (pred m)).
    { rewrite rsum_telescope.
      enough (0 <= rsum (fun i => y (S i) - y i) (pred m)) as G by (rewrite rsum_telescope in G; lra).
      apply rsum_nonneg. intros i Hi. specialize (Hy i ltac:(lia)). lra. }
    destruct (a_positive_term _ _ Up) as [i [Hi Fi]].
    assert (T := rsum_term_le (fun i => - rsum excess (S i) * (y (S i) - y i)) i (pred m)). cbv beta in T.
    assert (X := proj2 (excess_sign (S i) ltac:(lia)) ltac:(lia) ltac:(lia)).
    assert (0 < - rsum excess (S i) * (y (S i) - y i)) by (apply Rmult_lt_0_compat; lra).
    assert (- rsum excess (S i) * (y (S i) - y i) <= rsum (fun i => - rsum excess (S i) * (y (S i) - y i)) (pred m)).
    { apply T; [|exact Hi]. intros k Hk. assert (Y := Hy k ltac:(lia)).
      assert (Z2 := proj1 (excess_sign (S k) ltac:(lia))). apply Rmult_le_pos; lra. }
    lra.
  - intros [H1|H1].
    + (* n = 1: both are the plain mean *)
      enough (rsum (fun i => - rsum excess (S i) * (y (S i) - y i)) (pred m) = 0) by lra.
      rewrite (rsum_ext _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros i Hi. rewrite excess_cum, H1.
      assert (C1 : forall k, choose k 1 = k).
      { induction k as [|k IHk]; [reflexivity|]. simpl. rewrite IHk, choose_0. reflexivity. }
      rewrite !C1. rewrite pow_1. ring.
    + enough (rsum (fun i => - rsum excess (S i) * (y (S i) - y i)) (pred m) = 0) by lra.
      assert (Flat : forall i, (S i < m)%nat -> y (S i) - y i = 0).
      { intros i Hi. assert (Y := Hy i Hi).
        assert (T := rsum_term_le (fun i => y (S i) - y i) i (pred m)). cbv beta in T.
        rewrite rsum_telescope in T.
        assert (y (S i) - y i <= y (pred m) - y 0%nat); [|lra].
        apply T; [|lia]. intros k Hk. specialize (Hy k ltac:(lia)). lra. }
      rewrite (rsum_ext _ (fun _ => 0)), rsum_zero; [reflexivity|].
      intros i Hi. rewrite Flat by lia. ring.
Qed.

End PlugIn.

(** ** The order of the pool *)

Lemma sorted_unique s s' : StronglySorted le s -> StronglySorted le s' -> Permutation s s' -> s = s'.
Proof.
  intros H. revert s'. induction H as [|x s H IH Hx]; intros s' H' P.
  - symmetry. now apply Permutation_nil.
  - destruct H' as [|x' s' H' Hx']; [apply Permutation_sym, Permutation_nil in P; discriminate|].
    assert (E : x = x').
    { assert (A : In x (x' :: s')) by (apply (Permutation_in _ P); now left).
      assert (B : In x' (x :: s)) by (apply (Permutation_in _ (Permutation_sym P)); now left).
      rewrite Forall_forall in Hx, Hx'.
      destruct A as [A|A]; [now symmetry|]. destruct B as [B|B]; [exact B|].
      specialize (Hx _ B). specialize (Hx' _ A). lia. }
    subst x'. f_equal. apply IH; [exact H'|]. now apply Permutation_cons_inv in P.
Qed.

Theorem pool_estimate_permutation lev (sort : list nat -> list nat) n v t t' :
  (forall t, Permutation (sort t) (map lev t) /\ StronglySorted le (sort t)) ->
  Permutation t t' -> pool_estimate n v (sort t) = pool_estimate n v (sort t').
Proof.
  intros Hs P. f_equal. destruct (Hs t) as [A B], (Hs t') as [A' B'].
  apply sorted_unique; [exact B|exact B'|].
  transitivity (map lev t); [exact A|]. transitivity (map lev t'); [now apply Permutation_map|now symmetry].
Qed.

Theorem pool_estimate_outcomes_permutation M lev m n v t t' :
  Permutation t t' -> pool_estimate_outcomes M lev m n v t = pool_estimate_outcomes M lev m n v t'.
Proof.
  intros P. unfold pool_estimate_outcomes, level_count. apply rsum_ext. intros y _.
  rewrite !(count_permutation _ _ _ P), !(count_permutation _ _ _ (Permutation_map lev P)). reflexivity.
Qed.

(** ** All k correct *)

Theorem pass_all_complement m c k : (c <= m)%nat ->
  INR (choose c k) / INR (choose m k) = 1 - (1 - INR (choose (m - (m - c)) k) / INR (choose m k)).
Proof. intros H. replace (m - (m - c))%nat with c by lia. ring. Qed.

Theorem pass_all_unbiased M r (success : nat -> bool) m k :
  is_dist M r -> (k <= m)%nat ->
  expect M r m (fun t => INR (choose (count success t) k) / INR (choose m k)) = mass M r success ^ k.
Proof.
  intros Hr Hk. assert (C : 0 < INR (choose m k)) by (apply lt_0_INR, choose_pos, Hk).
  rewrite (expect_ext M r m _ (fun t => / INR (choose m k) * INR (choose (count success t) k)))
    by (intros; unfold Rdiv; ring).
  rewrite expect_scal, expect_choose by apply (dist_total _ _ Hr). field. lra.
Qed.
