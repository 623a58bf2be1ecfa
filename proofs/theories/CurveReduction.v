(** * From the continuous curve to two means

    To show that a policy lies on or below the curve of a continuous reward, KL
    can be eliminated.  Let m be the midpoint of the cell of a level, and Y a draw
    from best-of-n, so that E m(Y) = W, the win rate.

    - [power_midpoint]: the midpoint rule for u^a, a >= 1 real, never exceeds the
      integral;
    - [kl_tilt]: Gibbs' inequality against the tilt of p by t m^(t-1), the density
      of continuous best-of-t at the midpoints, whose total mass is such a
      midpoint rule and hence at most 1:
        KL >= ln t + (t - 1) E ln m(Y)   for every real t >= 2;
    - [curve_of_means]: with t = W/(1 - W) it follows that the policy is on or
      below the curve whenever W >= 2/3 and E ln m(Y) >= 1 - 1/W. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN KlBound WinRate Curve.
Open Scope R_scope.

(** ** Powers with a real exponent *)

Lemma Rpower_1_base a : Rpower 1 a = 1.
Proof. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.

Lemma Rpower_succ u a : 0 < u -> Rpower u (a + 1) = Rpower u a * u.
Proof. intros H. now rewrite Rpower_plus, Rpower_1. Qed.

Lemma is_derive_Rpower a u : 0 < u -> is_derive (fun v => Rpower v a) u (a * Rpower u (a - 1)).
Proof.
  intros H. unfold Rpower. auto_derive; [exact H|].
  replace (exp (a * ln u)) with (exp ((a - 1) * ln u) * u).
  2: { replace (a * ln u) with ((a - 1) * ln u + ln u) by ring. rewrite exp_plus, exp_ln by exact H. ring. }
  field. lra.
Qed.

(** Bernoulli's inequality: the tangent of u^a at 1. *)
Lemma bernoulli_real a u : 1 <= a -> 0 < u -> 1 + a * (u - 1) <= Rpower u a.
Proof.
  intros Ha Hu. destruct (Rle_lt_dec 1 u) as [H|H].
  - assert (D := increasing_from_derivative (fun v => Rpower v a - (1 + a * (v - 1)))
      (fun v => a * Rpower v (a - 1) - a) 1 u H). cbv beta in D. rewrite Rpower_1_base in D.
    enough (1 - (1 + a * (1 - 1)) <= Rpower u a - (1 + a * (u - 1))) by lra. apply D; intros v Hv.
    + apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule) (fun w => Rpower w a)).
      * apply is_derive_Rpower. lra.
      * auto_derive; [exact I|ring].
    + assert (R := Rle_Rpower v 0 (a - 1) ltac:(lra) ltac:(lra)). rewrite Rpower_O in R by lra. nra.
  - assert (D := increasing_from_derivative (fun v => 1 + a * (v - 1) - Rpower v a)
      (fun v => a - a * Rpower v (a - 1)) u 1 ltac:(lra)). cbv beta in D. rewrite Rpower_1_base in D.
    enough (1 + a * (u - 1) - Rpower u a <= 1 + a * (1 - 1) - 1) by lra. apply D; intros v Hv.
    + apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule) _ (fun w => Rpower w a)).
      * auto_derive; [exact I|ring].
      * apply is_derive_Rpower. lra.
    + assert (R := Rle_Rpower_l v 1 (a - 1) ltac:(lra) ltac:(lra)). rewrite Rpower_1_base in R. nra.
Qed.

(** The midpoint rule for u^a, a >= 1 real, never exceeds the integral: compare
    u^(a+1)/(a+1) with the integral of the tangent of u^a at the midpoint. *)
Lemma power_midpoint a x y :
  1 <= a -> 0 < x <= y -> (y - x) * Rpower ((x + y) / 2) a <= (Rpower y (a + 1) - Rpower x (a + 1)) / (a + 1).
