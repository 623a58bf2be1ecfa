(** * The errors of double-double arithmetic

    The lemmas 2 to 7 of FloatingPoint.md, for numbers of 53 bits and an exponent
    without bounds (no overflow, no underflow), rounded to nearest, whatever the rule
    for ties; u = 2^-53.

    - [RN]: rounding to nearest; [fma a b c] rounds a b + c once;
    - [pair h l]: the value h + l with |l| <= u |h|;
    - [product_rest], [sum_rest]: the rest of a rounded product or sum is itself a
      number of the format, so that an fma finds the first exactly and TwoSum the
      second;
    - [divide_error] 6, [multiply_error] 6, [square_error] 4, [multiply_double_error] 2,
      [add_error] 3, [minus_one_error] 1: the constants, in units of u^2, up to a
      factor 1 + 4u.

    What is added at the end of each operation, the high part and the low part, is
    renormalised by FastTwoSum, which does not change the sum. *)

From Coq Require Import Reals ZArith Lra Lia.
From Flocq Require Import Core Relative Plus_error Mult_error Sterbenz.
Open Scope R_scope.

Section DoubleDouble.
Variable choice : Z -> bool.

Definition u : R := / 2 ^ 53.
Definition format (x : R) : Prop := generic_format radix2 (FLX_exp 53) x.
Definition RN (x : R) : R := round radix2 (FLX_exp 53) (Znearest choice) x.
Definition fma (a b c : R) : R := RN (a * b + c).

Lemma u_bounds : 0 < u < / 2 ^ 50.
Proof. unfold u. split; [apply Rinv_0_lt_compat; lra|]. apply Rinv_lt_contravar; lra. Qed.

Lemma RN_error x : Rabs (RN x - x) <= u * Rabs x.
Proof.
  assert (H := relative_error_N_FLX radix2 53 ltac:(lia) choice x). unfold RN.
  replace u with (/ 2 * bpow radix2 (- (53) + 1)); [exact H|]. unfold u. simpl. lra.
Qed.

(** Rounding as an additive error. *)
Lemma RN_split x : exists d, RN x = x + d /\ Rabs d <= u * Rabs x.
Proof. exists (RN x - x). split; [ring|apply RN_error]. Qed.

(** Rounding as a factor. *)
Lemma RN_factor x : exists d, RN x = x * (1 + d) /\ Rabs d <= u.
Proof.
  destruct (RN_split x) as [d [E B]]. assert (U := u_bounds).
  destruct (Req_dec x 0) as [Z|Z].
  - exists 0. subst x. rewrite Rabs_R0, Rmult_0_r in B. split; [|rewrite Rabs_R0; lra].
    rewrite E. assert (d = 0) as -> by (destruct (Req_dec d 0); [assumption|assert (P := Rabs_pos_lt d H); lra]). ring.
  - exists (d / x). split; [rewrite E; field; exact Z|].
    unfold Rdiv. rewrite Rabs_mult, Rabs_inv. assert (P := Rabs_pos_lt x Z).
    apply Rmult_le_reg_r with (Rabs x); [exact P|]. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma RN_exact x : format x -> RN x = x.
Proof. intros H. apply round_generic; [apply valid_rnd_N|exact H]. Qed.

Instance precision : Prec_gt_0 53 := eq_refl.

(** The rest of a product is found by one fma, without error. *)
Theorem product_rest a b : format a -> format b -> fma a b (- RN (a * b)) = a * b - RN (a * b).
Proof.
  intros Ha Hb. unfold fma. replace (a * b + - RN (a * b)) with (- (RN (a * b) - a * b)) by ring.
  rewrite RN_exact; [ring|]. apply generic_format_opp.
  apply (mult_error_FLX radix2 53 (Znearest choice)); assumption.
Qed.

(** The rest of a sum is a number of the format. *)
Theorem sum_rest a b : format a -> format b -> format (a + b - RN (a + b)).
Proof.
  intros Ha Hb. replace (a + b - RN (a + b)) with (- (RN (a + b) - (a + b))) by ring.
  apply generic_format_opp. apply (plus_error radix2 (FLX_exp 53) choice); assumption.
