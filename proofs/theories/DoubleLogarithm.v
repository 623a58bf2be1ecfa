(** * The logarithm near 1 of a double-double number

    For lemma 9 of FloatingPoint.md: ln (1 + z) = 2 atanh s with s = z/(2 + z), |z| <= 0.0313.

    - [atanh_series]: what the series leaves out;
    - [quotient2_error], [square2_error], [multiply2_error], [tail_error]: the roundings,
      each written as a variable e from -1 to 1 and a factor 1 + u e, so that what they
      come to together is an expression that [interval] bounds;
    - [twice_atanh_error]: the whole, relative to ln (1 + z). *)

From Coq Require Import Reals ZArith Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.
From BonVerify Require Import Logarithms CertifiedInterval DoubleDouble ExactSums.
Import ListNotations.
Open Scope R_scope.

(** ** The series *)

Definition series (y : R) : R :=
  1 + y * (1 / 3 + y * (1 / 5 + y * (1 / 7 + y * (1 / 9 + y * (1 / 11 + y * (1 / 13 + y * (1 / 15 + y * (1 / 17)))))))).

Lemma atanh_series_nonneg s : 0 <= s <= 1 / 50 ->
  0 <= ln ((1 + s) / (1 - s)) - 2 * s * series (s ^ 2) <= 2 * s * ((s ^ 2) ^ 9 / 18).