Proof.
  intros Ha Hxy. set (m := (x + y) / 2). assert (Hm : 0 < m) by (unfold m; lra).
  assert (D := increasing_from_derivative
    (fun u => Rpower u (a + 1) / (a + 1) - (Rpower m a * u + a * Rpower m (a - 1) * (u - m) ^ 2 / 2))
    (fun u => Rpower u a - (Rpower m a + a * Rpower m (a - 1) * (u - m))) x y ltac:(lra)).
  cbv beta in D.
  assert (Sym : (x - m) ^ 2 = (y - m) ^ 2) by (unfold m; field).
  enough (Rpower x (a + 1) / (a + 1) - (Rpower m a * x + a * Rpower m (a - 1) * (x - m) ^ 2 / 2)
    <= Rpower y (a + 1) / (a + 1) - (Rpower m a * y + a * Rpower m (a - 1) * (y - m) ^ 2 / 2)) as Q.
  { rewrite Sym in Q. unfold Rdiv in *. lra. }
  apply D; intros u Hu.
  - apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule) (fun v => Rpower v (a + 1) / (a + 1))).
    + apply (is_derive_ext (fun v => / (a + 1) * Rpower v (a + 1))); [intros v; apply Rmult_comm|].
      replace (Rpower u a) with (/ (a + 1) * ((a + 1) * Rpower u (a + 1 - 1))).
      * apply (is_derive_scal (fun v => Rpower v (a + 1))). apply is_derive_Rpower. lra.
      * replace (a + 1 - 1) with a by ring. field. lra.
    + auto_derive; [exact I|]. field.
  - assert (B := bernoulli_real a (u / m) Ha ltac:(apply Rdiv_lt_0_compat; lra)).
    assert (E : Rpower u a = Rpower m a * Rpower (u / m) a).
    { rewrite Rpower_mult_distr by (try apply Rdiv_lt_0_compat; lra). f_equal. field. lra. }
    assert (E2 : Rpower m a = Rpower m (a - 1) * m).
    { rewrite <- Rpower_succ by exact Hm. f_equal. ring. }
    rewrite E. assert (P : 0 < Rpower m a) by apply exp_pos.
    apply (Rmult_le_compat_l (Rpower m a)) in B; [|lra].
    replace (Rpower m a * (1 + a * (u / m - 1))) with (Rpower m a + a * (Rpower m (a - 1)) * (u - m)) in B
      by (rewrite E2; field; lra). lra.
Qed.

(** The same on a cell that starts at 0, where it says a + 1 <= 2^a. *)
Lemma power_midpoint_0 a y : 1 <= a -> 0 < y -> y * Rpower (y / 2) a <= Rpower y (a + 1) / (a + 1).
Proof.
  intros Ha Hy. rewrite Rpower_succ by exact Hy.
  assert (E : Rpower y a = Rpower (y / 2) a * Rpower 2 a).
  { rewrite Rpower_mult_distr by lra. f_equal. field. }
  assert (B := bernoulli_real a 2 Ha ltac:(lra)).
  assert (P : 0 < Rpower (y / 2) a) by apply exp_pos.
  rewrite E. apply Rmult_le_reg_r with (a + 1); [lra|].
  replace (Rpower (y / 2) a * Rpower 2 a * y / (a + 1) * (a + 1)) with (y * Rpower (y / 2) a * Rpower 2 a)
    by (field; lra).
  apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|lra].
Qed.

Section Reduction.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

(** The midpoint of the cell of level i. *)
Definition mid (i : nat) : R := (cum p i + cum p (S i)) / 2.

