(** * Equally likely levels

    [uniform K] gives K levels the mass 1/K each.  Write m for the midpoint of
    the cell of a level and Y for a draw from best-of-n.

    - [log_total n K] = K^n E ln m(Y) and [mid_total n K] = K^(n+1) E m(Y) are
      free of denominators; [mid_total_power_sum] expresses the second by
      power sums;
    - [levels_bound n K] is K^n (1 - 1/W), W = E m(Y) the win rate, so that
      E ln m(Y) >= 1 - 1/W reads [levels_bound n K <= log_total n K];
    - [means_induction] proves this by induction over K: one more level lowers
      the right side by [cost] and the left side by [gain].

    In units of c = K + 1/2, with theta = 1/(2K+1), P = (1 + theta)^n,
    Q = (1 - theta)^n and g = [power_sum n K] / c^(n+1), the step
    [cost n K <= gain n K] reads

      P ln (1 + theta) - Q ln (1 - theta) <= Phi P Q theta g      ([step_normal]).

    Phi decreases in g ([Phi_mono]), so any upper bound of the power sum may
    take the place of g ([step_from_bound]). *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN KlBound WinRate CurveReduction PowerSums CertifiedInterval.
Open Scope R_scope.

Definition uniform (K : nat) (_ : nat) : R := / INR K.

Lemma uniform_is_dist K : (1 <= K)%nat -> is_dist K (uniform K).
Proof.
  intros H. assert (N := INR_ge_1 K H). split; unfold uniform.
  - intros. apply Rinv_0_lt_compat. lra.
  - rewrite rsum_const. field. lra.
Qed.

Lemma uniform_cum K i : cum (uniform K) i = INR i * / INR K.
Proof. unfold cum, uniform. apply rsum_const. Qed.

(** K^n E ln m(Y) and K^(n+1) E m(Y). *)
Definition log_total (n K : nat) : R := rsum (fun i => (INR (S i) ^ n - INR i ^ n) * ln ((2 * INR i + 1) / (2 * INR K))) K.
Definition mid_total (n K : nat) : R := rsum (fun i => (INR (S i) ^ n - INR i ^ n) * (INR i + / 2)) K.

Lemma uniform_log_total n K : (1 <= K)%nat ->
  rsum (fun i => bon n (uniform K) i * ln (mid (uniform K) i)) K = log_total n K / INR K ^ n.
Proof.
  intros H. assert (N := INR_ge_1 K H). unfold log_total, Rdiv at 1. rewrite <- rsum_scal_r. apply rsum_ext.
  intros i _. unfold bon, mid. rewrite !uniform_cum, !Rpow_mult_distr, !pow_inv.
  replace ((INR i * / INR K + INR (S i) * / INR K) / 2) with ((2 * INR i + 1) / (2 * INR K))
    by (rewrite S_INR; field; lra). ring.
Qed.

Lemma uniform_win_rate n K : (1 <= K)%nat -> win_rate K (uniform K) n = mid_total n K / INR K ^ S n.
Proof.
  intros H. assert (N := INR_ge_1 K H). rewrite (win_rate_midpoints K (uniform K)).
  unfold mid_total, Rdiv. rewrite <- rsum_scal_r. apply rsum_ext.
  intros i _. unfold bon. rewrite !uniform_cum, !Rpow_mult_distr, !pow_inv.
  assert (INR K ^ n <> 0) by (apply pow_nonzero; lra).
  rewrite S_INR. simpl pow. field. split; [assumption|lra].
Qed.

Lemma pow_telescope n K : (1 <= n)%nat -> rsum (fun i => INR (S i) ^ n - INR i ^ n) K = INR K ^ n.
Proof. intros H. rewrite (rsum_telescope (fun i => INR i ^ n)). simpl INR at 2. rewrite pow_i by lia. ring. Qed.

Lemma log_total_step n K : (1 <= n)%nat -> (1 <= K)%nat ->
  log_total n (S K) = log_total n K - INR (S K) ^ n * ln (1 + / (2 * INR K + 1)) - INR K ^ n * ln (1 + / (2 * INR K)).
Proof.
  intros Hn H. assert (N := INR_ge_1 K H). unfold log_total. rewrite rsum_S.
  rewrite (rsum_ext _ (fun i => (INR (S i) ^ n - INR i ^ n) * ln ((2 * INR i + 1) / (2 * INR K))
     + (INR (S i) ^ n - INR i ^ n) * (ln (INR K) - ln (INR (S K))))).
  2: { intros i _. rewrite <- Rmult_plus_distr_l. f_equal. assert (I := pos_INR i). rewrite S_INR.
       rewrite !ln_div_eq, !ln_mult by lra. ring. }
  rewrite rsum_plus, rsum_scal_r, pow_telescope by exact Hn.
  replace (1 + / (2 * INR K + 1)) with (2 * INR (S K) / (2 * INR K + 1)) by (rewrite S_INR; field; lra).
  replace (1 + / (2 * INR K)) with ((2 * INR K + 1) / (2 * INR K)) by (field; lra).
  assert (N1 : INR (S K) = INR K + 1) by apply S_INR.
  rewrite !ln_div_eq, !ln_mult by lra. ring.
Qed.

Lemma mid_total_power_sum n K : (1 <= n)%nat -> mid_total n K = INR K ^ n * (INR K + / 2) - power_sum n K.
Proof.
  intros Hn. induction K as [|K IH]; [unfold mid_total, power_sum; simpl; rewrite pow_i by lia; ring|].
  unfold mid_total, power_sum in *. rewrite !rsum_S, IH, S_INR. ring.
Qed.

(** ** The induction over the number of levels *)

(** By how much one more level lowers [levels_bound]. *)
Definition gain (n K : nat) : R :=
  INR (S K) ^ n * (power_sum n K + INR (S K) ^ n / 2) / (INR (S K) ^ n * (INR K + / 2) - power_sum n K)
  - INR K ^ n * (power_sum n K - INR K ^ n / 2) / (INR K ^ n * (INR K + / 2) - power_sum n K).

(** By how much one more level lowers [log_total]. *)
Definition cost (n K : nat) : R :=
  INR K ^ n * ln (1 + / (2 * INR K)) + INR (S K) ^ n * ln (1 + / (2 * INR K + 1)).

(** K^n (1 - 1/W). *)
Definition levels_bound (n K : nat) : R :=
  - (INR K ^ n * (power_sum n K - INR K ^ n / 2) / (INR K ^ n * (INR K + / 2) - power_sum n K)).

Lemma means_induction n K0 :
  (1 <= n)%nat -> (1 <= K0)%nat -> levels_bound n K0 <= log_total n K0 ->
  (forall K, (K0 <= K)%nat -> cost n K <= gain n K) ->
  forall K, (K0 <= K)%nat -> levels_bound n K <= log_total n K.
Proof.
  intros Hn HK0 H0 Hs K H. induction H as [|K H IH]; [exact H0|].
  rewrite log_total_step by lia. specialize (Hs K H). unfold cost, gain, levels_bound in *.
  assert (E : INR (S K) ^ n * (INR (S K) + / 2) - power_sum n (S K) = INR (S K) ^ n * (INR K + / 2) - power_sum n K).
  { unfold power_sum. rewrite rsum_S. rewrite (S_INR K). ring. }
  rewrite E.
  replace (power_sum n (S K) - INR (S K) ^ n / 2) with (power_sum n K + INR (S K) ^ n / 2)
    by (unfold power_sum; rewrite rsum_S; field).
  lra.
Qed.

Lemma means_one_level n : levels_bound n 1 <= log_total n 1.
Proof.
  unfold levels_bound, log_total, power_sum. simpl rsum. simpl INR. rewrite pow1.
  destruct n as [|n]; [|rewrite pow_i by lia].
  - replace (0 ^ 0) with 1 by reflexivity. interval with (i_prec 60).
  - interval with (i_prec 60).
Qed.

(** ** The step in units of c = K + 1/2 *)

Definition Phi (P Q th g : R) : R := P * (g + th * P) / (P - g) - Q * (g - th * Q) / (Q - g).

Lemma Phi_alt P Q th g : g < P -> g < Q ->
  Phi P Q th g = P ^ 2 * (1 + th) / (P - g) - Q ^ 2 * (1 - th) / (Q - g) - P + Q.
Proof. intros H1 H2. unfold Phi. field. lra. Qed.

Lemma Phi_mono P Q th g g' :
  0 < th < 1 -> 0 < Q <= P -> g <= g' -> g' < Q ->
  P * (Q - g) <= Q * (P - g) * (1 - th) -> Phi P Q th g' <= Phi P Q th g.
Proof.
  intros Ht HQ Hg Hg' E. rewrite !Phi_alt by lra.
  assert (E' : P * (Q - g') <= Q * (P - g') * (1 - th)).
  { assert (0 <= P - Q * (1 - th)) by nra. nra. }
  enough (0 <= (g' - g) * (Q ^ 2 * (1 - th) * (P - g) * (P - g') - P ^ 2 * (1 + th) * (Q - g) * (Q - g'))
    / ((P - g) * (P - g') * (Q - g) * (Q - g'))) as F.
  { replace ((g' - g) * (Q ^ 2 * (1 - th) * (P - g) * (P - g') - P ^ 2 * (1 + th) * (Q - g) * (Q - g'))
    / ((P - g) * (P - g') * (Q - g) * (Q - g')))
    with ((P ^ 2 * (1 + th) / (P - g) - Q ^ 2 * (1 - th) / (Q - g) - P + Q)
          - (P ^ 2 * (1 + th) / (P - g') - Q ^ 2 * (1 - th) / (Q - g') - P + Q)) in F
      by (field; lra). lra. }
  apply Rmult_le_pos.
  2: { left. apply Rinv_0_lt_compat. repeat apply Rmult_lt_0_compat; lra. }
  apply Rmult_le_pos; [lra|].
  apply Rmult_le_reg_r with (1 - th); [lra|]. rewrite Rmult_0_l.
  assert (Y0 : 0 <= P * (Q - g)) by (apply Rmult_le_pos; lra).
  assert (Y1 : 0 <= P * (Q - g')) by (apply Rmult_le_pos; lra).
  assert (X := Rmult_le_compat _ _ _ _ Y0 Y1 E E').
  assert (Z : 0 <= th ^ 2 * (P * (Q - g) * (P * (Q - g')))).
  { apply Rmult_le_pos; [apply pow2_ge_0|now apply Rmult_le_pos]. }
  lra.
Qed.

Section Step.
Variables (n K : nat).
Hypothesis Hn : (1 <= n)%nat.
Hypothesis HK : (1 <= K)%nat.
Let c := INR K + / 2.
Let th := / (2 * INR K + 1).
Let P := (1 + th) ^ n.
Let Q := (1 - th) ^ n.
Let g := power_sum n K / c ^ S n.

Lemma step_facts : 1 <= INR K /\ 0 < c /\ 0 < th < 1 /\ 0 < c ^ n /\ 0 < Q < P /\
  INR K ^ n = c ^ n * Q /\ INR (S K) ^ n = c ^ n * P /\ power_sum n K = g * (c * c ^ n) /\ th * c = / 2.
Proof.
  assert (N := INR_ge_1 K HK). assert (C : 0 < c) by (unfold c; lra).
  assert (T : 0 < th < 1).
  { unfold th. split; [apply Rinv_0_lt_compat; lra|]. rewrite <- Rinv_1. apply Rinv_lt_contravar; lra. }
  assert (Cn : 0 < c ^ n) by (now apply pow_lt).
  repeat split; try lra.
  - apply pow_lt. lra.
  - apply pow_strict; [lia|lra].
  - unfold Q. rewrite <- Rpow_mult_distr. f_equal. unfold c, th. field. lra.
  - unfold P. rewrite <- Rpow_mult_distr. f_equal. rewrite S_INR. unfold c, th. field. lra.
  - unfold g. change (c ^ S n) with (c * c ^ n). field. lra.
  - unfold th, c. field. lra.
Qed.

Lemma step_normal :
  g < Q -> P * ln (1 + th) - Q * ln (1 - th) <= Phi P Q th g -> cost n K <= gain n K.
Proof.
  intros Hg H. destruct step_facts as (N & C & T & Cn & PQ & E1 & E2 & E3 & E4).
  unfold cost, gain. fold c.
  replace (1 + / (2 * INR K)) with (/ (1 - th)).
  2: { unfold th. field. lra. }
  fold th. rewrite ln_Rinv by lra. rewrite E1, E2, E3.
  apply Rle_trans with (c ^ n * (P * ln (1 + th) - Q * ln (1 - th))); [right; ring|].
  apply Rle_trans with (c ^ n * Phi P Q th g); [apply Rmult_le_compat_l; lra|]. right.
  unfold Phi. replace (c ^ n * P / 2) with (c ^ n * P * (th * c)) by (rewrite E4; field).
  replace (c ^ n * Q / 2) with (c ^ n * Q * (th * c)) by (rewrite E4; field).
  assert (P - g <> 0) by lra. assert (Q - g <> 0) by lra.
  field. repeat split; try lra; try (replace (c ^ n * P * c - g * (c * c ^ n)) with (c * c ^ n * (P - g)) by ring);
    try (replace (c ^ n * Q * c - g * (c * c ^ n)) with (c * c ^ n * (Q - g)) by ring);
    try (apply Rmult_integral_contrapositive_currified; [apply Rmult_integral_contrapositive_currified; lra|lra]).
Qed.

(** The slope condition of [Phi_mono]. *)
Lemma step_slope : P * (Q - g) <= Q * (P - g) * (1 - th).
Proof.
  destruct step_facts as (N & C & T & Cn & PQ & E1 & E2 & E3 & E4).
  assert (Tr := power_sum_trapezoid n K Hn).
  assert (Nn := INR_ge_1 n Hn).
  (* S >= s (K + n) / K *)
  assert (B : INR K ^ n * (INR K + INR n) <= INR (S K) ^ n * INR K).
  { assert (X := pow_chord_lower (INR K) (INR (S K)) (pred n) ltac:(rewrite S_INR; lra)).
    replace (S (pred n)) with n in X by lia. rewrite (S_INR K) in X |- *.
    replace (INR K + 1 - INR K) with 1 in X by ring.
    replace (INR K ^ n) with (INR K * INR K ^ pred n) in X |- *
      by (destruct n as [|m]; [lia|reflexivity]).
    apply (Rmult_le_compat_r (INR K)) in X; [|lra]. lra. }
  set (s := INR K ^ n) in *. set (s1 := INR (S K) ^ n) in *.
  assert (Hs : 0 < s) by (apply pow_lt; lra).
  assert (Goal1 : s * s1 * c / 2 <= power_sum n K * (s1 * c - s * INR K)).
  { assert (D : 0 <= s1 * c - s * INR K).
    { assert (s <= s1) by (apply pow_incr; rewrite S_INR; lra). unfold c. nra. }
    change (INR K ^ S n) with (INR K * s) in Tr.
    apply Rle_trans with ((INR K * s / (INR n + 1) + s / 2) * (s1 * c - s * INR K));
      [|now apply Rmult_le_compat_r].
    apply Rmult_le_reg_r with (2 * (INR n + 1)); [lra|].
    replace ((INR K * s / (INR n + 1) + s / 2) * (s1 * c - s * INR K) * (2 * (INR n + 1)))
      with (s * ((2 * INR K + (INR n + 1)) * (s1 * c - s * INR K))) by (field; lra).
    replace (s * s1 * c / 2 * (2 * (INR n + 1))) with (s * (s1 * c * (INR n + 1))) by field.
    apply Rmult_le_compat_l; [lra|].
    enough (s * INR K * (2 * INR K + INR n + 1) <= 2 * INR K * s1 * c) by lra.
    apply Rle_trans with (2 * c * (s * (INR K + INR n))).
    - unfold c. assert (0 <= s * INR K * INR n) by (repeat apply Rmult_le_pos; lra).
      assert (0 <= s * INR n) by (apply Rmult_le_pos; lra). nra.
    - apply (Rmult_le_compat_l (2 * c)) in B; [|lra]. lra. }
  rewrite E1, E2, E3 in Goal1.
  replace (INR K) with (c * (1 - th)) in Goal1 by (replace (c * (1 - th)) with (c - th * c) by ring; rewrite E4; unfold c; ring).
  replace (c ^ n * Q * (c ^ n * P) * c / 2) with (c ^ n * Q * (c ^ n * P) * c * (th * c)) in Goal1
    by (rewrite E4; field).
  assert (Pos : 0 < c * c * (c ^ n * c ^ n)) by (repeat apply Rmult_lt_0_compat; lra).
  apply Rmult_le_reg_l with (c * c * (c ^ n * c ^ n)); [exact Pos|].
  enough (0 <= c * c * (c ^ n * c ^ n) * (Q * (P - g) * (1 - th) - P * (Q - g))) by lra.
  replace (c * c * (c ^ n * c ^ n) * (Q * (P - g) * (1 - th) - P * (Q - g)))
    with (g * (c * c ^ n) * (c ^ n * P * c - c ^ n * Q * (c * (1 - th))) - c ^ n * Q * (c ^ n * P) * c * (th * c)) by ring.
  lra.
Qed.

Lemma step_from_bound g' :
  g <= g' -> g' < Q -> P * ln (1 + th) - Q * ln (1 - th) <= Phi P Q th g' -> cost n K <= gain n K.
Proof.
  intros H1 H2 H3. destruct step_facts as (N & C & T & Cn & PQ & E1 & E2 & E3 & E4).
  apply step_normal; [lra|]. apply Rle_trans with (1 := H3).
  apply Phi_mono; try lra. exact step_slope.
Qed.

Lemma g_midpoint : g <= / (INR n + 1).
Proof.
  destruct step_facts as (N & C & T & Cn & PQ & E1 & E2 & E3 & E4).
  assert (H := power_sum_midpoint n K Hn). assert (Nn := INR_ge_1 n Hn). fold c in H.
  unfold g. assert (0 < c ^ S n) by (now apply pow_lt).
  apply Rmult_le_reg_r with (c ^ S n); [assumption|].
  unfold Rdiv in *. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma g_geometric : g <= 2 * th * (P * Q) / (P - Q).
Proof.
  destruct step_facts as (N & C & T & Cn & PQ & E1 & E2 & E3 & E4).
  assert (H := power_sum_geometric n K HK). rewrite E1, E2, E3 in H.
  apply Rmult_le_reg_r with (P - Q); [lra|].
  replace (2 * th * (P * Q) / (P - Q) * (P - Q)) with (2 * th * (P * Q)) by (field; lra).
  apply Rmult_le_reg_r with (c * (c ^ n * c ^ n)); [repeat apply Rmult_lt_0_compat; lra|].
  replace (2 * th * (P * Q) * (c * (c ^ n * c ^ n))) with (2 * (th * c) * (c ^ n * Q * (c ^ n * P))) by ring.
  rewrite E4. lra.
Qed.

End Step.
