(** * Equally likely levels: best-of-n, n >= 3, is never above the continuous curve

    [bon_curve_dominates_uniform]: the point (KL, W) of best-of-n on K equally
    likely levels lies on or below the curve of a continuous reward, for every
    K >= 1 and n >= 3.

    By [CurveReduction] it is enough that E ln m(Y) >= 1 - 1/W once W >= 2/3, and
    by [EqualLevels] and [LevelSteps] this holds for n >= 4, by induction over the
    number of levels.  For n = 3 both means have closed forms ([means_three]). *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN KlBound WinRate Monotonicity Curve CertifiedInterval
  CurveReduction PowerSums EqualLevels LevelSteps.
Open Scope R_scope.

(** ** n = 3 *)

Lemma mid_total_3 K : mid_total 3 K = (3 * INR K ^ 4 - INR K ^ 2) / 4.
Proof.
  induction K as [|K IH]; [unfold mid_total; simpl; field|].
  unfold mid_total in *. rewrite rsum_S, IH, S_INR. field.
Qed.

Lemma means_three K : (2 <= K)%nat -> - (INR K ^ 3 * (INR K ^ 2 + 1)) / (3 * INR K ^ 2 - 1) <= log_total 3 K.
Proof.
  intros H. induction H as [|K H IH].
  - unfold log_total. simpl rsum. simpl INR. interval with (i_prec 60).
  - rewrite log_total_step by lia. rewrite S_INR. assert (N := INR_ge_2 K H).
    set (k := INR K - 2). assert (Ek : INR K = k + 2) by (unfold k; ring). assert (K0 : 0 <= k) by lra.
    clearbody k. rewrite Ek in *. clear N Ek.
    assert (P1 := ln_pade (/ (2 * (k + 2) + 1)) ltac:(left; apply Rinv_0_lt_compat; lra)).
    assert (P2 := ln_pade (/ (2 * (k + 2))) ltac:(left; apply Rinv_0_lt_compat; lra)).
    apply (Rmult_le_compat_l ((k + 2 + 1) ^ 3)) in P1; [|apply pow_le; lra].
    apply (Rmult_le_compat_l ((k + 2) ^ 3)) in P2; [|apply pow_le; lra].
    assert (D1 : 0 < 3 * (k + 2) ^ 2 - 1) by nra.
    assert (D2 : 0 < 3 * (k + 2 + 1) ^ 2 - 1) by nra.
    enough (0 <= - ((k + 2) ^ 3 * ((k + 2) ^ 2 + 1)) / (3 * (k + 2) ^ 2 - 1)
      - (k + 2 + 1) ^ 3 * (/ (2 * (k + 2) + 1) * (6 + / (2 * (k + 2) + 1)) / (6 + 4 * / (2 * (k + 2) + 1)))
      - (k + 2) ^ 3 * (/ (2 * (k + 2)) * (6 + / (2 * (k + 2))) / (6 + 4 * / (2 * (k + 2))))
      + (k + 2 + 1) ^ 3 * ((k + 2 + 1) ^ 2 + 1) / (3 * (k + 2 + 1) ^ 2 - 1)) as Q by lra.
    replace (- ((k + 2) ^ 3 * ((k + 2) ^ 2 + 1)) / (3 * (k + 2) ^ 2 - 1)
      - (k + 2 + 1) ^ 3 * (/ (2 * (k + 2) + 1) * (6 + / (2 * (k + 2) + 1)) / (6 + 4 * / (2 * (k + 2) + 1)))
      - (k + 2) ^ 3 * (/ (2 * (k + 2)) * (6 + / (2 * (k + 2))) / (6 + 4 * / (2 * (k + 2))))
      + (k + 2 + 1) ^ 3 * ((k + 2 + 1) ^ 2 + 1) / (3 * (k + 2 + 1) ^ 2 - 1))
    with ((180*k^7+3171*k^6+23342*k^5+92845*k^4+214414*k^3+284730*k^2+197608*k+53104) / (8*(2*(k+2)+1)*(3*(k+2)+1)*(6*(k+2)+5)*(3*(k+2)^2-1)*(3*(k+2+1)^2-1))).
    2: { field. repeat split; lra. }
    apply Rmult_le_pos; [repeat apply Rplus_le_le_0_compat; try apply Rmult_le_pos; try apply pow_le; lra|].
    left. apply Rinv_0_lt_compat. repeat apply Rmult_lt_0_compat; lra.
Qed.

Theorem uniform_three K : (1 <= K)%nat ->
  forall t, 1 <= t -> KL K (uniform K) 3 <= curve_kl t -> win_rate K (uniform K) 3 <= curve_win t.
Proof.
  intros H t Ht E. assert (D := uniform_is_dist K H). assert (N := INR_ge_1 K H).
  assert (W : win_rate K (uniform K) 3 = (3 * INR K ^ 2 - 1) / (4 * INR K ^ 2))
    by (rewrite uniform_win_rate, mid_total_3 by exact H; field; lra).
  destruct (Nat.eq_dec K 1) as [->|Hne].
  - rewrite W. simpl INR. unfold curve_win. apply Rmult_le_reg_r with (t + 1); [lra|].
    replace (t / (t + 1) * (t + 1)) with t by (field; lra). lra.
  - assert (N2 := INR_ge_2 K ltac:(lia)). assert (D3 : 0 < 3 * INR K ^ 2 - 1) by nra.
    assert (D4 : 0 < 4 * INR K ^ 2) by nra.
    apply (curve_of_means K (uniform K) D 3 ltac:(lia)); [| |exact Ht|exact E].
    + rewrite W. apply Rmult_le_reg_r with (4 * INR K ^ 2); [exact D4|].
      unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l by lra. nra.
    + rewrite W, uniform_log_total by exact H. assert (S := means_three K ltac:(lia)).
      assert (P : 0 < INR K ^ 3) by (apply pow_lt; lra).
      apply Rmult_le_reg_r with (INR K ^ 3); [exact P|].
      unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      apply Rle_trans with (2 := S). right. field. repeat split; lra.
Qed.

(** ** n >= 4 *)

Lemma means_bound n K : (4 <= n)%nat -> (1 <= K)%nat -> levels_bound n K <= log_total n K.
Proof.
  intros Hn HK. apply (means_induction n 1); try lia; [apply means_one_level|].
  intros L HL. destruct (le_lt_dec 7 n) as [H7|H7].
  - destruct (le_lt_dec (2 * L) n); [apply step_few_levels|apply step_many_levels]; lia.
  - assert (n = 4 \/ n = 5 \/ n = 6)%nat as [-> | [-> | ->]] by lia;
      [apply step_4|apply step_5|apply step_6]; exact HL.
Qed.

Lemma win_rate_uniform_ge n K : (3 <= n)%nat -> (2 <= K)%nat -> 2 / 3 <= win_rate K (uniform K) n.
Proof.
  intros Hn HK. assert (D := uniform_is_dist K ltac:(lia)). assert (N := INR_ge_2 K HK).
  induction Hn as [|n Hn IH].
  - rewrite uniform_win_rate, mid_total_3 by lia. assert (D4 : 0 < 4 * INR K ^ 2) by nra.
    replace ((3 * INR K ^ 4 - INR K ^ 2) / 4 / INR K ^ 4) with ((3 * INR K ^ 2 - 1) / (4 * INR K ^ 2)) by (field; lra).
    apply Rmult_le_reg_r with (4 * INR K ^ 2); [exact D4|].
    unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l by lra. nra.
  - apply Rle_trans with (1 := IH). apply (win_rate_monotone K (uniform K) D). lia.
Qed.

(** ** The theorem *)

Lemma uniform_below_curve K n :
  (1 <= K)%nat -> (3 <= n)%nat ->
  forall t, 1 <= t -> KL K (uniform K) n <= curve_kl t -> win_rate K (uniform K) n <= curve_win t.
Proof.
  intros HK Hn t Ht E. destruct (Nat.eq_dec n 3) as [->|H3]; [now apply uniform_three|].
  assert (D := uniform_is_dist K HK). assert (N := INR_ge_1 K HK).
  destruct (Nat.eq_dec K 1) as [->|Hne].
  - rewrite uniform_win_rate by lia. unfold mid_total. simpl rsum. simpl INR. rewrite !pow1, pow_i by lia.
    unfold curve_win. apply Rmult_le_reg_r with (t + 1); [lra|].
    replace (t / (t + 1) * (t + 1)) with t by (field; lra). lra.
  - assert (W := win_rate_uniform_ge n K Hn ltac:(lia)).
    apply (curve_of_means K (uniform K) D n ltac:(lia) W); [|exact Ht|exact E].
    assert (St := means_bound n K ltac:(lia) HK). unfold levels_bound in St.
    rewrite uniform_log_total by exact HK. rewrite uniform_win_rate, mid_total_power_sum in W |- * by lia.
    set (s := INR K ^ n) in *. assert (Hs : 0 < s) by (apply pow_lt; lra).
    change (INR K ^ S n) with (INR K * s) in *.
    assert (X : 0 < s * (INR K + / 2) - power_sum n K).
    { apply Rnot_le_lt. intros H. assert (Q : (s * (INR K + / 2) - power_sum n K) * / (INR K * s) <= 0).
      { assert (0 < / (INR K * s)) by (apply Rinv_0_lt_compat; nra). nra. } unfold Rdiv in W. lra. }
    apply Rmult_le_reg_r with s; [exact Hs|].
    unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    apply Rle_trans with (2 := St). right. field. lra.
Qed.

(** For n >= 3 and equally likely levels, best-of-n never lies above the curve of
    a continuous reward: at the one point of the curve with its KL, and at every
    point with no smaller KL. *)
Theorem bon_curve_dominates_uniform K n :
  (1 <= K)%nat -> (3 <= n)%nat ->
  (exists t, 1 <= t /\ curve_kl t = KL K (uniform K) n /\ win_rate K (uniform K) n <= curve_win t) /\
  (forall t, 1 <= t -> KL K (uniform K) n <= curve_kl t -> win_rate K (uniform K) n <= curve_win t).
Proof.
  intros HK Hn. assert (H := uniform_below_curve K n HK Hn). split; [|exact H].
  destruct (curve_reaches (KL K (uniform K) n)) as [t [Ht E]].
  - apply (kl_bon_nonneg K (uniform K)); [now apply uniform_is_dist|lia].
  - exists t. split; [exact Ht|]. split; [exact E|]. apply H; lra.
Qed.