(** Gibbs' inequality against the tilt by t m^(t-1), the density of continuous best-of-t at the midpoints. *)
Theorem kl_tilt n t : (1 <= n)%nat -> 2 <= t ->
  ln t + (t - 1) * rsum (fun i => bon n p i * ln (mid i)) K <= KL K p n.
Proof.
  intros Hn Ht. set (a := t - 1). assert (Ha : 1 <= a) by (unfold a; lra).
  set (Z := rsum (fun i => p i * Rpower (mid i) a) K).
  assert (HZ : 0 < Z).
  { apply rsum_pos; [exact (dist_nonempty K p Hp)|]. intros i Hi.
    apply Rmult_lt_0_compat; [now apply (dist_pos _ _ Hp)|apply exp_pos]. }
  assert (Zle : Z <= 1 / t).
  { unfold Z. set (h := fun u => if Rle_dec u 0 then 0 else Rpower u (a + 1) / (a + 1)).
    apply Rle_trans with (rsum (fun i => h (cum p (S i)) - h (cum p i)) K).
    - apply rsum_le. intros i Hi. assert (C := cum_cell K p Hp i Hi).
      assert (Ep : p i = cum p (S i) - cum p i) by (rewrite cum_S; ring).
      unfold h, mid. destruct (Rle_dec (cum p (S i)) 0); [lra|].
      destruct (Rle_dec (cum p i) 0) as [Z0|Z0].
      + assert (E0 : cum p i = 0) by lra. rewrite Ep, E0, Rplus_0_l, !Rminus_0_r.
        apply power_midpoint_0; [exact Ha|lra].
      + rewrite Ep at 1. assert (Q := power_midpoint a (cum p i) (cum p (S i)) Ha ltac:(lra)).
        unfold Rdiv in *. lra.
    - right. rewrite (rsum_telescope (fun i => h (cum p i))). rewrite (cum_K K p Hp), cum_0.
      unfold h. destruct (Rle_dec 1 0); [lra|]. destruct (Rle_dec 0 0); [|lra].
      replace (Rpower 1 (a + 1)) with 1 by (unfold Rpower; rewrite ln_1, Rmult_0_r, exp_0; reflexivity).
      replace (a + 1) with t by (unfold a; ring). ring. }
  assert (G : rsum (fun i => bon n p i * ln (p i * Rpower (mid i) a / Z / p i)) K <= KL K p n).
  { apply (gibbs K p Hp (bon n p) (fun i => p i * Rpower (mid i) a / Z)).
    - intros i Hi. left. now apply (bon_pos K p Hp).
    - intros i Hi. assert (P := dist_pos _ _ Hp i Hi).
      apply Rdiv_lt_0_compat; [|exact HZ]. apply Rmult_lt_0_compat; [exact P|apply exp_pos].
    - unfold Rdiv. rewrite rsum_scal_r. fold Z. rewrite (bon_total K p Hp) by exact Hn. field. lra. }
  rewrite (rsum_ext _ (fun i => a * (bon n p i * ln (mid i)) - bon n p i * ln Z)) in G.
  2: { intros i Hi. assert (P := dist_pos _ _ Hp i Hi).
       replace (p i * Rpower (mid i) a / Z / p i) with (Rpower (mid i) a / Z) by (field; lra).
       rewrite ln_div_eq by (assumption || apply exp_pos). unfold Rpower. rewrite ln_exp. ring. }
  rewrite rsum_minus, rsum_scal, rsum_scal_r, (bon_total K p Hp) in G by exact Hn.
  assert (L := ln_le_mono Z _ HZ Zle). rewrite ln_div_eq, ln_1 in L by lra. lra.
Qed.

(** What is left to show once KL is eliminated is a statement about two means. *)
Theorem curve_kl_of_means n : (1 <= n)%nat -> 2 / 3 <= win_rate K p n ->
  1 - / win_rate K p n <= rsum (fun i => bon n p i * ln (mid i)) K ->
  win_rate K p n < 1 /\ curve_kl (win_rate K p n / (1 - win_rate K p n)) <= KL K p n.
Proof.
  intros Hn HW Hs. assert (W1 := win_rate_upper_bound K p Hp n Hn).
  assert (N := INR_ge_1 n Hn).
  assert (HW1 : win_rate K p n < 1).
  { apply Rle_lt_trans with (1 := W1). apply Rmult_lt_reg_r with (INR n + 1); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  split; [exact HW1|]. set (W := win_rate K p n) in *. set (s := W / (1 - W)).
  assert (S2 : 2 <= s).
  { unfold s. apply Rmult_le_reg_r with (1 - W); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (T := kl_tilt n s Hn S2).
  apply Rle_trans with (2 := T). unfold curve_kl.
  assert (Q : (s - 1) * (1 - / W) = - ((s - 1) / s)) by (unfold s; field; lra).
  apply (Rmult_le_compat_l (s - 1)) in Hs; [|lra]. lra.
Qed.

(** The point (KL, W) is on or below the curve: whatever point of the curve has no smaller KL wins at least as often. *)
Theorem curve_of_means n : (1 <= n)%nat -> 2 / 3 <= win_rate K p n ->
  1 - / win_rate K p n <= rsum (fun i => bon n p i * ln (mid i)) K ->
  forall t, 1 <= t -> KL K p n <= curve_kl t -> win_rate K p n <= curve_win t.
Proof.
  intros Hn HW Hs t Ht Hkl. destruct (curve_kl_of_means n Hn HW Hs) as [HW1 E].
  set (W := win_rate K p n) in *. set (s := W / (1 - W)) in *.
  assert (S1 : 0 < s) by (apply Rdiv_lt_0_compat; lra).
  assert (Hst : s <= t).
  { apply Rnot_lt_le. intros H. assert (I := curve_strictly_increasing t s ltac:(lra)). lra. }
  replace W with (curve_win s) by (unfold curve_win, s; field; lra). now apply curve_win_increasing.
Qed.

End Reduction.
