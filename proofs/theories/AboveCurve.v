(** * Above the continuous curve for every n

    [Curve] has single policies above the curve of a continuous reward for n = 2
    and n = 3.  [bon_curve_dominates_never]: there is one for every n >= 2.

    [heavy N a] is a bottom level of mass a below N equal ones.  As N grows its KL
    falls below ln n - (n-1)/n by a^n (ln n - (n-1)/n) or more ([heavy_kl]), its
    win rate below n/(n+1) by no more than a^(n+1) (n-1)/(2(n+1)) in the limit
    ([heavy_win_rate]).  The curve lies below its tangent at t = n, of slope
    n^2/((n-1)(n+1)^2) ([curve_tangent]), so the second loss is the smaller one
    for small a. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound WinRate Monotonicity Curve.
Open Scope R_scope.

Definition slope (n : nat) : R := INR n ^ 2 / ((INR n - 1) * (INR n + 1) ^ 2).

Lemma slope_pos n : (2 <= n)%nat -> 0 < slope n.
Proof.
  intros Hn. assert (N := INR_ge_2 n Hn). apply Rdiv_lt_0_compat; [apply pow_lt; lra|].
  apply Rmult_lt_0_compat; [lra|apply pow_lt; lra].
Qed.

Lemma curve_tangent n t : (2 <= n)%nat -> 1 <= t <= INR n ->
  curve_win t <= INR n / (INR n + 1) - slope n * (kl_formula n - curve_kl t).
Proof.
  intros Hn Ht. assert (N := INR_ge_2 n Hn). set (m := INR n) in *.
  assert (D := increasing_from_derivative (fun u => curve_win u - slope n * curve_kl u)
    (fun u => 1 / (u + 1) ^ 2 - slope n * ((u - 1) / u ^ 2)) t m (proj2 Ht)). cbv beta in D.
  change (kl_formula n) with (curve_kl m). change (m / (m + 1)) with (curve_win m).
  enough (curve_win t - slope n * curve_kl t <= curve_win m - slope n * curve_kl m) by lra.
  apply D; intros u Hu.
  - unfold curve_win, curve_kl. auto_derive; [repeat split; lra|]. field. lra.
  - unfold slope. fold m.
    replace (1 / (u + 1) ^ 2 - m ^ 2 / ((m - 1) * (m + 1) ^ 2) * ((u - 1) / u ^ 2))
      with ((m - u) * (m ^ 2 * u ^ 2 + m * u + m + u) / ((u + 1) ^ 2 * (m - 1) * (m + 1) ^ 2 * u ^ 2))
      by (field; lra).
    apply Rmult_le_pos.
    + assert (0 <= m * u) by nra. assert (0 <= m ^ 2 * u ^ 2) by (apply Rmult_le_pos; apply pow2_ge_0).
      apply Rmult_le_pos; lra.
    + left. apply Rinv_0_lt_compat. repeat apply Rmult_lt_0_compat; try apply pow_lt; lra.
Qed.

Definition heavy (N : nat) (a : R) (i : nat) : R := match i with O => a | S _ => (1 - a) / INR N end.

Section Heavy.
Variables (N : nat) (a : R) (n : nat).
Hypothesis HN : (1 <= N)%nat.
Hypothesis Ha : 0 < a < 1.
Hypothesis Hn : (2 <= n)%nat.

Lemma heavy_cum i : cum (heavy N a) (S i) = a + INR i * ((1 - a) / INR N).
Proof.
  unfold cum. change (S i) with (1 + i)%nat. rewrite rsum_split.
  rewrite (rsum_ext (fun j => heavy N a (1 + j)) (fun _ => (1 - a) / INR N)) by reflexivity.
  rewrite rsum_const. simpl. ring.
Qed.

Lemma heavy_is_dist : is_dist (S N) (heavy N a).
Proof.
  assert (M := INR_ge_1 N HN). split.
  - intros [|i] _; simpl; [lra|]. apply Rdiv_lt_0_compat; lra.
  - change (rsum (heavy N a) (S N)) with (cum (heavy N a) (S N)). rewrite heavy_cum. field. lra.
Qed.

Lemma heavy_kl : KL (S N) (heavy N a) n <= kl_formula n - a ^ n * kl_formula n.
Proof.
  enough (a ^ n * kl_formula n <= kl_formula n - KL (S N) (heavy N a) n) by lra.
  rewrite (kl_gap_identity _ _ heavy_is_dist) by lia.
  set (f := fun i => cum (heavy N a) (S i) ^ n * phi n (heavy N a i / cum (heavy N a) (S i))).
  assert (E : f 0%nat = a ^ n * kl_formula n).
  { unfold f. rewrite heavy_cum. simpl INR. replace (a + 0 * ((1 - a) / INR N)) with a by ring.
    simpl heavy. replace (a / a) with 1 by (field; lra). rewrite phi_1 by lia. reflexivity. }
  rewrite <- E. apply (rsum_term_le f); [|lia]. intros i Hi. unfold f.
  assert (C := cum_cell _ _ heavy_is_dist i Hi). assert (P := dist_pos _ _ heavy_is_dist i Hi).
  assert (R := relative_mass _ _ heavy_is_dist i Hi).
  apply Rmult_le_pos; [apply pow_le; lra|]. apply phi_nonneg; [lia|lra].
Qed.

Lemma heavy_win_rate :
  INR n / (INR n + 1) - win_rate (S N) (heavy N a) n
  <= a ^ S n * ((INR n - 1) / (2 * (INR n + 1))) + (INR n - 1) / 6 * / INR N.
Proof.
  assert (M := INR_ge_1 N HN). assert (N2 := INR_ge_2 n Hn).
  rewrite (win_rate_gap_cells _ _ heavy_is_dist) by lia.
  change (S N) with (1 + N)%nat. rewrite rsum_split. apply Rplus_le_compat.
  - rewrite rsum_S. change (rsum _ 0) with 0. rewrite Rplus_0_l, heavy_cum, cum_0. simpl INR.
    right. unfold win_cell. rewrite Rmult_0_l, Rplus_0_r, (pow_i n), (pow_i (S n)) by lia.
    simpl pow. field. lra.
  - apply Rle_trans with (rsum (fun _ => (INR n - 1) / 6 * (/ INR N) ^ 2) N).
    + apply rsum_le. intros i Hi. assert (C := cum_cell _ _ heavy_is_dist (1 + i) ltac:(lia)).
      rewrite win_cell_TD. destruct n as [|m]; [lia|].
      assert (T := TD_square m (cum (heavy N a) (1 + i)) (cum (heavy N a) (S (1 + i))) ltac:(lra) ltac:(lra)).
      replace (cum (heavy N a) (S (1 + i)) - cum (heavy N a) (1 + i)) with ((1 - a) / INR N) in T
        by (rewrite cum_S; simpl heavy; ring).
      assert (I := Rinv_0_lt_compat (INR N) ltac:(lra)).
      assert (W : ((1 - a) / INR N) ^ 2 <= (/ INR N) ^ 2) by (apply pow_incr; unfold Rdiv; split; nra).
      apply Rmult_le_reg_r with (2 * (INR (S m) + 1)); [lra|].
      unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      apply Rle_trans with (1 := T).
      apply Rle_trans with ((INR (S m) ^ 2 - 1) / 3 * (/ INR N) ^ 2).
      * apply Rmult_le_compat_l; [nra|exact W].
      * right. field. lra.
    + rewrite rsum_const. right. field. lra.
Qed.

End Heavy.

Lemma win_rate_ge_half K p n : is_dist K p -> (1 <= n)%nat -> 1 / 2 <= win_rate K p n.
Proof.
  intros Hp Hn. induction Hn as [|n Hn IH]; [rewrite (win_rate_one K p Hp); lra|].
  apply Rle_trans with (1 := IH). now apply win_rate_monotone.
Qed.

(** For every n >= 2 some policy lies above the curve. *)
Theorem bon_curve_dominates_never n : (2 <= n)%nat ->
  exists K p, is_dist K p /\
    (exists t, 1 <= t /\ curve_kl t = KL K p n /\ curve_win t < win_rate K p n) /\
    (forall t, 1 <= t -> curve_kl t <= KL K p n -> curve_win t < win_rate K p n).
Proof.
  intros Hn. assert (N2 := INR_ge_2 n Hn). assert (S0 := slope_pos n Hn).
  assert (F0 := kl_formula_pos n Hn). set (g := slope n * kl_formula n).
  assert (G0 : 0 < g) by (now apply Rmult_lt_0_compat).
  set (a := Rmin (1 / 2) (g * (INR n + 1) / (INR n - 1))).
  assert (A0 : 0 < a).
  { apply Rmin_pos; [lra|]. apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra. }
  assert (A1 : a <= 1 / 2) by apply Rmin_l.
  assert (A2 : a * ((INR n - 1) / (2 * (INR n + 1))) <= g / 2).
  { assert (A := Rmin_r (1 / 2) (g * (INR n + 1) / (INR n - 1))). fold a in A.
    apply (Rmult_le_compat_r ((INR n - 1) / (2 * (INR n + 1)))) in A.
    2: { left. apply Rdiv_lt_0_compat; lra. }
    apply Rle_trans with (1 := A). right. field. lra. }
  assert (P0 : 0 < a ^ n) by (now apply pow_lt).
  destruct (archimed_cor1 (a ^ n * g / 2 / INR n)) as [N [HN1 HN0]].
  { apply Rdiv_lt_0_compat; [|lra]. apply Rdiv_lt_0_compat; [now apply Rmult_lt_0_compat|lra]. }
  assert (HN : (1 <= N)%nat) by lia.
  assert (D := heavy_is_dist N a HN ltac:(lra)).
  assert (Hkl := heavy_kl N a n HN ltac:(lra) Hn).
  assert (Hw := heavy_win_rate N a n HN ltac:(lra) Hn).
  assert (U := win_rate_upper_bound_strict _ _ D n Hn).
  assert (L := win_rate_ge_half _ _ n D ltac:(lia)).
  set (W := win_rate (S N) (heavy N a) n) in *.
  (* the loss of the win rate is less than the tangent allows *)
  assert (Loss : INR n / (INR n + 1) - W < a ^ n * g).
  { apply Rle_lt_trans with (1 := Hw).
    assert (X : (INR n - 1) / 6 * / INR N < a ^ n * g / 2).
    { apply Rle_lt_trans with (INR n * / INR N).
      - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, lt_0_INR; lia|lra].
      - apply (Rmult_lt_compat_l (INR n)) in HN1; [|lra].
        replace (INR n * (a ^ n * g / 2 / INR n)) with (a ^ n * g / 2) in HN1 by (field; lra). exact HN1. }
    apply (Rmult_le_compat_l (a ^ n)) in A2; [|lra]. simpl pow. lra. }
  assert (W1 : W < 1).
  { apply Rlt_trans with (1 := U). apply Rmult_lt_reg_r with (INR n + 1); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  exists (S N), (heavy N a). split; [exact D|].
  apply (above_curve (S N) (heavy N a) n (W / (1 - W))).
  - apply Rmult_le_reg_r with (1 - W); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
  - unfold curve_win. fold W. field. lra.
  - apply kl_bon_nonneg; [exact D|lia].
  - assert (S1 : 1 <= W / (1 - W) <= INR n).
    { split; apply Rmult_le_reg_r with (1 - W); try lra; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; [lra|].
      apply (Rmult_lt_compat_r (INR n + 1)) in U; [|lra]. unfold Rdiv in U.
      rewrite Rmult_assoc, Rinv_l in U by lra. lra. }
    assert (T := curve_tangent n (W / (1 - W)) Hn S1).
    replace (curve_win (W / (1 - W))) with W in T by (unfold curve_win; field; lra).
    apply Rle_lt_trans with (1 := Hkl). apply Rmult_lt_reg_l with (slope n); [exact S0|].
    unfold g in Loss. lra.
Qed.
