(** * Claims about a pool: true of pass@k, false of three other estimates

    Of a pool of m samples c are correct; k or n of them are drawn.

    - [pass_at_k_monotone_c], [pass_at_k_monotone_k]: pass@k does not decrease with
      the number of correct samples, nor with k;
    - [pass_all_plug_in_false]: C(c,k)/C(m,k) is not (c/m)^k; it is less whenever
      some samples are wrong and k >= 2 ([pass_all_plug_in_less]);
    - [mean_g_pass_perfect_false]: mG-Pass@k of samples that are all correct is not
      1; [mean_g_pass_all_correct]: it is 1 for even k and (k-1)/k for odd k;
    - [bootstrap_unbiased_false]: resampling a pool with replacement does not have
      the best-of-n value as its mean; [bootstrap_is_plug_in]: it is the plug-in of
      [PoolOrder]; [bootstrap_always_below]: for n >= 2 its mean is below the best-of-n value. *)

Require Import Reals Lra Lia List Arith Bool Permutation Sorted.
From BonVerify Require Import Sums BestOfN Draws Ties Pool PoolOrder Refutations.
Import ListNotations.
Open Scope R_scope.

(** ** pass@k *)

Definition pass_at_k (m c k : nat) : R := 1 - INR (choose (m - c) k) / INR (choose m k).

Lemma choose_le_S i k : (choose i k <= choose (S i) k)%nat.
Proof. destruct k as [|k]; [now rewrite !choose_0|simpl; lia]. Qed.

Lemma choose_le i j k : (i <= j)%nat -> (choose i k <= choose j k)%nat.
Proof. induction 1 as [|j H IH]; [lia|]. assert (S := choose_le_S j k). lia. Qed.