Proof.
  intros H. rewrite ln_div_eq by lra. split.
  - assert (D := increasing_from_derivative (fun v => ln (1 + v) - ln (1 - v) - 2 * v * series (v ^ 2))
      (fun v => 2 * v ^ 18 / (1 - v ^ 2)) 0 s ltac:(lra)).
    cbv beta in D. rewrite Rplus_0_r, Rminus_0_r, ln_1 in D.
    enough (0 - 0 - 2 * 0 * series (0 ^ 2) <= ln (1 + s) - ln (1 - s) - 2 * s * series (s ^ 2)) by lra.
    apply D; intros v Hv; assert (0 <= v ^ 2 <= 1 / 2500) by (split; [apply pow2_ge_0|simpl; nra]).
    + unfold series. auto_derive; [repeat split; lra|]. field. repeat split; nra.
    + apply Rmult_le_pos; [assert (X := pow_le v 18 ltac:(lra)); lra|left; apply Rinv_0_lt_compat; lra].
  - assert (D := increasing_from_derivative
      (fun v => 2 * v * ((v ^ 2) ^ 9 / 18) - (ln (1 + v) - ln (1 - v) - 2 * v * series (v ^ 2)))
      (fun v => 2 * v ^ 18 * (1 / 18 - (v ^ 2) / (1 - v ^ 2)))  0 s ltac:(lra)).
    cbv beta in D. rewrite Rplus_0_r, Rminus_0_r, ln_1 in D.
    enough (2 * 0 * ((0 ^ 2) ^ 9 / 18) - (0 - 0 - 2 * 0 * series (0 ^ 2)) <=
      2 * s * ((s ^ 2) ^ 9 / 18) - (ln (1 + s) - ln (1 - s) - 2 * s * series (s ^ 2))) by (simpl in *; lra).
    apply D; intros v Hv; assert (0 <= v ^ 2 <= 1 / 2500) by (split; [apply pow2_ge_0|simpl; nra]).
    + unfold series. auto_derive; [repeat split; lra|]. field. repeat split; nra.
    + apply Rmult_le_pos; [assert (X := pow_le v 18 ltac:(lra)); lra|].
      assert (v ^ 2 / (1 - v ^ 2) <= 1 / 18); [|lra].
      apply Rmult_le_reg_r with (1 - v ^ 2); [lra|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma series_bounds y : 0 <= y <= 1 / 2500 -> 1 <= series y <= 1.001.
Proof. intros H. unfold series. split; interval with (i_prec 60). Qed.

(** The truncated series against ln(1 + z), and the size of the latter. *)
Lemma atanh_series s : Rabs s <= 1 / 50 ->
  Rabs (2 * s * series (s ^ 2) - ln ((1 + s) / (1 - s))) <= Rabs (2 * s) * ((s ^ 2) ^ 9 / 18)
  /\ Rabs (2 * s) <= Rabs (ln ((1 + s) / (1 - s))).
Proof.
  assert (Pos : forall t, 0 <= t <= 1 / 50 ->
    Rabs (2 * t * series (t ^ 2) - ln ((1 + t) / (1 - t))) <= Rabs (2 * t) * ((t ^ 2) ^ 9 / 18)
    /\ Rabs (2 * t) <= Rabs (ln ((1 + t) / (1 - t)))).
  { intros t Ht. destruct (atanh_series_nonneg t Ht) as [A B].
    assert (S := series_bounds (t ^ 2) ltac:(split; [apply pow2_ge_0|simpl; nra])).
    assert (2 * t * 1 <= 2 * t * series (t ^ 2)) by (apply Rmult_le_compat_l; lra).
    rewrite (Rabs_right (2 * t)) by lra. rewrite Rabs_left1 by lra. rewrite Rabs_right by lra. split; lra. }
  intros H. destruct (Rle_lt_dec 0 s) as [P|P].
  - apply Pos. rewrite Rabs_right in H by lra. lra.
  - rewrite Rabs_left in H by lra. destruct (Pos (- s) ltac:(lra)) as [A B].
    assert (E : ln ((1 + - s) / (1 - - s)) = - ln ((1 + s) / (1 - s))) by (rewrite !ln_div_eq by lra; replace (1 - - s) with (1 + s) by ring; replace (1 + - s) with (1 - s) by ring; ring).
    rewrite E in A, B. replace ((- s) ^ 2) with (s ^ 2) in A by ring.
    replace (2 * - s * series (s ^ 2) - - ln ((1 + s) / (1 - s))) with (- (2 * s * series (s ^ 2) - ln ((1 + s) / (1 - s)))) in A by ring.
    replace (2 * - s) with (- (2 * s)) in A, B by ring. rewrite !Rabs_Ropp in A, B. split; assumption.
Qed.

Lemma format_double x : format x -> format (2 * x).
Proof.
  intros F. destruct (format_multiple x F) as [m E]. assert (B := below_cexp x). set (c := cexp radix2 (FLX_exp 53) x) in *.
  apply (multiple_format (c + 1)).
  - exists m. rewrite E, bpow_plus. change (bpow radix2 1) with 2. ring.
  - replace (c + 1 + 53)%Z with (1 + (c + 53))%Z by lia. rewrite bpow_plus. change (bpow radix2 1) with 2.
    rewrite Rabs_mult, (Rabs_right 2) by lra. lra.
Qed.

Section Logarithm.
Variable choice : Z -> bool.
Notation RN := (RN choice).
Notation fma := (fma choice).

(** a + b and its rest: FastTwoSum, exact by lemma 1. *)
Definition sum2 (a b : R) : R * R := (RN (a + b), a + b - RN (a + b)).
Definition value (p : R * R) : R := fst p + snd p.

Definition square2 (a : R * R) : R * R :=
  let high := RN (fst a * fst a) in
  sum2 high (fma (2 * fst a) (snd a) (fma (fst a) (fst a) (- high))).

Definition multiply2 (a b : R * R) : R * R :=
  let high := RN (fst a * fst b) in
  sum2 high (fma (snd a) (fst b) (fma (fst a) (snd b) (fma (fst a) (fst b) (- high)))).

(** z/(2 + z) by one division and a correction. *)
Definition quotient2 (z : R * R) : R * R :=
  let sum := sum2 2 (fst z) in
  let reciprocal := RN (1 / fst sum) in
  let quotient := RN (fst z * reciprocal) in
  let remainder := RN (fma (- quotient) (fst sum) (fst z) + fma (- quotient) (RN (snd sum + snd z)) (snd z)) in
  sum2 quotient (RN (remainder * reciprocal)).

(** 1/7 + y (1/9 + ... ) in doubles. *)
Definition tail (y : R) : R :=
  fma y (fma y (fma y (fma y (fma y (RN (1 / 17)) (RN (1 / 15))) (RN (1 / 13))) (RN (1 / 11))) (RN (1 / 9))) (RN (1 / 7)).

(** The doubles nearest to 1/5 and 1/3, and to what they leave. *)
Definition fifth_high := 3602879701896397 / 2 ^ 54.
Definition fifth_low := - 3602879701896397 / 2 ^ 108.
Definition third_high := 6004799503160661 / 2 ^ 54.
Definition third_low := 6004799503160661 / 2 ^ 108.

Definition twice_atanh (z : R * R) : R * R :=
  let s := quotient2 z in
  let y := square2 s in
  let fifth := sum2 fifth_high (RN (fst y * tail (fst y))) in
  let fifth := (fst fifth, RN (snd fifth + fifth_low)) in
  let inner := multiply2 y fifth in
  let third := sum2 third_high (fst inner) in
  let third := (fst third, RN (snd third + RN (snd inner + third_low))) in
  let twice := (2 * fst s, 2 * snd s) in
  let correction := multiply2 twice (multiply2 y third) in
  let result := sum2 (fst twice) (fst correction) in
  sum2 (fst result) (RN (snd result + RN (snd twice + snd correction))).

(** ** Errors, each as a variable between -1 and 1 *)

Lemma RN_e x : exists e, RN x = x * (1 + u * e) /\ -1 <= e <= 1.
Proof.
  destruct (RN_factor choice x) as [d [E B]]. assert (U := u_bounds). exists (d / u). split.
  - rewrite E. field. lra.
  - apply Rabs_le_inv in B. split; apply Rmult_le_reg_r with u; try lra; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

Lemma sum2_e a b : exists e, fst (sum2 a b) = (a + b) * (1 + u * e) /\ snd (sum2 a b) = - ((a + b) * u * e) /\ -1 <= e <= 1.
Proof.
  destruct (RN_e (a + b)) as [e [E B]]. exists e. unfold sum2. cbn [fst snd]. rewrite E. repeat split; try lra; ring.
Qed.

Lemma sum2_value a b : value (sum2 a b) = a + b.
Proof. unfold value, sum2. cbn [fst snd]. ring. Qed.

Lemma sum2_format a b : format (fst (sum2 a b)).
Proof. apply RN_format. Qed.

Lemma u_small : 0 <= u <= / 2 ^ 50.
Proof. assert (U := u_bounds). lra. Qed.

(** The quotient: zh = z (1 + u a), zl = - z u a as the parts of a pair. *)
Lemma quotient2_error zh zl zeta : zl = zh * (u * zeta) -> -1.01 <= zeta <= 1.01 -> -0.032 <= zh <= 0.032 ->
  exists g, value (quotient2 (zh, zl)) = (zh + zl) / (2 + (zh + zl)) * (1 + u ^ 2 * g) /\ -25 <= g <= 25.
Proof.
  intros Hl Hz Hh. unfold quotient2. rewrite sum2_value. cbn [fst snd]. unfold fma, DoubleDouble.fma, value, sum2. cbn [fst snd].
  destruct (RN_e (2 + zh)) as [e0 [-> B0]]. set (a := (2 + zh) * (1 + u * e0)).
  destruct (RN_e (1 / a)) as [e1 [-> B1]].
  destruct (RN_e (zh * (1 / a * (1 + u * e1)))) as [e2 [-> B2]].
  set (q := zh * (1 / a * (1 + u * e1)) * (1 + u * e2)).
  destruct (RN_e (- q * a + zh)) as [e4 [-> B4]].
  destruct (RN_e (2 + zh - a + zl)) as [e3 [-> B3]]. set (w := (2 + zh - a + zl)).
  destruct (RN_e (- q * (w * (1 + u * e3)) + zl)) as [e5 [-> B5]].
  destruct (RN_e ((- q * a + zh) * (1 + u * e4) + (- q * (w * (1 + u * e3)) + zl) * (1 + u * e5))) as [e6 [-> B6]].
  match goal with |- context [RN ?x] => destruct (RN_e x) as [e7 [-> B7]] end.
  assert (U := u_small).
  set (om := - (2 + zh) * e0 + zh * zeta).
  assert (W : w = u * om) by (unfold w, a, om; rewrite Hl; ring).
  set (k := e1 + e2 + u * e1 * e2).
  set (m := e6 + e7 + e1 + u * (e6 * e7 + e6 * e1 + e7 * e1 + u * e6 * e7 * e1)).
  assert (Ba : 1.967 <= a <= 2.033) by (unfold a; split; interval with (i_prec 60)).
  assert (Bom : -2.07 <= om <= 2.07) by (unfold om; split; interval with (i_prec 60)).
  assert (Bk : -2.001 <= k <= 2.001) by (unfold k; split; interval with (i_prec 60)).
  assert (Bm : -3.001 <= m <= 3.001) by (unfold m; split; interval with (i_prec 60)).
  set (kap := (1 + u * k) / a).
  assert (Bkap : 0.49 <= kap <= 0.51) by (unfold kap; split; interval with (i_prec 60)).
  assert (Q : q = zh * kap) by (unfold q, kap, k; field; lra).
  set (g0 := - k + zeta - kap * om).
  set (g1 := - k * e4 + (zeta - kap * om * (1 + u * e3)) * e5 - kap * om * e3).
  assert (Bg0 : -4.08 <= g0 <= 4.08) by (unfold g0; split; interval with (i_prec 60)).
  assert (Bg1 : -5.17 <= g1 <= 5.17) by (unfold g1; split; interval with (i_prec 60)).
  assert (Aw : a + u * om = 2 + (zh + zl)) by (rewrite <- W; unfold w; ring).
  exists ((a + u * om) / (1 + u * zeta) * ((g1 * (1 + u * m) + g0 * m) / a + g0 * om / (a * (a + u * om)))).
  assert (Baw : 1.96 <= a + u * om <= 2.04) by (split; interval with (i_prec 60)).
  assert (Bz : 0.99 <= 1 + u * zeta <= 1.01) by (split; interval with (i_prec 60)).
  split.
  - rewrite <- Aw, Hl.
    replace (- q * a + zh) with (- zh * (u * k)) by (rewrite Q; unfold kap; field; lra).
    rewrite W, Q.
    transitivity (zh * kap + zh * u * (g0 + u * g1) * (1 + u * m) / a).
    + unfold g0, g1, m. field. lra.
    + unfold g0, kap. field. repeat split; lra.
  - split; interval with (i_prec 60).
Qed.

Lemma square2_error a S e : a = (S * (1 + u * e), - (S * u * e)) -> -1 <= e <= 1 -> format (fst a) ->
  exists v, value (square2 a) = S ^ 2 * (1 + u ^ 2 * v) /\ -4.01 <= v <= 4.01.
Proof.
  intros E B F. unfold square2. rewrite sum2_value. rewrite product_rest by exact F. unfold fma, DoubleDouble.fma.
  rewrite E. cbn [fst snd]. assert (U := u_small). set (h := S * (1 + u * e)).
  destruct (RN_e (h * h)) as [e1 [-> B1]].
  destruct (RN_e (2 * h * - (S * u * e) + (h * h - h * h * (1 + u * e1)))) as [e2 [-> B2]].
  exists (- e * e - (2 * (1 + u * e) * e + (1 + u * e) * (1 + u * e) * e1) * e2). split.
  - unfold h. ring.
  - split; interval with (i_prec 60).
Qed.

(** Products of pairs that need not be normalised. *)
Lemma multiply2_error a b A B a1 a2 b1 b2 : format (fst a) -> format (fst b) ->
  fst a = A * a1 -> snd a = A * (u * a2) -> fst b = B * b1 -> snd b = B * (u * b2) ->
  0.99 <= a1 <= 1.01 -> -1.01 <= a2 <= 1.01 -> 0.99 <= b1 <= 1.01 -> -2 <= b2 <= 2 ->
  exists g, value (multiply2 a b) = value a * value b + A * B * (u ^ 2 * g) /\ -10 <= g <= 10.
Proof.
  intros Fa Fb Ea La Eb Lb Ba1 Ba2 Bb1 Bb2. unfold multiply2. rewrite sum2_value. rewrite product_rest by assumption.
  unfold fma, DoubleDouble.fma, value. rewrite Ea, La, Eb, Lb. assert (U := u_small).
  destruct (RN_e (A * a1 * (B * b1))) as [e1 [-> B1]].
  match goal with |- context [RN (A * a1 * (B * (u * b2)) + ?x)] => destruct (RN_e (A * a1 * (B * (u * b2)) + x)) as [e2 [-> B2]] end.
  match goal with |- context [RN ?x] => destruct (RN_e x) as [e3 [-> B3]] end.
  set (x := a1 * b2 - a1 * b1 * e1).
  exists (- a2 * b2 + x * e2 + (a2 * b1 + x + u * x * e2) * e3). split.
  - unfold x. ring.
  - assert (-3.07 <= x <= 3.07) by (unfold x; split; interval with (i_prec 60)). split; interval with (i_prec 60).
Qed.

(** One step of the tail. *)
Lemma tail_step y Y v c t tau eps : y = Y * (1 + u * v) -> -1.01 <= v <= 1.01 -> 0 <= Y <= 0.00026 -> 0 <= c <= 1 / 7 ->
  t = tau + u * eps -> 0 <= tau <= 0.16 -> -0.3 <= eps <= 0.3 ->
  exists eps', fma y t (RN c) = c + Y * tau + u * eps' /\ -0.286 <= eps' <= 0.286.
Proof.
  intros -> Bv BY Bc -> Bt Be. assert (U := u_small). unfold fma, DoubleDouble.fma.
  destruct (RN_e c) as [a [-> Ba]]. match goal with |- context [RN ?x] => destruct (RN_e x) as [b [-> Bb]] end.
  exists (c * a + Y * (v * (tau + u * eps) + eps) + b * (Y * (1 + u * v) * (tau + u * eps) + c * (1 + u * a))). split.
  - ring.
  - split; interval with (i_prec 60).
Qed.

Definition tau (y : R) : R :=
  1 / 7 + y * (1 / 9 + y * (1 / 11 + y * (1 / 13 + y * (1 / 15 + y * (1 / 17))))).

Lemma tail_error y Y v : y = Y * (1 + u * v) -> -1.01 <= v <= 1.01 -> 0 <= Y <= 0.00026 ->
  exists eps, tail y = tau Y + u * eps /\ -0.286 <= eps <= 0.286.
Proof.
  intros Ey Bv BY. unfold tail, tau.
  assert (S0 : exists e0, RN (1 / 17) = 1 / 17 + u * e0 /\ -0.3 <= e0 <= 0.3).
  { destruct (RN_e (1 / 17)) as [e [E B]]. exists (1 / 17 * e). split; [rewrite E; ring|lra]. }
  destruct S0 as [e0 [E0 B0]].
  destruct (tail_step y Y v (1 / 15) _ (1 / 17) e0 Ey Bv BY ltac:(lra) E0 ltac:(lra) B0) as [e1 [E1 B1]].
  destruct (tail_step y Y v (1 / 13) _ _ e1 Ey Bv BY ltac:(lra) E1 ltac:(split; interval with (i_prec 60)) ltac:(lra)) as [e2 [E2 B2]].
  destruct (tail_step y Y v (1 / 11) _ _ e2 Ey Bv BY ltac:(lra) E2 ltac:(split; interval with (i_prec 60)) ltac:(lra)) as [e3 [E3 B3]].
  destruct (tail_step y Y v (1 / 9) _ _ e3 Ey Bv BY ltac:(lra) E3 ltac:(split; interval with (i_prec 60)) ltac:(lra)) as [e4 [E4 B4]].
  destruct (tail_step y Y v (1 / 7) _ _ e4 Ey Bv BY ltac:(lra) E4 ltac:(split; interval with (i_prec 60)) ltac:(lra)) as [e5 [E5 B5]].
  exists e5. split; [exact E5|exact B5].
Qed.

Lemma u_value : u = / 2 ^ 53. Proof. reflexivity. Qed.

Lemma twice_atanh_of_quotient z S e : quotient2 z = (S * (1 + u * e), - (S * u * e)) -> -1 <= e <= 1 ->
  0 <= S ^ 2 <= 0.00026 ->
  exists p g, value (twice_atanh z) = 2 * S * (series (S ^ 2) + u * (S ^ 2) ^ 3 * p + u ^ 2 * g)
    /\ -0.5745 <= p <= 0.5745 /\ -3.1 <= g <= 3.1.
Proof.
  intros Es Be BY. assert (U := u_small). unfold twice_atanh.
  assert (Fs : format (fst (quotient2 z))) by apply sum2_format.
  assert (Hs := Es). revert Fs Hs. generalize (quotient2 z). intros s Fs Hs. clear Es z.
  destruct (square2_error s S e Hs Be Fs) as [v [Ev Bv]].
  assert (Fy : format (fst (square2 s))) by apply sum2_format.
  assert (Ey : exists e9, fst (square2 s) = value (square2 s) * (1 + u * e9) /\ snd (square2 s) = value (square2 s) * (u * - e9) /\ -1 <= e9 <= 1).
  { unfold square2 at 1 2 3 4. rewrite sum2_value. match goal with |- context [sum2 ?a ?b] => destruct (sum2_e a b) as [e9 [A [B C]]] end.
    exists e9. rewrite A, B. repeat split; try lra; ring. }
  destruct Ey as [e9 [Eyh [Eyl B9]]]. rewrite Ev in Eyh, Eyl. revert Ev Fy Eyh Eyl. generalize (square2 s). intros y Ev Fy Eyh Eyl.
  set (Y := S ^ 2) in *.
  assert (Vy : fst y = Y * (1 + u * (e9 + u * v + u ^ 2 * v * e9))) by (rewrite Eyh; ring).
  destruct (tail_error (fst y) Y _ Vy ltac:(split; interval with (i_prec 60)) BY) as [et [Et Bt]].
  assert (Btau : 0.1428 <= tau Y <= 0.1429) by (unfold tau; split; interval with (i_prec 60)).
  assert (Ep : exists ep, RN (fst y * tail (fst y)) = Y * (tau Y + u * ep) /\ -0.5735 <= ep <= 0.5735).
  { rewrite Et, Vy. set (w := e9 + u * v + u ^ 2 * v * e9). assert (-1.001 <= w <= 1.001) by (unfold w; split; interval with (i_prec 60)).
    match goal with |- context [RN ?x] => destruct (RN_e x) as [b [-> Bb]] end.
    exists (w * (tau Y + u * et) + et + b * (1 + u * w) * (tau Y + u * et)). split; [ring|split; interval with (i_prec 60)]. }
  destruct Ep as [ep [Ep Bp]]. rewrite Ep. clear Ep. set (T := tau Y) in *.
  set (pp := Y * (T + u * ep)). assert (Bpp : 0 <= pp <= 0.00004) by (unfold pp; split; interval with (i_prec 60)).
  (* the fifth *)
  destruct (sum2_e fifth_high pp) as [e10 [F1 [F2 B10]]].
  destruct (RN_e (snd (sum2 fifth_high pp) + fifth_low)) as [e11 [F3 B11]]. rewrite F2 in F3. rewrite F2, F3.
  assert (C5 : fifth_high = 1 / 5 + u / 10) by (unfold fifth_high, u; field).
  assert (C5L : fifth_low = - u / 10 - u ^ 2 / 20) by (unfold fifth_low, u; field).
  set (b5 := 1 / 5 + u / 10 + pp). rewrite C5 in F1 |- *. rewrite C5L. fold b5 in F1 |- *.
  set (fifth := (fst (sum2 (1 / 5 + u / 10) pp), (- (b5 * u * e10) + (- u / 10 - u ^ 2 / 20)) * (1 + u * e11))).
  set (l5 := - b5 * e10 - 1 / 10 - u / 20).
  assert (Bb5 : 0.1999 <= b5 <= 0.2001) by (unfold b5; split; interval with (i_prec 60)).
  assert (Bl5 : -0.3003 <= l5 <= 0.3003) by (unfold l5; split; interval with (i_prec 60)).
  assert (Hf1 : fst fifth = 1 / 5 * (5 * b5 * (1 + u * e10))) by (unfold fifth; cbn [fst]; rewrite F1; field).
  assert (Hf2 : snd fifth = 1 / 5 * (u * (5 * l5 * (1 + u * e11)))) by (unfold fifth, l5; cbn [snd]; field).
  set (g5 := - 1 / 20 + l5 * e11).
  assert (V5 : value fifth = 1 / 5 + Y * T + u * Y * ep + u ^ 2 * g5).
  { unfold value. rewrite Hf1, Hf2. unfold g5, l5, b5, pp. field. }
  assert (Bg5 : -0.36 <= g5 <= 0.36) by (unfold g5; split; interval with (i_prec 60)).
  assert (Ff : format (fst fifth)) by apply sum2_format.
  (* the inner product *)
  destruct (multiply2_error y fifth _ _ _ _ _ _ Fy Ff Eyh Eyl Hf1 Hf2 ltac:(split; interval with (i_prec 60)) ltac:(split; interval with (i_prec 60))
    ltac:(split; interval with (i_prec 60)) ltac:(split; interval with (i_prec 60))) as [gm1 [I1 BI1]].
  assert (Vyy : value y = Y * (1 + u ^ 2 * v)) by exact Ev.
  rewrite V5, Vyy in I1.
  set (gi := g5 + v * (1 / 5 + Y * T + u * Y * ep + u ^ 2 * g5) + (1 + u ^ 2 * v) * gm1 / 5).
  set (I := Y * (1 / 5 + Y * T) + u * Y ^ 2 * ep + u ^ 2 * Y * gi).
  assert (EI : value (multiply2 y fifth) = I) by (rewrite I1; unfold I, gi; field).
  assert (Bgi : -3.3 <= gi <= 3.3) by (unfold gi; split; interval with (i_prec 60)).
  assert (BI : 0 <= I <= 0.0001) by (unfold I; split; [|interval with (i_prec 60)];
    replace (Y * (1 / 5 + Y * T) + u * Y ^ 2 * ep + u ^ 2 * Y * gi) with (Y * (1 / 5 + Y * T + u * Y * ep + u ^ 2 * gi)) by ring; interval with (i_prec 60)).
  assert (Ei : exists e12, fst (multiply2 y fifth) = I * (1 + u * e12) /\ snd (multiply2 y fifth) = - (I * u * e12) /\ -1 <= e12 <= 1).
  { rewrite <- EI. unfold multiply2 at 1 2 3 4. rewrite sum2_value. match goal with |- context [sum2 ?a ?b] => exact (sum2_e a b) end. }
  destruct Ei as [e12 [Eih [Eil B12]]]. rewrite Eih, Eil. clear I1 EI Eih Eil.
  (* the third *)
  destruct (sum2_e third_high (I * (1 + u * e12))) as [e13 [T1 [T2 B13]]]. rewrite T2.
  destruct (RN_e (- (I * u * e12) + third_low)) as [e14 [-> B14]].
  match goal with |- context [RN (- ((third_high + ?x) * u * e13) + ?y)] => destruct (RN_e (- ((third_high + x) * u * e13) + y)) as [e15 [-> B15]] end.
  assert (C3 : third_high = 1 / 3 - u / 6) by (unfold third_high, u; field).
  assert (C3L : third_low = u / 6 - u ^ 2 / 12) by (unfold third_low, u; field).
  rewrite C3 in T1 |- *. rewrite C3L. set (b3 := 1 / 3 - u / 6 + I * (1 + u * e12)) in *.
  set (l1 := - I * e12 + 1 / 6 - u / 12). set (l2 := - b3 * e13 + l1 * (1 + u * e14)).
  match goal with |- context [multiply2 y ?t] => set (third := t) end.
  assert (Bb3 : 0.333 <= b3 <= 0.3335) by (unfold b3; split; interval with (i_prec 60)).
  assert (Bl1 : 0.166 <= l1 <= 0.167) by (unfold l1; split; interval with (i_prec 60)).
  assert (Bl2 : -0.502 <= l2 <= 0.502) by (unfold l2; split; interval with (i_prec 60)).
  assert (Ht1 : fst third = 1 / 3 * (3 * b3 * (1 + u * e13))) by (unfold third; cbn [fst]; rewrite T1; field).
  assert (Ht2 : snd third = 1 / 3 * (u * (3 * l2 * (1 + u * e15)))) by (unfold third, l2, l1; cbn [snd]; field).
  set (g3 := - 1 / 12 + l1 * e14 + l2 * e15).
  assert (V3 : value third = 1 / 3 + I + u ^ 2 * g3).
  { unfold value. rewrite Ht1, Ht2. unfold g3, l2, l1, b3. field. }
  assert (Bg3 : -0.78 <= g3 <= 0.78) by (unfold g3; split; interval with (i_prec 60)).
  assert (Ft : format (fst third)) by apply sum2_format.
  destruct (multiply2_error y third _ _ _ _ _ _ Fy Ft Eyh Eyl Ht1 Ht2 ltac:(split; interval with (i_prec 60)) ltac:(split; interval with (i_prec 60))
    ltac:(split; interval with (i_prec 60)) ltac:(split; interval with (i_prec 60))) as [gm2 [J1 BJ1]].
  rewrite V3, Vyy in J1.
  set (gj := g3 + v * (1 / 3 + I + u ^ 2 * g3) + (1 + u ^ 2 * v) * gm2 / 3).
  set (J := Y * (1 / 3 + I + u ^ 2 * gj)).
  assert (EJ : value (multiply2 y third) = J) by (rewrite J1; unfold J, gj; field).
  assert (Bgj : -5.6 <= gj <= 5.6) by (unfold gj; split; interval with (i_prec 60)).
  assert (BJ : 0 <= J <= 0.0001) by (unfold J; split; interval with (i_prec 60)).
  assert (Ej : exists e16, fst (multiply2 y third) = J * (1 + u * e16) /\ snd (multiply2 y third) = J * (u * - e16) /\ -1 <= e16 <= 1).
  { rewrite <- EJ. unfold multiply2 at 1 2 3 4. rewrite sum2_value. match goal with |- context [sum2 ?a ?b] => destruct (sum2_e a b) as [x [A [B C]]] end.
    exists x. rewrite A, B. repeat split; try lra; ring. }
  destruct Ej as [e16 [Ejh [Ejl B16]]].
  assert (Fj : format (fst (multiply2 y third))) by apply sum2_format.
  revert EJ Ejh Ejl Fj. generalize (multiply2 y third). intros j EJ Ejh Ejl Fj.
  (* the correction *)
  assert (Ftw : format (2 * fst s)) by (apply format_double; exact Fs).
  set (twice := (2 * fst s, 2 * snd s)).
  assert (Hw1 : fst twice = 2 * S * (1 + u * e)) by (unfold twice; rewrite Hs; cbn [fst snd]; ring).
  assert (Hw2 : snd twice = 2 * S * (u * - e)) by (unfold twice; rewrite Hs; cbn [fst snd]; ring).
  destruct (multiply2_error twice j _ _ _ _ _ _ Ftw Fj Hw1 Hw2 Ejh Ejl ltac:(split; interval with (i_prec 60)) ltac:(split; interval with (i_prec 60))
    ltac:(split; interval with (i_prec 60)) ltac:(split; interval with (i_prec 60))) as [gm3 [K1 BK1]].
  assert (Vw : value twice = 2 * S) by (unfold value; rewrite Hw1, Hw2; ring). rewrite Vw, EJ in K1.
  set (c := J * (1 + u ^ 2 * gm3)).
  assert (EC : value (multiply2 twice j) = 2 * S * c) by (rewrite K1; unfold c; ring).
  assert (Bc : 0 <= c <= 0.0001001) by (unfold c; split; interval with (i_prec 60)).
  assert (Ec : exists e17, fst (multiply2 twice j) = 2 * S * c * (1 + u * e17) /\ snd (multiply2 twice j) = - (2 * S * c * u * e17) /\ -1 <= e17 <= 1).
  { rewrite <- EC. unfold multiply2 at 1 2 3 4. rewrite sum2_value. match goal with |- context [sum2 ?a ?b] => exact (sum2_e a b) end. }
  destruct Ec as [e17 [Ech [Ecl B17]]].
  rewrite sum2_value, Hw1, Hw2, Ech, Ecl.
  match goal with |- context [sum2 ?a ?b] => destruct (sum2_e a b) as [e18 [R1 [R2 B18]]] end. rewrite R1, R2.
  destruct (RN_e (2 * S * (u * - e) + - (2 * S * c * u * e17))) as [e19 [-> B19]].
  match goal with |- context [RN ?x] => destruct (RN_e x) as [e20 [-> B20]] end.
  set (bb := 1 + u * e + c * (1 + u * e17)).
  set (m := - e - c * e17).
  set (g := J * gm3 + m * e19 + (- bb * e18 + m * (1 + u * e19)) * e20).
  exists ep, (g + Y ^ 2 * gi + Y * gj). split; [|split].
  - transitivity (2 * S * (1 + J + u ^ 2 * g)).
    + unfold g, m, bb, c. ring.
    + unfold J, I, T, series, tau. fold Y. field.
  - lra.
  - assert (Bbb : 0.99 <= bb <= 1.0002) by (unfold bb; split; interval with (i_prec 60)).
    assert (Bm : -1.0002 <= m <= 1.0002) by (unfold m; split; interval with (i_prec 60)).
    assert (Bg : -3.05 <= g <= 3.05) by (unfold g; split; interval with (i_prec 60)).
    split; interval with (i_prec 60).
Qed.

(** ** From the quotient to ln(1 + z) *)

Lemma series_shift y w : 0 <= y <= 0.00026 -> -0.01 <= w <= 0.01 ->
  exists d, series (y * (1 + w)) = series y + w * d /\ -0.001 <= d <= 0.001.
Proof.
  intros By Bw.
  assert (Step : forall c P Q d, Q = P + w * d -> -0.001 <= d <= 0.001 -> 0 <= P <= 1 ->
    exists d', c + y * (1 + w) * Q = c + y * P + w * d' /\ -0.001 <= d' <= 0.001).
  { intros c P Q d -> Bd BP. exists (y * (P + d + w * d)). split; [ring|split; interval with (i_prec 60)]. }
  unfold series.
  destruct (Step (1 / 15) (1 / 17) (1 / 17) 0 ltac:(ring) ltac:(lra) ltac:(lra)) as [d1 [E1 B1]].
  destruct (Step (1 / 13) _ _ d1 E1 B1 ltac:(split; interval with (i_prec 60))) as [d2 [E2 B2]].
  destruct (Step (1 / 11) _ _ d2 E2 B2 ltac:(split; interval with (i_prec 60))) as [d3 [E3 B3]].
  destruct (Step (1 / 9) _ _ d3 E3 B3 ltac:(split; interval with (i_prec 60))) as [d4 [E4 B4]].
  destruct (Step (1 / 7) _ _ d4 E4 B4 ltac:(split; interval with (i_prec 60))) as [d5 [E5 B5]].
  destruct (Step (1 / 5) _ _ d5 E5 B5 ltac:(split; interval with (i_prec 60))) as [d6 [E6 B6]].
  destruct (Step (1 / 3) _ _ d6 E6 B6 ltac:(split; interval with (i_prec 60))) as [d7 [E7 B7]].
  destruct (Step 1 _ _ d7 E7 B7 ltac:(split; interval with (i_prec 60))) as [d8 [E8 B8]].
  exists d8. split; [exact E8|exact B8].
Qed.

(** What 2 atanh s errs by for |z| <= b, relative to 2 s. *)
Definition atanh_error (b : R) : R := 0.575 * u * (b / (2 - b)) ^ 6 + 31 * u ^ 2.

Lemma twice_atanh_error zh zl zeta b : zl = zh * (u * zeta) -> -1.01 <= zeta <= 1.01 -> Rabs (zh + zl) <= b -> b <= 0.0313 ->
  Rabs (value (twice_atanh (zh, zl)) - ln (1 + (zh + zl))) <= 2 * (b / (2 - b)) * atanh_error b
  /\ Rabs (value (twice_atanh (zh, zl)) - ln (1 + (zh + zl))) <= Rabs (ln (1 + (zh + zl))) * atanh_error b.
Proof.
  intros Hl Hz Hb Hb'. assert (U := u_small). set (Z := zh + zl) in *. apply Rabs_le_inv in Hb.
  assert (BZ : -0.0313 <= Z <= 0.0313) by lra.
  assert (Bh : -0.032 <= zh <= 0.032).
  { assert (P : 0.9 <= 1 + u * zeta) by interval with (i_prec 60).
    assert (Eh : zh = Z / (1 + u * zeta)) by (unfold Z; rewrite Hl; field; lra). rewrite Eh. clearbody Z. clear Eh.
    split; interval with (i_prec 60). }
  destruct (quotient2_error zh zl zeta Hl Hz Bh) as [g [Eg Bg]]. fold Z in Eg. set (s := Z / (2 + Z)) in *.
  assert (Hq : exists e, quotient2 (zh, zl) = (value (quotient2 (zh, zl)) * (1 + u * e), - (value (quotient2 (zh, zl)) * u * e)) /\ -1 <= e <= 1).
  { unfold quotient2 at 1 2 3. rewrite sum2_value. match goal with |- context [sum2 ?a ?b] => destruct (sum2_e a b) as [e [A [B C]]] end.
    exists e. split; [|exact C]. apply injective_projections; [exact A|exact B]. }
  destruct Hq as [e [Hq Be]]. rewrite Eg in Hq. set (S := s * (1 + u ^ 2 * g)) in *.
  assert (Bs : -0.0159 <= s <= 0.0159) by (unfold s; split; interval with (i_prec 60)).
  assert (By : 0 <= s ^ 2 <= 0.000254) by (split; [apply pow2_ge_0|interval with (i_prec 60)]).
  set (h := 2 * g + u ^ 2 * g ^ 2). assert (Bh' : -51 <= h <= 51) by (unfold h; split; interval with (i_prec 60)).
  assert (ES : S ^ 2 = s ^ 2 * (1 + u ^ 2 * h)) by (unfold S, h; ring).
  assert (BS : 0 <= S ^ 2 <= 0.00026) by (split; [apply pow2_ge_0|rewrite ES; interval with (i_prec 60)]).
  destruct (twice_atanh_of_quotient (zh, zl) S e Hq Be BS) as [p [g' [Ev [Bp Bg']]]].
  destruct (series_shift (s ^ 2) (u ^ 2 * h) ltac:(lra) ltac:(split; interval with (i_prec 60))) as [d [Ed Bd]].
  rewrite ES, Ed in Ev.
  destruct (atanh_series s ltac:(apply Rabs_le; lra)) as [As Al].
  assert (EL : (1 + s) / (1 - s) = 1 + Z) by (unfold s; field; lra). rewrite EL in As, Al.
  set (y := s ^ 2) in *. assert (Bser := series_bounds y ltac:(lra)).
  set (p' := (1 + u ^ 2 * h) ^ 3 * p * (1 + u ^ 2 * g)).
  set (g2 := g * (series y + u ^ 2 * h * d + u ^ 2 * g') + h * d + g').
  assert (E : value (twice_atanh (zh, zl)) - 2 * s * series y = 2 * s * (u * y ^ 3 * p' + u ^ 2 * g2)).
  { rewrite Ev. unfold S, p', g2. ring. }
  assert (Bp' : -0.57451 <= p' <= 0.57451) by (unfold p'; split; interval with (i_prec 60)).
  assert (Bg2 : -30 <= g2 <= 30) by (unfold g2; split; interval with (i_prec 60)).
  set (c := b / (2 - b)). assert (Bb : 0 <= b <= 0.0313) by lra.
  assert (Bc : 0 <= c) by (unfold c; apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  assert (Sc : Rabs s <= c).
  { unfold s, c. apply Rabs_le. split.
    - apply Rmult_le_reg_r with ((2 - b) * (2 + Z)); [apply Rmult_lt_0_compat; lra|].
      replace (- (b / (2 - b)) * ((2 - b) * (2 + Z))) with (- b * (2 + Z)) by (field; lra).
      replace (Z / (2 + Z) * ((2 - b) * (2 + Z))) with (Z * (2 - b)) by (field; lra). nra.
    - apply Rmult_le_reg_r with ((2 - b) * (2 + Z)); [apply Rmult_lt_0_compat; lra|].
      replace (b / (2 - b) * ((2 - b) * (2 + Z))) with (b * (2 + Z)) by (field; lra).
      replace (Z / (2 + Z) * ((2 - b) * (2 + Z))) with (Z * (2 - b)) by (field; lra). nra. }
  assert (Y6 : y ^ 3 <= c ^ 6).
  { replace (y ^ 3) with (Rabs s ^ 6) by (unfold y; rewrite <- pow2_abs; ring). apply pow_incr. split; [apply Rabs_pos|exact Sc]. }
  assert (Y3 : 0 <= y ^ 3) by (apply pow_le; lra).
  assert (Y9 : y ^ 9 / 18 <= u ^ 2) by (unfold u; interval with (i_prec 60)).
  assert (Tot : Rabs (value (twice_atanh (zh, zl)) - ln (1 + Z)) <= Rabs (2 * s) * atanh_error b).
  { replace (value (twice_atanh (zh, zl)) - ln (1 + Z)) with (2 * s * (u * y ^ 3 * p' + u ^ 2 * g2) + (2 * s * series y - ln (1 + Z))) by (rewrite <- E; ring).
    apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_mult.
    assert (B1 : Rabs (u * y ^ 3 * p' + u ^ 2 * g2) <= 0.575 * u * c ^ 6 + 30 * u ^ 2).
    { apply Rle_trans with (1 := Rabs_triang _ _). rewrite !Rabs_mult.
      rewrite (Rabs_right u), (Rabs_right (y ^ 3)), (Rabs_right (u ^ 2)) by (try apply Rle_ge; try apply pow2_ge_0; lra).
      assert (Rabs p' <= 0.575) by (apply Rabs_le; lra). assert (Rabs g2 <= 30) by (apply Rabs_le; lra).
      apply Rplus_le_compat.
      - replace (0.575 * u * c ^ 6) with (u * c ^ 6 * 0.575) by ring. apply Rmult_le_compat; [apply Rmult_le_pos; lra|apply Rabs_pos| |assumption].
        apply Rmult_le_compat_l; lra.
      - rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pow2_ge_0|assumption]. }
    apply (Rmult_le_compat_l (Rabs (2 * s))) in B1; [|apply Rabs_pos].
    apply (Rmult_le_compat_l (Rabs (2 * s))) in Y9; [|apply Rabs_pos].
    unfold atanh_error. fold c. lra. }
  assert (Pos : 0 <= atanh_error b).
  { unfold atanh_error. fold c. assert (0 <= c ^ 6) by now apply pow_le. assert (0 <= 0.575 * u * c ^ 6) by (apply Rmult_le_pos; [lra|assumption]).
    assert (X := pow2_ge_0 u). lra. }
  split; apply Rle_trans with (1 := Tot); apply Rmult_le_compat_r; try exact Pos.
  - fold c. rewrite Rabs_mult, (Rabs_right 2) by lra. lra.
  - exact Al.
Qed.

(** ** The reduction and the table *)

Lemma reduction_error mh ml r : pair mh ml -> format r -> 0.96 <= mh * r <= 1.04 ->
  let product := RN (mh * r) in
  let d := RN (product - 1) in
  let l := fma ml r (fma mh r (- product)) in
  exists delta, d + l = (mh + ml) * r - 1 + delta /\ Rabs delta <= 2.1 * u ^ 2 /\ (r = 1 -> delta = 0).
Proof.
  intros (Fh & Fl & Hl) Fr B product d l. assert (U := u_small).
  unfold l. unfold product. rewrite product_rest by assumption. fold product.
  destruct (RN_e (mh * r)) as [e1 [E1 B1]]. fold product in E1.
  assert (BP : 0.95 <= product <= 1.05) by (rewrite E1; set (x := mh * r) in *; split; interval with (i_prec 60)).
  assert (D : d = product - 1).
  { apply RN_exact. apply minus_one_format; [apply RN_format|]. split; [lra|]. simpl. lra. }
  assert (N : mh <> 0) by (intros E; rewrite E, Rmult_0_l in B; lra).
  assert (Ea : exists a, ml = mh * (u * a) /\ -1 <= a <= 1).
  { assert (U' := u_bounds). exists (ml / (mh * u)). split; [field; lra|]. apply Rabs_le_inv.
    assert (P := Rabs_pos_lt mh N). assert (Q : 0 < Rabs mh * u) by (apply Rmult_lt_0_compat; lra).
    replace (Rabs (ml / (mh * u))) with (Rabs ml / (Rabs mh * u)).
    - apply Rmult_le_reg_r with (Rabs mh * u); [exact Q|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
    - unfold Rdiv. rewrite Rabs_mult, Rabs_inv, Rabs_mult, (Rabs_right u) by lra. reflexivity. }
  destruct Ea as [a [Ea Ba]]. rewrite D. unfold fma, DoubleDouble.fma.
  destruct (RN_e (ml * r + (mh * r - product))) as [e2 [E2 B2]].
  exists ((ml * r + (mh * r - product)) * (u * e2)). split; [|split].
  - rewrite E2. ring.
  - rewrite Ea, E1. set (x := mh * r) in *.
    replace ((mh * (u * a) * r + (x - x * (1 + u * e1))) * (u * e2)) with (u ^ 2 * (x * (a - e1) * e2)) by (unfold x; ring).
    rewrite Rabs_mult, (Rabs_right (u ^ 2)), Rmult_comm by apply Rle_ge, pow2_ge_0.
    apply Rmult_le_compat_r; [apply pow2_ge_0|]. apply Rabs_le. split; interval with (i_prec 60).
  - intros ->. assert (P : product = mh) by (unfold product; rewrite Rmult_1_r; now apply RN_exact).
    rewrite P in E2 |- *. replace (ml * 1 + (mh * 1 - mh)) with ml in * by ring. rewrite RN_exact in E2 by exact Fl. lra.
Qed.

Lemma ln_perturbed x delta : 0.95 <= x -> Rabs delta <= 2.1 * u ^ 2 -> Rabs (ln (x + delta) - ln x) <= 2.3 * u ^ 2.
Proof.
  intros Hx Hd. assert (U := u_small). assert (U2 : 2.1 * u ^ 2 <= 0.001) by interval with (i_prec 60).
  assert (V := pow2_ge_0 u). apply Rabs_le_inv in Hd. rewrite <- ln_div_eq by lra.
  assert (A := ln_le_sub1 ((x + delta) / x) ltac:(apply Rdiv_lt_0_compat; lra)).
  assert (B := ln_ge_one_sub_inv ((x + delta) / x) ltac:(apply Rdiv_lt_0_compat; lra)).
  replace ((x + delta) / x - 1) with (delta * / x) in A by (field; lra).
  replace (1 - / ((x + delta) / x)) with (delta * / (x + delta)) in B by (field; split; lra).
  assert (I1 : 0 < / x <= / 0.94) by (split; [apply Rinv_0_lt_compat; lra|apply Rinv_le_contravar; lra]).
  assert (I2 : 0 < / (x + delta) <= / 0.94) by (split; [apply Rinv_0_lt_compat; lra|apply Rinv_le_contravar; lra]).
  assert (K : / 0.94 <= 1.07) by lra.
  apply Rabs_le. split.
  - apply Rle_trans with (2 := B). assert (- (2.1 * u ^ 2) * 1.07 <= delta * / (x + delta)); [|lra].
    destruct (Rle_lt_dec 0 delta); [assert (0 <= delta * / (x + delta)) by (apply Rmult_le_pos; lra); lra|].
    assert ((- delta) * / (x + delta) <= 2.1 * u ^ 2 * 1.07) by (apply Rmult_le_compat; lra). lra.
  - apply Rle_trans with (1 := A). assert (delta * / x <= 2.1 * u ^ 2 * 1.07); [|lra].
    destruct (Rle_lt_dec delta 0); [assert (0 <= (- delta) * / x) by (apply Rmult_le_pos; lra); lra|].
    apply Rmult_le_compat; lra.
Qed.

End Logarithm.