Qed.

Definition pair (h l : R) : Prop := format h /\ format l /\ Rabs l <= u * Rabs h.

Lemma triangle3 a b c : Rabs (a + b + c) <= Rabs a + Rabs b + Rabs c.
Proof. assert (X := Rabs_triang (a + b) c). assert (Y := Rabs_triang a b). lra. Qed.

(** The value of a pair against its high part. *)
Lemma pair_high h l : pair h l -> (1 - u) * Rabs h <= Rabs (h + l).
Proof.
  intros (_ & _ & L). assert (X := Rabs_triang_inv h (- l)). rewrite Rabs_Ropp in X.
  replace (h - - l) with (h + l) in X by ring. lra.
Qed.

Lemma pair_product h l h' l' : pair h l -> pair h' l' ->
  (1 - u) * (1 - u) * Rabs (h * h') <= Rabs ((h + l) * (h' + l')).
Proof.
  intros P P'. assert (A := pair_high h l P). assert (B := pair_high h' l' P'). assert (U := u_bounds).
  rewrite !Rabs_mult. assert (X := Rabs_pos h). assert (Y := Rabs_pos h').
  replace ((1 - u) * (1 - u) * (Rabs h * Rabs h')) with ((1 - u) * Rabs h * ((1 - u) * Rabs h')) by ring.
  apply Rmult_le_compat; try (apply Rmult_le_pos; lra); assumption.
Qed.

(** From an error relative to the high parts to one relative to the exact result. *)
Lemma relative e m v c : 0 <= c -> 0 <= m -> (1 - u) * (1 - u) * m <= v -> e <= c * u ^ 2 * (1 + u) * m ->
  e <= c * u ^ 2 * (1 + 4 * u) * v.
Proof.
  intros Hc Hm Hv He. assert (U := u_bounds). apply Rle_trans with (1 := He).
  apply Rle_trans with (c * u ^ 2 * (1 + 4 * u) * ((1 - u) * (1 - u) * m)).
  - assert (X : 1 + u <= (1 + 4 * u) * ((1 - u) * (1 - u))).
    { assert (u * u <= / 2 ^ 50 * u) by (apply Rmult_le_compat_r; lra).
      assert (0 <= u * u * u) by (repeat apply Rmult_le_pos; lra). lra. }
    assert (C : 0 <= c * u ^ 2 * m) by (repeat apply Rmult_le_pos; try apply pow2_ge_0; lra).
    apply (Rmult_le_compat_l _ _ _ C) in X. lra.
  - apply Rmult_le_compat_l; [|exact Hv].
    repeat apply Rmult_le_pos; try apply pow2_ge_0; lra.
Qed.

(** Lemma 3: the product of two pairs. *)
Theorem multiply_error ah al bh bl : pair ah al -> pair bh bl ->
  let high := RN (ah * bh) in
  let low := fma al bh (fma ah bl (fma ah bh (- high))) in
  Rabs (high + low - (ah + al) * (bh + bl)) <= 6 * u ^ 2 * (1 + 4 * u) * Rabs ((ah + al) * (bh + bl)).
Proof.
  intros PA PB high low. assert (U := u_bounds).
  apply (relative _ (Rabs (ah * bh))); [lra|apply Rabs_pos|now apply pair_product|].
  unfold low, high. destruct PA as (FA & FA' & LA). destruct PB as (FB & FB' & LB).
  rewrite product_rest by assumption. set (e := ah * bh - RN (ah * bh)).
  set (m := Rabs (ah * bh)). assert (M0 : 0 <= m) by apply Rabs_pos.
  assert (E : Rabs e <= u * m).
  { unfold e, m. rewrite Rabs_minus_sym. apply RN_error. }
  assert (H1 : Rabs (ah * bl) <= u * m).
  { unfold m. rewrite !Rabs_mult. apply (Rmult_le_compat_l (Rabs ah)) in LB; [lra|apply Rabs_pos]. }
  assert (H2 : Rabs (al * bh) <= u * m).
  { unfold m. rewrite !Rabs_mult. apply (Rmult_le_compat_r (Rabs bh)) in LA; [lra|apply Rabs_pos]. }
  assert (H3 : Rabs (al * bl) <= u * (u * m)).
  { rewrite Rabs_mult. apply Rle_trans with (u * Rabs ah * (u * Rabs bh)).
    - apply Rmult_le_compat; try apply Rabs_pos; assumption.
    - unfold m. rewrite Rabs_mult. right. ring. }
  unfold fma at 2. destruct (RN_split (ah * bl + e)) as [d1 [E1 B1]]. rewrite E1.
  unfold fma. destruct (RN_split (al * bh + (ah * bl + e + d1))) as [d2 [E2 B2]]. rewrite E2.
  assert (T1 := Rabs_triang (ah * bl) e).
  assert (D1 : Rabs d1 <= u * (2 * (u * m))).
  { apply Rle_trans with (1 := B1). apply Rmult_le_compat_l; lra. }
  assert (T2 := triangle3 (al * bh) (ah * bl + e) d1). rewrite <- Rplus_assoc in B2.
  assert (D2 : Rabs d2 <= u * (3 * (u * m) + 2 * (u * (u * m)))).
  { apply Rle_trans with (1 := B2). apply Rmult_le_compat_l; [lra|].
    replace (al * bh + (ah * bl + e) + d1) with (al * bh + (ah * bl + e) + d1) in T2 by ring. lra. }
  replace (RN (ah * bh) + (al * bh + (ah * bl + e + d1) + d2) - (ah + al) * (bh + bl)) with (d1 + d2 + - (al * bl))
    by (unfold e; ring).
  assert (T3 := triangle3 d1 d2 (- (al * bl))). rewrite Rabs_Ropp in T3.
  assert (0 <= u * (u * (u * m))) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

(** Lemma 4: the square of a pair; 2 ah is exact. *)
Theorem square_error ah al : pair ah al ->
  let high := RN (ah * ah) in
  let low := fma (2 * ah) al (fma ah ah (- high)) in
  Rabs (high + low - (ah + al) * (ah + al)) <= 4 * u ^ 2 * (1 + 4 * u) * Rabs ((ah + al) * (ah + al)).
Proof.
  intros PA high low. assert (U := u_bounds).
  apply (relative _ (Rabs (ah * ah))); [lra|apply Rabs_pos|now apply pair_product|].
  unfold low, high. destruct PA as (FA & FA' & LA).
  rewrite product_rest by assumption. set (e := ah * ah - RN (ah * ah)).
  set (m := Rabs (ah * ah)). assert (M0 : 0 <= m) by apply Rabs_pos.
  assert (E : Rabs e <= u * m).
  { unfold e, m. rewrite Rabs_minus_sym. apply RN_error. }
  assert (H1 : Rabs (2 * ah * al) <= 2 * (u * m)).
  { unfold m. rewrite !Rabs_mult, (Rabs_right 2) by lra.
    apply (Rmult_le_compat_l (Rabs ah)) in LA; [lra|apply Rabs_pos]. }
  assert (H3 : Rabs (al * al) <= u * (u * m)).
  { rewrite Rabs_mult. apply Rle_trans with (u * Rabs ah * (u * Rabs ah)).
    - apply Rmult_le_compat; try apply Rabs_pos; assumption.
    - unfold m. rewrite Rabs_mult. right. ring. }
  unfold fma. destruct (RN_split (2 * ah * al + e)) as [d1 [E1 B1]]. rewrite E1.
  assert (T1 := Rabs_triang (2 * ah * al) e).
  assert (D1 : Rabs d1 <= u * (3 * (u * m))).
  { apply Rle_trans with (1 := B1). apply Rmult_le_compat_l; lra. }
  replace (RN (ah * ah) + (2 * ah * al + e + d1) - (ah + al) * (ah + al)) with (d1 + - (al * al)) by (unfold e; ring).
  assert (T3 := Rabs_triang d1 (- (al * al))). rewrite Rabs_Ropp in T3.
  assert (0 <= u * (u * (u * m))) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

(** Lemma 5: a pair times a double. *)
Theorem multiply_double_error ah al b : pair ah al -> format b ->
  let high := RN (ah * b) in
  let low := fma al b (fma ah b (- high)) in
  Rabs (high + low - (ah + al) * b) <= 2 * u ^ 2 * (1 + 4 * u) * Rabs ((ah + al) * b).
Proof.
  intros PA FB high low. assert (U := u_bounds).
  apply (relative _ (Rabs (ah * b))); [lra|apply Rabs_pos| |].
  { assert (A := pair_high ah al PA). rewrite !Rabs_mult. assert (X := Rabs_pos ah). assert (Y := Rabs_pos b).
    apply (Rmult_le_compat_r (Rabs b)) in A; [|exact Y].
    assert (0 <= u * ((1 - u) * (Rabs ah * Rabs b))) by (repeat apply Rmult_le_pos; lra). lra. }
  unfold low, high. destruct PA as (FA & FA' & LA).
  rewrite product_rest by assumption. set (e := ah * b - RN (ah * b)).
  set (m := Rabs (ah * b)). assert (M0 : 0 <= m) by apply Rabs_pos.
  assert (E : Rabs e <= u * m).
  { unfold e, m. rewrite Rabs_minus_sym. apply RN_error. }
  assert (H2 : Rabs (al * b) <= u * m).
  { unfold m. rewrite !Rabs_mult. apply (Rmult_le_compat_r (Rabs b)) in LA; [lra|apply Rabs_pos]. }
  unfold fma. destruct (RN_split (al * b + e)) as [d1 [E1 B1]]. rewrite E1.
  assert (T1 := Rabs_triang (al * b) e).
  assert (D1 : Rabs d1 <= u * (2 * (u * m))).
  { apply Rle_trans with (1 := B1). apply Rmult_le_compat_l; lra. }
  replace (RN (ah * b) + (al * b + e + d1) - (ah + al) * b) with d1 by (unfold e; ring).
  assert (0 <= u * (u * (u * m))) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

(** Lemma 6: the sum of two pairs, relative to |a| + |b|; the rest of the high parts is exact ([sum_rest]). *)
Theorem add_error ah al bh bl : pair ah al -> pair bh bl ->
  let high := RN (ah + bh) in
  let low := RN ((ah + bh - high) + RN (al + bl)) in
  Rabs (high + low - ((ah + al) + (bh + bl)))
  <= 3 * u ^ 2 * (1 + 4 * u) * (Rabs (ah + al) + Rabs (bh + bl)).
Proof.
  intros PA PB high low. assert (U := u_bounds).
  apply (relative _ (Rabs ah + Rabs bh)); [lra|assert (X := Rabs_pos ah); assert (Y := Rabs_pos bh); lra| |].
  { assert (A := pair_high ah al PA). assert (B := pair_high bh bl PB).
    assert (X := Rabs_pos ah). assert (Y := Rabs_pos bh).
    assert (0 <= u * ((1 - u) * (Rabs ah + Rabs bh))) by (repeat apply Rmult_le_pos; lra). lra. }
  unfold low, high. destruct PA as (_ & _ & LA). destruct PB as (_ & _ & LB).
  set (m := Rabs ah + Rabs bh).
  assert (M0 : 0 <= m) by (unfold m; assert (X := Rabs_pos ah); assert (Y := Rabs_pos bh); lra).
  set (e := ah + bh - RN (ah + bh)).
  assert (E : Rabs e <= u * m).
  { unfold e, m. rewrite Rabs_minus_sym. apply Rle_trans with (1 := RN_error _).
    apply Rmult_le_compat_l; [lra|apply Rabs_triang]. }
  destruct (RN_split (al + bl)) as [d1 [E1 B1]]. rewrite E1.
  assert (T1 := Rabs_triang al bl).
  assert (L : Rabs (al + bl) <= u * m) by (unfold m; lra).
  assert (D1 : Rabs d1 <= u * (u * m)) by (apply Rle_trans with (1 := B1); apply Rmult_le_compat_l; lra).
  destruct (RN_split (e + (al + bl + d1))) as [d2 [E2 B2]]. rewrite E2.
  assert (T2 := triangle3 e (al + bl) d1). rewrite <- Rplus_assoc in B2.
  assert (D2 : Rabs d2 <= u * (2 * (u * m) + u * (u * m))) by (apply Rle_trans with (1 := B2); apply Rmult_le_compat_l; lra).
  replace (RN (ah + bh) + (e + (al + bl + d1) + d2) - (ah + al + (bh + bl))) with (d1 + d2) by (unfold e; ring).
  assert (T3 := Rabs_triang d1 d2).
  assert (0 <= u * (u * (u * m))) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

(** Lemma 2: the quotient of two doubles, by the rounded reciprocal and one correction. *)
Theorem divide_error a b : b <> 0 ->
  let reciprocal := RN (1 / b) in
  let high := RN (a * reciprocal) in
  let low := RN (fma (- high) b a * reciprocal) in
  Rabs (high + low - a / b) <= 6 * u ^ 2 * (1 + 4 * u) * Rabs (a / b).
Proof.
  intros Hb reciprocal high low. assert (U := u_bounds). unfold low, high, reciprocal.
  destruct (RN_factor (1 / b)) as [d1 [E1 B1]]. rewrite E1.
  destruct (RN_factor (a * (1 / b * (1 + d1)))) as [d2 [E2 B2]]. rewrite E2. unfold fma.
  set (q := a * (1 / b * (1 + d1)) * (1 + d2)).
  destruct (RN_factor (- q * b + a)) as [d3 [E3 B3]]. rewrite E3.
  destruct (RN_factor ((- q * b + a) * (1 + d3) * (1 / b * (1 + d1)))) as [d4 [E4 B4]]. rewrite E4.
  replace (q + (- q * b + a) * (1 + d3) * (1 / b * (1 + d1)) * (1 + d4) - a / b)
    with ((d1 + d2 + d1 * d2) * - ((d1 + d3 + d4 + d1 * d3) + (d1 + d3 + d1 * d3) * d4) * (a / b))
    by (unfold q; field; exact Hb).
  rewrite !Rabs_mult, Rabs_Ropp. apply Rmult_le_compat_r; [apply Rabs_pos|].
  assert (Pr : forall x y, Rabs x <= u -> Rabs y <= u -> Rabs (x * y) <= u * u).
  { intros x y Hx Hy. rewrite Rabs_mult. apply Rmult_le_compat; try apply Rabs_pos; assumption. }
  assert (X : Rabs (d1 + d2 + d1 * d2) <= 2 * u + u * u).
  { assert (T := triangle3 d1 d2 (d1 * d2)). assert (P := Pr d1 d2 B1 B2). lra. }
  assert (Y : Rabs (d1 + d3 + d4 + d1 * d3 + (d1 + d3 + d1 * d3) * d4) <= 3 * u + 3 * (u * u) + u * u * u).
  { assert (T := triangle3 (d1 + d3 + d4) (d1 * d3) ((d1 + d3 + d1 * d3) * d4)).
    assert (T2 := triangle3 d1 d3 d4). assert (P := Pr d1 d3 B1 B3).
    assert (T3 := triangle3 d1 d3 (d1 * d3)).
    assert (Z : Rabs ((d1 + d3 + d1 * d3) * d4) <= (2 * u + u * u) * u).
    { rewrite Rabs_mult. apply Rmult_le_compat; try apply Rabs_pos; lra. }
    lra. }
  apply Rle_trans with ((2 * u + u * u) * (3 * u + 3 * (u * u) + u * u * u)).
  - apply Rmult_le_compat; try apply Rabs_pos; assumption.
  - assert (V : u * u <= / 2 ^ 50 * u) by (apply Rmult_le_compat_r; lra).
    assert (W : 0 <= u * u) by (apply Rmult_le_pos; lra).
    assert (W3 : 0 <= u * u * u) by (repeat apply Rmult_le_pos; lra).
    assert (V3 : u * u * u * u <= / 2 ^ 50 * (u * u * u)).
    { replace (u * u * u * u) with (u * (u * u * u)) by ring. apply Rmult_le_compat_r; lra. }
    assert (V4 : u * u * u * u * u <= u * u * u * u) by (replace (u * u * u * u * u) with (u * (u * u * u * u)) by ring;
      assert (0 <= u * u * u * u) by (repeat apply Rmult_le_pos; lra); assert (u <= 1) by lra; nra).
    lra.
Qed.

(** Below 2^k a rounding errs by at most half of 2^(k-53). *)
Lemma RN_half_ulp x k : Rabs x < bpow radix2 k -> Rabs (RN x - x) <= / 2 * bpow radix2 (k - 53).
Proof.
  intros H. destruct (Req_dec x 0) as [->|Z].
  - rewrite RN_exact by apply generic_format_0. rewrite Rminus_0_r, Rabs_R0.
    apply Rmult_le_pos; [lra|apply bpow_ge_0].
  - apply Rle_trans with (1 := error_le_half_ulp radix2 (FLX_exp 53) choice x).
    apply Rmult_le_compat_l; [lra|]. rewrite ulp_neq_0 by exact Z. apply bpow_le.
    unfold cexp, FLX_exp. assert (M := mag_le_bpow radix2 x k Z H). lia.
Qed.

(** A number of the format from 1/2 to 2^53, less 1, is one. *)
Lemma minus_one_format t : format t -> / 2 <= t < bpow radix2 53 -> format (t - 1).
Proof.
  intros F H. destruct (Rle_lt_dec t 2) as [H2|H2].
  - apply (sterbenz radix2 (FLX_exp 53)); [exact F| |lra].
    apply (generic_format_bpow radix2 (FLX_exp 53) 0). unfold FLX_exp. lia.
  - apply FLX_format_generic in F; [|exact precision]. destruct F as [f E B].
    assert (Z : t <> 0) by lra.
    set (c := (mag radix2 t - 53)%Z). assert (G := generic_format_FLX radix2 53 t (FLX_spec _ _ _ f E B)).
    assert (C : (c <= 0)%Z).
    { unfold c. assert (M := mag_le_bpow radix2 t 53 Z). rewrite Rabs_right in M by lra. specialize (M (proj2 H)). lia. }
    assert (Et : t = IZR (Ztrunc (scaled_mantissa radix2 (FLX_exp 53) t)) * bpow radix2 c) by exact G.
    set (m := Ztrunc (scaled_mantissa radix2 (FLX_exp 53) t)) in *.
    assert (One : 1 = IZR (2 ^ (- c)) * bpow radix2 c).
    { change 2%Z with (radix_val radix2). rewrite IZR_Zpower by lia. rewrite <- bpow_plus.
      replace (- c + c)%Z with 0%Z by lia. reflexivity. }
    apply (generic_format_FLX radix2 53). apply (FLX_spec radix2 53 (t - 1) (Float radix2 (m - 2 ^ (- c)) c)).
    + unfold F2R. simpl. rewrite minus_IZR. rewrite Et at 1. lra.
    + simpl Fnum.
      assert (P : 0 < bpow radix2 c) by apply bpow_gt_0.
      assert (Up : IZR m * bpow radix2 c < bpow radix2 (mag radix2 t)).
      { rewrite <- Et. assert (X := bpow_mag_gt radix2 t). rewrite Rabs_right in X by lra. exact X. }
      assert (Low : (2 ^ (- c) <= m)%Z).
      { apply le_IZR. apply Rmult_le_reg_r with (bpow radix2 c); [exact P|]. rewrite <- One, <- Et. lra. }
      assert (mlt : (m < 2 ^ 53)%Z).
      { apply lt_IZR. apply Rmult_lt_reg_r with (bpow radix2 c); [exact P|]. apply Rlt_le_trans with (1 := Up).
        change 2%Z with (radix_val radix2). rewrite IZR_Zpower by lia. rewrite <- bpow_plus. apply bpow_le. unfold c. lia. }
      assert (0 < 2 ^ (- c))%Z by (apply Z.pow_pos_nonneg; lia).
      change (radix_val radix2) with 2%Z. rewrite Z.abs_eq by lia. lia.
Qed.

(** Lemma 7: t - 1. *)
Theorem minus_one_error th tl : pair th tl -> 0 <= th < bpow radix2 53 ->
  let high := RN (th - 1) in
  let low := RN ((th - 1 - high) + tl) in
  Rabs (high + low - (th + tl - 1)) <= 1 * u ^ 2 * (1 + 4 * u) * Rabs (th + tl - 1).
Proof.
  intros (FH & FL & L) Ht high low. assert (U := u_bounds). unfold low, high.
  rewrite (Rabs_right th) in L by lra.
  destruct (Rle_lt_dec (/ 2) th) as [H|H].
  - rewrite (RN_exact (th - 1)) by (apply minus_one_format; [exact FH|lra]).
    replace (th - 1 - (th - 1) + tl) with tl by ring. rewrite (RN_exact tl) by exact FL.
    replace (th - 1 + tl - (th + tl - 1)) with 0 by ring. rewrite Rabs_R0.
    repeat apply Rmult_le_pos; try apply pow2_ge_0; try apply Rabs_pos; lra.
  - assert (Eu : u = bpow radix2 (-53)) by (unfold u; simpl; lra).
    set (e := th - 1 - RN (th - 1)).
    assert (E : Rabs e <= / 2 * u).
    { unfold e. rewrite Rabs_minus_sym. destruct (Req_dec th 0) as [->|Z].
      - rewrite RN_exact; [replace (0 - 1 - (0 - 1)) with 0 by ring; rewrite Rabs_R0; lra|].
        replace (0 - 1) with (- (1)) by ring. apply generic_format_opp.
        apply (generic_format_bpow radix2 (FLX_exp 53) 0). unfold FLX_exp. lia.
      - rewrite Eu. apply (RN_half_ulp (th - 1) 0). simpl. rewrite Rabs_left; lra. }
    assert (T := Rabs_triang e tl).
    assert (S : Rabs (e + tl) < bpow radix2 (-53)).
    { rewrite <- Eu. apply Rle_lt_trans with (1 := T).
      assert (u * th < u * / 2) by (apply Rmult_lt_compat_l; lra). lra. }
    assert (B := RN_half_ulp (e + tl) (-53) S).
    replace (bpow radix2 (-53 - 53)) with (u * u) in B by (rewrite Eu, <- bpow_plus; reflexivity).
    replace (RN (th - 1) + RN (e + tl) - (th + tl - 1)) with (RN (e + tl) - (e + tl)) by (unfold e; ring).
    apply Rle_trans with (1 := B).
    assert (V : / 2 - u <= Rabs (th + tl - 1)).
    { assert (X := Rle_abs tl). rewrite Rabs_left1; [|assert (u * th <= u * / 2) by (apply Rmult_le_compat_l; lra); lra].
      assert (u * th <= u * / 2) by (apply Rmult_le_compat_l; lra). lra. }
    apply Rle_trans with (1 * u ^ 2 * (1 + 4 * u) * (/ 2 - u)).
    + assert (0 <= u * u) by (apply Rmult_le_pos; lra).
      assert (u * u * (u * u) <= u * u * (/ 4 * u)) by (apply Rmult_le_compat_l; [lra|apply Rmult_le_compat_r; lra]). lra.
    + apply Rmult_le_compat_l; [repeat apply Rmult_le_pos; try apply pow2_ge_0; lra|exact V].
Qed.

End DoubleDouble.