Theorem pass_at_k_monotone_c m c c' k : (c <= c' <= m)%nat -> (k <= m)%nat -> pass_at_k m c k <= pass_at_k m c' k.
Proof.
  intros Hc Hk. unfold pass_at_k.
  assert (C : 0 < INR (choose m k)) by (apply lt_0_INR, choose_pos, Hk).
  enough (INR (choose (m - c') k) / INR (choose m k) <= INR (choose (m - c) k) / INR (choose m k)) by lra.
  apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|]. apply le_INR, choose_le. lia.
Qed.

Lemma pass_at_k_step m c k : (c <= m)%nat -> (S k <= m)%nat -> pass_at_k m c k <= pass_at_k m c (S k).
Proof.
  intros Hc Hk. unfold pass_at_k. set (a := (m - c)%nat).
  assert (C : 0 < INR (choose m k)) by (apply lt_0_INR, choose_pos; lia).
  assert (C' : 0 < INR (choose m (S k))) by (apply lt_0_INR, choose_pos; lia).
  enough (INR (choose a (S k)) / INR (choose m (S k)) <= INR (choose a k) / INR (choose m k)) by lra.
  apply Rmult_le_reg_r with (INR (choose m (S k)) * INR (choose m k) * INR (S k)).
  { repeat apply Rmult_lt_0_compat; [exact C'|exact C|apply lt_0_INR; lia]. }
  replace (INR (choose a (S k)) / INR (choose m (S k)) * (INR (choose m (S k)) * INR (choose m k) * INR (S k)))
    with (INR (choose a (S k)) * INR (S k) * INR (choose m k)) by (field; lra).
  replace (INR (choose a k) / INR (choose m k) * (INR (choose m (S k)) * INR (choose m k) * INR (S k)))
    with (INR (choose a k) * (INR (choose m (S k)) * INR (S k))) by (field; lra).
  rewrite !choose_succ.
  assert (A := pos_INR (choose a k)). assert (L : INR a <= INR m) by (apply le_INR; unfold a; lia).
  apply Rle_trans with (INR (choose a k) * (INR m - INR k) * INR (choose m k)); [|lra].
  apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; lra.
Qed.

Theorem pass_at_k_monotone_k m c k k' : (c <= m)%nat -> (k <= k' <= m)%nat -> pass_at_k m c k <= pass_at_k m c k'.
Proof.
  intros Hc [Hk Hm]. induction Hk as [|k' Hk IH]; [lra|].
  apply Rle_trans with (1 := IH ltac:(lia)). now apply pass_at_k_step.
Qed.

(** ** All k correct *)

Theorem pass_all_plug_in_less m c k : (1 <= c < m)%nat -> (2 <= k <= m)%nat ->
  INR (choose c k) / INR (choose m k) < (INR c / INR m) ^ k.
Proof.
  intros Hc Hk. assert (R := choose_ratio_strict c m k Hc Hk).
  assert (C : 0 < INR (choose m k)) by (apply lt_0_INR, choose_pos; lia).
  assert (M : 0 < INR m ^ k) by (apply pow_lt, lt_0_INR; lia).
  assert (M0 : INR m <> 0) by (apply not_0_INR; lia).
  unfold Rdiv. rewrite Rpow_mult_distr, pow_inv.
  apply Rmult_lt_reg_r with (INR (choose m k) * INR m ^ k); [now apply Rmult_lt_0_compat|].
  replace (INR (choose c k) * / INR (choose m k) * (INR (choose m k) * INR m ^ k))
    with (INR (choose c k) * INR m ^ k) by (field; lra).
  replace (INR c ^ k * / INR m ^ k * (INR (choose m k) * INR m ^ k))
    with (INR (choose m k) * INR c ^ k) by (field; lra).
  exact R.
Qed.

Theorem pass_all_plug_in_false :
  INR (choose 1 2) / INR (choose 2 2) = 0 /\ (INR 1 / INR 2) ^ 2 = 1 / 4.
Proof. split; simpl; field. Qed.

(** ** mG-Pass@k *)

(** At least i of k samples drawn without replacement are correct. *)
Definition at_least (m c k i : nat) : R :=
  rsum (fun j => if Nat.leb i j then INR (choose c j) * INR (choose (m - c) (k - j)) / INR (choose m k) else 0) (S k).

(** The published mean of the thresholds from ceil(k/2) + 1 to k. *)
Definition mean_g_pass (m c k : nat) : R :=
  2 / INR k * rsum (fun i => at_least m c k (i + ((k + 1) / 2 + 1))) (k - (k + 1) / 2).

Lemma at_least_all_correct m k i : (i <= k <= m)%nat -> at_least m m k i = 1.
Proof.
  intros H. assert (C : 0 < INR (choose m k)) by (apply lt_0_INR, choose_pos; lia).
  unfold at_least. rewrite Nat.sub_diag, rsum_S.
  rewrite (rsum_ext _ (fun _ => 0)), rsum_zero.
  - destruct (Nat.leb_spec i k); [|lia]. rewrite Nat.sub_diag. simpl choose. change (INR 1) with 1. field. lra.
  - intros j Hj. destruct (Nat.leb i j); [|reflexivity].
    rewrite (choose_small 0) by lia. change (INR 0) with 0. unfold Rdiv. ring.
Qed.

Theorem mean_g_pass_all_correct m k : (1 <= k <= m)%nat ->
  mean_g_pass m m k = 2 * INR (k - (k + 1) / 2) / INR k
  /\ mean_g_pass m m k = if Nat.even k then 1 else (INR k - 1) / INR k.
Proof.
  intros H. assert (K : INR k <> 0) by (apply not_0_INR; lia).
  unfold mean_g_pass. set (h := ((k + 1) / 2)%nat).
  assert (D := Nat.div_mod_eq (k + 1) 2). assert (U := Nat.mod_upper_bound (k + 1) 2 ltac:(lia)). fold h in D.
  rewrite (rsum_ext _ (fun _ => 1)) by (intros; apply at_least_all_correct; lia).
  rewrite rsum_const. split; [field; exact K|]. destruct (Nat.even k) eqn:E.
  - apply Nat.even_spec in E. destruct E as [j E].
    replace (k - h)%nat with j by lia. rewrite E, mult_INR. simpl (INR 2). field.
    apply not_0_INR. lia.
  - assert (O : Nat.odd k = true) by (unfold Nat.odd; now rewrite E).
    apply Nat.odd_spec in O. destruct O as [j O].
    replace (k - h)%nat with j by lia. assert (J : INR k = 2 * INR j + 1) by (rewrite O, plus_INR, mult_INR; simpl; ring).
    replace (INR j) with ((INR k - 1) / 2) by lra. field. exact K.
Qed.

Theorem mean_g_pass_perfect_false : mean_g_pass 1 1 1 = 0.
Proof. rewrite (proj2 (mean_g_pass_all_correct 1 1 ltac:(lia))). simpl. field. Qed.

(** ** Resampling a pool with replacement *)

(** The mean of the best of n draws with replacement from a pool t of m levels; v is the value of a level. *)
Definition bootstrap (m n : nat) (v : nat -> R) (t : list nat) : R :=
  expect m (fun _ => / INR m) n (fun s => v (top_level (fun i => nth i t 0%nat) s)).

(** Each level at the chance that it is the best of n. *)
Lemma bootstrap_levels K m n v t : (1 <= n)%nat -> length t = m -> Forall (fun l => (l < K)%nat) t ->
  bootstrap m n v t = rsum (fun j => ((INR (count (fun l => Nat.ltb l (S j)) t) / INR m) ^ n
                                      - (INR (count (fun l => Nat.ltb l j) t) / INR m) ^ n) * v j) K.
Proof.
  intros Hn <- HK. unfold bootstrap. set (lev := fun i => nth i t 0%nat).
  rewrite (expect_ext_in _ _ n _ (fun s => rsum (fun j => v j * indicator (Nat.eqb (top_level lev s) j)) K)).
  - rewrite expect_rsum. apply rsum_ext. intros j _.
    rewrite expect_scal, top_level_law by exact Hn. unfold bon. rewrite !cum_level_mass. unfold lev, mass.
    rewrite (count_positions (fun l => Nat.ltb l (S j))), (count_positions (fun l => Nat.ltb l j)).
    unfold Rdiv. ring.
  - intros s Hs Hm. set (l := top_level lev s).
    assert (Hl : (l < K)%nat).
    { assert (N : s <> nil) by (destruct s; simpl in *; [lia|congruence]).
      assert (B := top_level_below lev s K N). fold l in B. apply Nat.ltb_lt. rewrite B.
      apply forallb_forall. intros i Hi. apply Nat.ltb_lt. unfold lev.
      rewrite Forall_forall in HK, Hm. apply HK, nth_In, Hm, Hi. }
    rewrite <- (rsum_pick v l K Hl) at 1. apply rsum_ext. intros j _.
    rewrite (Nat.eqb_sym l). unfold indicator. destruct (Nat.eqb j l); ring.
Qed.

(** A bound of all members of a list. *)
Lemma bounded t : exists K, Forall (fun l => (l < K)%nat) t.
Proof.
  induction t as [|x t [K H]]; [now exists 0%nat|]. exists (Nat.max (S x) K).
  constructor; [lia|]. eapply Forall_impl; [|exact H]. intros y Hy. cbv beta in *. lia.
Qed.

(** [s] is the pool t in ascending order. *)
Theorem bootstrap_is_plug_in m n v t s : (1 <= n)%nat -> length t = m -> Permutation s t -> StronglySorted le s ->
  bootstrap m n v t = plug_in m n (fun i => v (nth i s 0%nat)).
Proof.
  intros Hn Ht P Hs. destruct (bounded t) as [K HK].
  assert (HK' : Forall (fun l => (l < K)%nat) s) by exact (Permutation_Forall (Permutation_sym P) HK).
  rewrite (bootstrap_levels K) by assumption. unfold plug_in.
  replace (rsum _ m) with
    (rsum (fun i => ((INR (S i) / INR m) ^ n - (INR i / INR m) ^ n) * v (nth i s 0%nat)) (length s))
    by (now rewrite (Permutation_length P), Ht).
  rewrite (rank_steps K (fun i => (INR i / INR m) ^ n)) by assumption. apply rsum_ext. intros j _.
  now rewrite !(count_permutation _ _ _ P).
Qed.

Theorem bootstrap_unbiased_false :
  is_dist 2 coin /\ expect 2 coin 2 (bootstrap 2 2 INR) = 5 / 8 /\ rsum (fun j => bon 2 coin j * INR j) 2 = 3 / 4.
Proof.
  split; [exact coin_is_dist|]. split.
  - unfold bootstrap, coin. simpl. field.
  - unfold bon, cum, coin. simpl. field.
Qed.

(** ** The bias has one sign *)

Lemma sorted_copy t : exists s, Permutation s t /\ StronglySorted le s.
Proof.
  induction t as [|x t [s [P H]]]; [exists nil; split; constructor|].
  enough (I : exists s', Permutation s' (x :: s) /\ StronglySorted le s').
  { destruct I as [s' [P' H']]. exists s'. split; [|exact H']. rewrite P'. now constructor. }
  clear P. induction H as [|y s H IH Hy]; [exists [x]; split; repeat constructor|].
  destruct (le_lt_dec x y) as [L|L].
  - exists (x :: y :: s). split; [reflexivity|]. constructor; [now constructor|]. constructor; [exact L|].
    eapply Forall_impl; [|exact Hy]. intros z Hz. lia.
  - destruct IH as [s' [P' H']]. exists (y :: s'). split.
    + rewrite P'. apply perm_swap.
    + constructor; [exact H'|]. apply (Permutation_Forall (Permutation_sym P')). constructor; [lia|exact Hy].
Qed.

Lemma sorted_repeat x k : StronglySorted le (repeat x k).
Proof.
  induction k as [|k IH]; simpl; constructor; [exact IH|].
  apply Forall_forall. intros y Hy. apply repeat_spec in Hy. lia.
Qed.

Section Biased.
Variables (M K : nat) (r : nat -> R) (lev : nat -> nat) (m n : nat) (v : nat -> R).
Hypothesis Hr : is_dist M r.
Hypothesis Hlev : forall y, (y < M)%nat -> (lev y < K)%nat.
Hypothesis Honto : forall j, (j < K)%nat -> exists y, (y < M)%nat /\ lev y = j.
Hypothesis Hn : (2 <= n <= m)%nat.
Hypothesis Hv : forall i, (S i < K)%nat -> v i <= v (S i).
Hypothesis Hends : v 0%nat < v (pred K).

Lemma v_ascending i j : (i <= j < K)%nat -> v i <= v j.
Proof.
  intros [H Hj]. induction H as [|j H IH]; [lra|]. apply Rle_trans with (v j); [apply IH; lia|now apply Hv].
Qed.

Lemma sorted_values s i : StronglySorted le s -> Forall (fun l => (l < K)%nat) s -> (S i < length s)%nat ->
  v (nth i s 0%nat) <= v (nth (S i) s 0%nat).
Proof.
  intros Hs HK. revert i. induction Hs as [|x s Hs IH Hx]; intros i Hi; simpl in Hi; [lia|].
  inversion HK as [|? ? _ HK']; subst. destruct i as [|i]; [|apply (IH HK'); lia].
  simpl. apply v_ascending. rewrite Forall_forall in Hx, HK'.
  assert (N : In (nth 0 s 0%nat) s) by (apply nth_In; lia). specialize (Hx _ N). specialize (HK' _ N). lia.
Qed.

(** The unbiased estimate, by levels. *)
Let estimate (t : list nat) : R := rsum (fun j => v j / INR (choose m n) * level_count n j (map lev t)) K.

Lemma estimate_unbiased t s : length t = m -> Forall (fun y => (y < M)%nat) t ->
  Permutation s (map lev t) -> StronglySorted le s -> estimate t = unbiased m n (fun i => v (nth i s 0%nat)).
Proof.
  intros Ht HM P Hs.
  assert (HK : Forall (fun l => (l < K)%nat) s).
  { apply (Permutation_Forall (Permutation_sym P)), Forall_map. eapply Forall_impl; [|exact HM]. auto. }
  transitivity (rank_sum n v s * / INR (choose m n)).
  - rewrite (pool_weight_of_level K) by (assumption || lia). rewrite <- rsum_scal_r. apply rsum_ext. intros j _.
    unfold level_count. rewrite !(count_permutation _ _ _ P). unfold Rdiv. ring.
  - unfold rank_sum, unbiased. rewrite (Permutation_length P), map_length, Ht, <- rsum_scal_r.
    apply rsum_ext. intros i _. unfold Rdiv. ring.
Qed.

Theorem bootstrap_always_below :
  expect M r m (fun t => bootstrap m n v (map lev t)) < rsum (fun j => bon n (level_mass M r lev) j * v j) K.
Proof.
  assert (C : 0 < INR (choose m n)) by (apply lt_0_INR, choose_pos; lia).
  replace (rsum (fun j => bon n (level_mass M r lev) j * v j) K) with (expect M r m estimate).
  2: { unfold estimate. rewrite expect_rsum. apply rsum_ext. intros j _.
       rewrite expect_scal, (expect_level_count M r lev m n Hr). field. lra. }
  assert (K2 : (2 <= K)%nat) by (destruct K as [|[|k]]; simpl in Hends; [lra|lra|lia]).
  destruct (Honto 0 ltac:(lia)) as [y0 [Hy0 E0]]. destruct (Honto (pred K) ltac:(lia)) as [y1 [Hy1 E1]].
  apply (expect_lt _ _ _ _ _ (y0 :: repeat y1 (pred m)) (dist_pos _ _ Hr)).
  - intros t Ht HM. destruct (sorted_copy (map lev t)) as [s [P Hs]].
    assert (L : length s = m) by now rewrite (Permutation_length P), map_length.
    assert (HK : Forall (fun l => (l < K)%nat) s).
    { apply (Permutation_Forall (Permutation_sym P)), Forall_map. eapply Forall_impl; [|exact HM]. auto. }
    rewrite (bootstrap_is_plug_in m n v _ s), (estimate_unbiased t s) by (assumption || rewrite ?map_length; assumption || lia).
    apply plug_in_le; [lia|]. intros i Hi. apply sorted_values; [exact Hs|exact HK|lia].
  - simpl. rewrite repeat_length. lia.
  - constructor; [exact Hy0|]. apply Forall_forall. intros y Hy. apply repeat_spec in Hy. now subst y.
  - (* one sample of the lowest level, all others of the highest *)
    set (t := y0 :: repeat y1 (pred m)). set (s := 0%nat :: repeat (pred K) (pred m)).
    assert (E : map lev t = s).
    { unfold t, s. simpl. rewrite E0. f_equal. induction (pred m) as [|k IH]; simpl; congruence. }
    assert (Lt : length t = m) by (unfold t; simpl; rewrite repeat_length; lia).
    assert (Hs : StronglySorted le s).
    { constructor; [apply sorted_repeat|apply Forall_forall; lia]. }
    assert (HM : Forall (fun y => (y < M)%nat) t).
    { constructor; [exact Hy0|]. apply Forall_forall. intros y Hy. apply repeat_spec in Hy. now subst y. }
    assert (HK : Forall (fun l => (l < K)%nat) s).
    { rewrite <- E. apply Forall_map. eapply Forall_impl; [|exact HM]. auto. }
    assert (Ls : length s = m) by (rewrite <- E, map_length; exact Lt).
    rewrite (bootstrap_is_plug_in m n v _ s), (estimate_unbiased t s)
      by (rewrite ?E; assumption || reflexivity || lia).
    assert (A : forall i, (S i < m)%nat -> v (nth i s 0%nat) <= v (nth (S i) s 0%nat)).
    { intros i Hi. apply sorted_values; [exact Hs|exact HK|lia]. }
    destruct (plug_in_le m n _ ltac:(lia) A) as [L|L]; [exact L|exfalso].
    apply (plug_in_equal m n _ ltac:(lia) A) in L. destruct L as [L|L]; [lia|].
    assert (Last : nth (pred m) s 0%nat = pred K).
    { unfold s. destruct (pred m) as [|k] eqn:Em; [lia|]. change (nth k (repeat (pred K) (S k)) 0%nat = pred K).
      apply (repeat_spec (S k) (pred K)), nth_In. rewrite repeat_length. lia. }
    rewrite Last in L. unfold s in L. simpl in L. lra.
Qed.

End Biased.
