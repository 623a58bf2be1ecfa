(** * One more equal level

    The step [cost n K <= gain n K] of the induction in [EqualLevels], for all
    n >= 4 and K >= 1.  Notation as there: theta = 1/(2K+1), P = (1 + theta)^n,
    Q = (1 - theta)^n.

    - [step_few_levels], n >= 7 and 2 K <= n: with the geometric bound of the
      power sum and u = (P + Q)/(P - Q) the step becomes a rational inequality
      in u and theta ([step_few]), which upper bounds of both settle;
    - [step_many_levels], n >= 7 and 2 K > n: with the midpoint bound, and P and Q
      between their Taylor polynomials, there remains [gap_poly] >= 0.  It is a
      quotient of polynomials in n - 7 and 1/theta - n - 2, both nonnegative,
      without negative coefficients;
    - [step_4], [step_5], [step_6]: closed forms of the power sums and the Padé
      bound of ln (1 + z); a polynomial in K - 1 without negative coefficients
      remains. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN PowerSums EqualLevels.
Open Scope R_scope.

(** ** Few levels: 2 K <= n *)

Lemma few u th :
  1 <= u -> 0 < th < 1 -> th * (u + 1) < 1 ->
  let D := (1 - u * th) ^ 2 - th ^ 2 in
  th * (2 * u * (u ^ 2 - 1) / D + (u + 1) / 3 + (u - 1) / (3 * (1 - th))) <= 1 ->
  (u + 1) * ln (1 + th) - (u - 1) * ln (1 - th)
  <= (u + 1) * (th * u / (1 - th * (u - 1))) - (u - 1) * (th * u / (1 - th * (u + 1))).
Proof.
  intros Hu Ht H D HD.
  assert (ED : D = (1 - th * (u - 1)) * (1 - th * (u + 1))) by (unfold D; ring).
  assert (D0 : 0 < D) by (rewrite ED; apply Rmult_lt_0_compat; lra).
  assert (L1 := ln_upper_3 th ltac:(lra)). assert (L2 := ln_lower_3 th ltac:(lra)).
  apply (Rmult_le_compat_l (u + 1)) in L1; [|lra]. apply (Rmult_le_compat_l (u - 1)) in L2; [|lra].
  replace ((u + 1) * (th * u / (1 - th * (u - 1))) - (u - 1) * (th * u / (1 - th * (u + 1))))
    with (2 * u * th - th ^ 2 * (th * (2 * u * (u ^ 2 - 1) / D))).
  2: { rewrite ED. field. lra. }
  assert (X : th ^ 2 * (th * (2 * u * (u ^ 2 - 1) / D + (u + 1) / 3 + (u - 1) / (3 * (1 - th)))) <= th ^ 2 * 1)
    by (apply Rmult_le_compat_l; [apply pow2_ge_0|exact HD]).
  replace ((u - 1) * (th + th ^ 2 / 2 + th ^ 3 / (3 * (1 - th))))
    with ((u - 1) * (th + th ^ 2 / 2) + th ^ 2 * (th * ((u - 1) / (3 * (1 - th))))) in L2 by (field; lra).
  replace ((u + 1) * (th - th ^ 2 / 2 + th ^ 3 / 3))
    with ((u + 1) * (th - th ^ 2 / 2) + th ^ 2 * (th * ((u + 1) / 3))) in L1 by field.
  lra.
Qed.

(** The side condition from upper bounds of u and theta. *)
Lemma few_condition u th u0 th0 d0 :
  1 <= u <= u0 -> 0 < th <= th0 -> th0 < 1 -> th0 * (u0 + 1) < 1 -> 0 < d0 ->
  d0 <= (1 - u0 * th0) ^ 2 - th0 ^ 2 ->
  th0 * (2 * u0 * (u0 ^ 2 - 1) / d0 + (u0 + 1) / 3 + (u0 - 1) / (3 * (1 - th0))) <= 1 ->
  th * (2 * u * (u ^ 2 - 1) / ((1 - u * th) ^ 2 - th ^ 2) + (u + 1) / 3 + (u - 1) / (3 * (1 - th))) <= 1.
Proof.
  intros Hu Ht H1 H2 Hd Hd0 H. apply Rle_trans with (2 := H).
  assert (U : u * th <= u0 * th0) by (apply Rmult_le_compat; lra).
  assert (D : d0 <= (1 - u * th) ^ 2 - th ^ 2).
  { apply Rle_trans with (1 := Hd0).
    replace ((1 - u * th) ^ 2 - th ^ 2) with ((1 - u * th - th) * (1 - u * th + th)) by ring.
    replace ((1 - u0 * th0) ^ 2 - th0 ^ 2) with ((1 - u0 * th0 - th0) * (1 - u0 * th0 + th0)) by ring.
    assert (u * th - th <= u0 * th0 - th0).
    { replace (u * th - th) with ((u - 1) * th) by ring. replace (u0 * th0 - th0) with ((u0 - 1) * th0) by ring.
      apply Rmult_le_compat; lra. }
    apply Rmult_le_compat; lra. }
  assert (W : u * (u ^ 2 - 1) <= u0 * (u0 ^ 2 - 1)).
  { assert (u ^ 2 <= u0 ^ 2) by (apply pow_incr; lra). assert (1 <= u ^ 2) by nra.
    apply Rmult_le_compat; lra. }
  assert (W0 : 0 <= u * (u ^ 2 - 1)) by (assert (1 <= u ^ 2) by nra; apply Rmult_le_pos; lra).
  assert (I1 : / ((1 - u * th) ^ 2 - th ^ 2) <= / d0) by (apply Rinv_le_contravar; lra).
  assert (I2 : / (3 * (1 - th)) <= / (3 * (1 - th0))) by (apply Rinv_le_contravar; lra).
  assert (I3 : 0 < / (3 * (1 - th))) by (apply Rinv_0_lt_compat; lra).
  assert (I4 : 0 < / ((1 - u * th) ^ 2 - th ^ 2)) by (apply Rinv_0_lt_compat; lra).
  assert (J1 : 2 * u * (u ^ 2 - 1) / ((1 - u * th) ^ 2 - th ^ 2) <= 2 * u0 * (u0 ^ 2 - 1) / d0).
  { unfold Rdiv. apply Rmult_le_compat; lra. }
  assert (J2 : (u - 1) / (3 * (1 - th)) <= (u0 - 1) / (3 * (1 - th0))).
  { unfold Rdiv. apply Rmult_le_compat; lra. }
  assert (J3 : 0 <= 2 * u * (u ^ 2 - 1) / ((1 - u * th) ^ 2 - th ^ 2)) by (unfold Rdiv; apply Rmult_le_pos; lra).
  assert (J4 : 0 <= (u - 1) / (3 * (1 - th))) by (unfold Rdiv; apply Rmult_le_pos; lra).
  apply Rmult_le_compat; lra.
Qed.

Lemma step_few n K u0 th0 d0 r0 :
  (1 <= n)%nat -> (1 <= K)%nat ->
  INR K ^ n <= r0 * INR (S K) ^ n -> 0 < r0 < 1 -> (1 + r0) / (1 - r0) <= u0 ->
  / (2 * INR K + 1) <= th0 -> th0 < 1 -> th0 * (u0 + 1) < 1 -> 0 < d0 ->
  d0 <= (1 - u0 * th0) ^ 2 - th0 ^ 2 ->
  th0 * (2 * u0 * (u0 ^ 2 - 1) / d0 + (u0 + 1) / 3 + (u0 - 1) / (3 * (1 - th0))) <= 1 ->
  cost n K <= gain n K.
Proof.
  intros Hn HK Hr Hr0 Hu0 Hth Ht1 Ht2 Hd Hd0 H.
  destruct (step_facts n K Hn HK) as (N & C & T & Cn & PQ & E1 & E2 & E3 & E4).
  set (c := INR K + / 2) in *. set (th := / (2 * INR K + 1)) in *.
  set (P := (1 + th) ^ n) in *. set (Q := (1 - th) ^ n) in *.
  assert (R : Q <= r0 * P).
  { apply Rmult_le_reg_l with (c ^ n); [exact Cn|]. rewrite E1, E2 in Hr. lra. }
  set (u := (P + Q) / (P - Q)).
  assert (U1 : 1 <= u).
  { unfold u. apply Rmult_le_reg_r with (P - Q); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (U2 : u <= u0).
  { apply Rle_trans with (2 := Hu0). unfold u. apply Rmult_le_reg_r with ((P - Q) * (1 - r0)); [nra|].
    replace ((P + Q) / (P - Q) * ((P - Q) * (1 - r0))) with ((P + Q) * (1 - r0)) by (field; lra).
    replace ((1 + r0) / (1 - r0) * ((P - Q) * (1 - r0))) with ((1 + r0) * (P - Q)) by (field; lra). nra. }
  assert (Tu : th * (u + 1) < 1).
  { apply Rle_lt_trans with (th0 * (u0 + 1)); [|exact Ht2]. apply Rmult_le_compat; lra. }
  set (g' := 2 * th * (P * Q) / (P - Q)).
  assert (G1 : g' = Q * (th * (u + 1))) by (unfold g', u; field; lra).
  assert (G2 : g' = P * (th * (u - 1))) by (unfold g', u; field; lra).
  apply (step_from_bound n K Hn HK g').
  - exact (g_geometric n K Hn HK).
  - rewrite G1. fold th Q. nra.
  - fold th P Q.
    assert (F := few u th U1 T Tu). cbv zeta in F.
    specialize (F (few_condition u th u0 th0 d0 ltac:(lra) ltac:(lra) Ht1 Ht2 Hd Hd0 H)).
    assert (EP : P = (P - Q) / 2 * (u + 1)) by (unfold u; field; lra).
    assert (EQ : Q = (P - Q) / 2 * (u - 1)) by (unfold u; field; lra).
    assert (Hw : 0 < (P - Q) / 2) by lra.
    assert (T2 : 0 < 1 - th * (u - 1)) by lra.
    assert (G3 : g' < Q) by (rewrite G1; nra).
    unfold Phi.
    replace (P * (g' + th * P) / (P - g')) with (P * (th * u / (1 - th * (u - 1)))).
    2: { rewrite G2. replace (P - P * (th * (u - 1))) with (P * (1 - th * (u - 1))) by ring. field. split; lra. }
    replace (Q * (g' - th * Q) / (Q - g')) with (Q * (th * u / (1 - th * (u + 1)))).
    2: { rewrite G1. replace (Q - Q * (th * (u + 1))) with (Q * (1 - th * (u + 1))) by ring. field. split; lra. }
    set (w := (P - Q) / 2) in *. clearbody w. rewrite EP, EQ.
    apply (Rmult_le_compat_l w) in F; [|lra]. lra.
Qed.

(** (K / (K+1))^n <= 9/49 for K >= 3 and n >= 2 K. *)
Lemma pow_second x m : 0 <= x -> 1 + INR m * x + INR m * (INR m - 1) / 2 * x ^ 2 <= (1 + x) ^ m.
Proof.
  intros H. induction m as [|m IH]; [simpl; lra|].
  rewrite S_INR. change ((1 + x) ^ S m) with ((1 + x) * (1 + x) ^ m).
  assert (I := pos_INR m).
  assert (X : 0 <= INR m * (INR m - 1)).
  { destruct m as [|k]; [simpl; lra|]. assert (J := INR_ge_1 (S k) ltac:(lia)). apply Rmult_le_pos; lra. }
  apply Rle_trans with ((1 + x) * (1 + INR m * x + INR m * (INR m - 1) / 2 * x ^ 2)).
  - assert (0 <= INR m * (INR m - 1) * x ^ 3) by (apply Rmult_le_pos; [exact X|apply pow_le; exact H]). nra.
  - apply Rmult_le_compat_l; lra.
Qed.

Lemma ratio_few n K : (3 <= K)%nat -> (2 * K <= n)%nat -> INR K ^ n <= 9 / 49 * INR (S K) ^ n.
Proof.
  intros HK Hn. assert (N : 3 <= INR K) by (replace 3 with (INR 3) by (simpl; ring); apply le_INR; exact HK).
  replace n with (2 * K + (n - 2 * K))%nat by lia. rewrite !pow_add.
  assert (B : INR K ^ (n - 2 * K) <= INR (S K) ^ (n - 2 * K)) by (apply pow_incr; rewrite S_INR; lra).
  assert (B0 : 0 <= INR K ^ (n - 2 * K)) by (apply pow_le; lra).
  assert (A : INR K ^ (2 * K) <= 9 / 49 * INR (S K) ^ (2 * K)).
  { assert (X := pow_second (/ INR K) K ltac:(left; apply Rinv_0_lt_compat; lra)).
    assert (Y : 7 / 3 <= (1 + / INR K) ^ K).
    { apply Rle_trans with (2 := X).
      replace (1 + INR K * / INR K + INR K * (INR K - 1) / 2 * (/ INR K) ^ 2) with (5 / 2 - / INR K / 2) by (field; lra).
      assert (/ INR K <= / 3) by (apply Rinv_le_contravar; lra). lra. }
    replace (INR (S K)) with (INR K * (1 + / INR K)) by (rewrite S_INR; field; lra).
    rewrite Rpow_mult_distr. replace (2 * K)%nat with (K + K)%nat by lia. rewrite !pow_add.
    assert (P : 0 < INR K ^ K) by (apply pow_lt; lra).
    assert (49 / 9 <= (1 + / INR K) ^ K * (1 + / INR K) ^ K) by nra.
    assert (0 < INR K ^ K * INR K ^ K) by (now apply Rmult_lt_0_compat). nra. }
  assert (A0 : 0 <= INR K ^ (2 * K)) by (apply pow_le; lra).
  apply Rle_trans with (9 / 49 * INR (S K) ^ (2 * K) * INR (S K) ^ (n - 2 * K)).
  - apply Rmult_le_compat; assumption.
  - right. ring.
Qed.

Lemma ratio_fixed a b n m r : 0 < a <= b -> (m <= n)%nat -> a ^ m <= r * b ^ m -> a ^ n <= r * b ^ n.
Proof.
  intros H Hm E. replace n with (m + (n - m))%nat by lia. rewrite !pow_add.
  apply Rle_trans with (r * b ^ m * b ^ (n - m)).
  - apply Rmult_le_compat; [apply pow_le; lra|apply pow_le; lra|exact E|apply pow_incr; lra].
  - right. ring.
Qed.

Lemma step_few_levels n K : (7 <= n)%nat -> (1 <= K)%nat -> (2 * K <= n)%nat -> cost n K <= gain n K.
Proof.
  intros Hn HK H. destruct (le_lt_dec 3 K) as [H3|H3].
  - assert (N : 3 <= INR K) by (replace 3 with (INR 3) by (simpl; ring); apply le_INR; exact H3).
    apply (step_few n K (29 / 20) (1 / 7) (3 / 5) (9 / 49)); try lia; try lra.
    + now apply ratio_few.
    + replace (1 / 7) with (/ 7) by field. apply Rinv_le_contravar; lra.
  - destruct (Nat.eq_dec K 1) as [->|Hne].
    + apply (step_few n 1 (129 / 127) (1 / 3) (3 / 10) (1 / 128)); try lia; try (simpl; lra).
      apply (ratio_fixed _ _ n 7); [simpl; lra|lia|simpl; lra].
    + assert (K = 2%nat) as -> by lia.
      apply (step_few n 2 (9 / 8) (1 / 5) (1 / 2) (1 / 17)); try lia; try (simpl; lra).
      apply (ratio_fixed _ _ n 7); [simpl; lra|lia|simpl; lra].
Qed.

(** ** Many levels: 2 K > n >= 7 *)

Lemma even_odd_lower n th : 0 <= th ->
  2 * (1 + INR n * (INR n - 1) / 2 * th ^ 2) <= (1 + th) ^ n + (1 - th) ^ n /\
  2 * (INR n * th + INR n * (INR n - 1) * (INR n - 2) / 6 * th ^ 3) <= (1 + th) ^ n - (1 - th) ^ n.
Proof.
  intros H. induction n as [|n [IE IO]]; [simpl; lra|].
  rewrite S_INR. set (m := INR n) in *. change ((1 + th) ^ S n) with ((1 + th) * (1 + th) ^ n).
  change ((1 - th) ^ S n) with ((1 - th) * (1 - th) ^ n).
  set (E := (1 + th) ^ n + (1 - th) ^ n) in *. set (D := (1 + th) ^ n - (1 - th) ^ n) in *.
  replace ((1 + th) * (1 + th) ^ n + (1 - th) * (1 - th) ^ n) with (E + th * D) by (unfold E, D; ring).
  replace ((1 + th) * (1 + th) ^ n - (1 - th) * (1 - th) ^ n) with (D + th * E) by (unfold E, D; ring).
  assert (IE' := Rmult_le_compat_l th _ _ H IE). assert (IO' := Rmult_le_compat_l th _ _ H IO).
  assert (C : 0 <= m * (m - 1) * (m - 2)).
  { unfold m. destruct n as [|[|k]]; [simpl; lra|simpl; lra|].
    assert (J := INR_ge_2 (S (S k)) ltac:(lia)). repeat apply Rmult_le_pos; lra. }
  assert (0 <= m * (m - 1) * (m - 2) * th ^ 4) by (apply Rmult_le_pos; [exact C|apply pow_le; exact H]).
  split; lra.
Qed.

Lemma even_odd_upper n th : 0 <= th -> INR n * th <= 1 ->
  (1 + th) ^ n + (1 - th) ^ n
  <= 2 * (1 + INR n * (INR n - 1) / 2 * th ^ 2 + 20 / 19 * INR n ^ 4 * th ^ 4 / 24) /\
  (1 + th) ^ n - (1 - th) ^ n
  <= 2 * (INR n * th + INR n * (INR n - 1) * (INR n - 2) / 6 * th ^ 3 + 20 / 19 * INR n ^ 5 * th ^ 5 / 120).
Proof.
  intros H. induction n as [|n IH]; [simpl; lra|].
  rewrite S_INR. intros Hm. assert (M0 := pos_INR n).
  destruct (IH ltac:(lra)) as [IE IO]. clear IH. set (m := INR n) in *.
  change ((1 + th) ^ S n) with ((1 + th) * (1 + th) ^ n).
  change ((1 - th) ^ S n) with ((1 - th) * (1 - th) ^ n).
  set (E := (1 + th) ^ n + (1 - th) ^ n) in *. set (D := (1 + th) ^ n - (1 - th) ^ n) in *.
  replace ((1 + th) * (1 + th) ^ n + (1 - th) * (1 - th) ^ n) with (E + th * D) by (unfold E, D; ring).
  replace ((1 + th) * (1 + th) ^ n - (1 - th) * (1 - th) ^ n) with (D + th * E) by (unfold E, D; ring).
  assert (IE' := Rmult_le_compat_l th _ _ H IE). assert (IO' := Rmult_le_compat_l th _ _ H IO).
  assert (T4 : 0 <= th ^ 4) by (apply pow_le; exact H). assert (T5 : 0 <= th ^ 5) by (apply pow_le; exact H).
  assert (Q : (m * th) ^ 2 <= 1) by (rewrite <- (pow1 2); apply pow_incr; split; [now apply Rmult_le_pos|lra]).
  assert (M3 : 0 <= m ^ 3 * th ^ 4) by (apply Rmult_le_pos; [apply pow_le|]; assumption).
  assert (Q5 : m ^ 5 * th ^ 6 <= m ^ 3 * th ^ 4).
  { replace (m ^ 5 * th ^ 6) with (m ^ 3 * th ^ 4 * (m * th) ^ 2) by ring. nra. }
  assert (A1 : 0 <= m * th ^ 4) by (now apply Rmult_le_pos).
  assert (A2 : 0 <= m ^ 2 * th ^ 4) by (apply Rmult_le_pos; [apply pow2_ge_0|assumption]).
  assert (A3 : m * th ^ 4 <= m ^ 2 * th ^ 4).
  { apply Rmult_le_compat_r; [exact T4|]. unfold m. destruct n as [|k]; [simpl; lra|].
    assert (J := INR_ge_1 (S k) ltac:(lia)). nra. }
  assert (B3 : 0 <= m ^ 3 * th ^ 5) by (apply Rmult_le_pos; [apply pow_le|]; assumption).
  assert (B2 : 0 <= m ^ 2 * th ^ 5) by (apply Rmult_le_pos; [apply pow2_ge_0|assumption]).
  assert (B1 : 0 <= m * th ^ 5) by (now apply Rmult_le_pos).
  split; lra.
Qed.

Definition gap_poly (m th : R) : R :=
  (th ^ 2 * (m * th + m * (m - 1) * (m - 2) / 6 * th ^ 3)
   - 2 / 3 * th ^ 3 * (1 + m * (m - 1) / 2 * th ^ 2 + 20 / 19 * m ^ 4 * th ^ 4 / 24)
   - th ^ 4 * (3 / 8) + 2 / (m + 1) * th)
  * (1 - m * th ^ 2 - 2 / (m + 1) * (1 + m * (m - 1) / 2 * th ^ 2 + 20 / 19 * m ^ 4 * th ^ 4 / 24) + / (m + 1) ^ 2)
  - / (m + 1) ^ 2 * (2 * ((m - 1) * th + m * (m - 1) * (m - 5) / 6 * th ^ 3 + 20 / 19 * m ^ 5 * th ^ 5 / 120)
                     + 2 / (m + 1) * th).

Ltac positive := repeat first [apply Rplus_le_le_0_compat | apply Rmult_le_pos | apply pow_le | lra].

Lemma gap_poly_nonneg m th : 7 <= m -> 0 < th <= / (m + 2) -> 0 <= gap_poly m th.
Proof.
  intros Hm Ht. set (j := m - 7). set (t := / th - m - 2).
  assert (Hj : 0 <= j) by (unfold j; lra).
  assert (Ht0 : 0 <= t).
  { unfold t. assert (m + 2 <= / th); [|lra]. rewrite <- (Rinv_inv (m + 2)). apply Rinv_le_contravar; lra. }
  assert (Em : m = j + 7) by (unfold j; ring).
  assert (Et : th = / (j + t + 9)) by (unfold t, j; replace (m - 7 + (/ th - m - 2) + 9) with (/ th) by ring; now rewrite Rinv_inv).
  rewrite Em, Et. clearbody j t. clear - Hj Ht0.
  replace (gap_poly (j + 7) (/ (j + t + 9))) with ((63612*j^11 + 485640*j^10*t + 5390604*j^10 + 1629972*j^9*t^2 + 37300800*j^9*t + 205951859*j^9 + 3143664*j^8*t^3 + 111997020*j^8*t^2 + 1277805993*j^8*t + 4674305666*j^8 + 3813300*j^7*t^4 + 190074480*j^7*t^3 + 3385585395*j^7*t^2 + 25658289909*j^7*t + 69854331457*j^7 + 2980872*j^6*t^5 + 198550608*j^6*t^4 + 4967004453*j^6*t^3 + 58955334840*j^6*t^2 + 333525950106*j^6*t + 719291596499*j^6 + 1467180*j^5*t^6 + 129750696*j^5*t^5 + 4362730809*j^5*t^4 + 73046347875*j^5*t^3 + 649570742010*j^5*t^2 + 2921157703035*j^5*t + 5181562995163*j^5 + 415872*j^4*t^7 + 51116688*j^4*t^6 + 2304693027*j^4*t^5 + 52215547167*j^4*t^4 + 658325782239*j^4*t^3 + 4673421435579*j^4*t^2 + 17357187815466*j^4*t + 25912022495243*j^4 + 51984*j^3*t^8 + 10812672*j^3*t^7 + 691038873*j^3*t^6 + 21240460962*j^3*t^5 + 365272572408*j^3*t^4 + 3698519902674*j^3*t^3 + 21792651764295*j^3*t^2 + 68454716260971*j^3*t + 87018572865871*j^3 + 883728*j^2*t^8 + 100403847*j^2*t^7 + 4477787703*j^2*t^6 + 105977073870*j^2*t^5 + 1478087113020*j^2*t^4 + 12512941137783*j^2*t^3 + 62729418666606*j^2*t^2 + 168767160196818*j^2*t + 182381347143725*j^2 + 4600584*j*t^8 + 384688098*j*t^7 + 13610358027*j*t^6 + 266251872474*j*t^5 + 3144977124219*j*t^4 + 22859779759299*j*t^3 + 98834710652664*j*t^2 + 227492593172709*j*t + 203133731535526*j + 6731928*t^8 + 483266007*t^7 + 14814968553*t^6 + 252819977571*t^5 + 2613087667701*t^4 + 16575237980973*t^3 + 61705290174339*t^2 + 117568370368953*t + 76020409865575) / (77976*(j + 8)^2*(j + t + 9)^11)).
  2: { unfold gap_poly. field. split; lra. }
  apply Rmult_le_pos; [positive|].
  left. apply Rinv_0_lt_compat. repeat first [apply Rmult_lt_0_compat | apply pow_lt | lra].
Qed.

Lemma gap_den_pos m th : 7 <= m -> 0 < th <= / (m + 2) ->
  0 < 1 - m * th ^ 2 - 2 / (m + 1) * (1 + m * (m - 1) / 2 * th ^ 2 + 20 / 19 * m ^ 4 * th ^ 4 / 24) + / (m + 1) ^ 2.
Proof.
  intros Hm Ht. set (j := m - 7). set (t := / th - m - 2).
  assert (Hj : 0 <= j) by (unfold j; lra).
  assert (Ht0 : 0 <= t).
  { unfold t. assert (m + 2 <= / th); [|lra]. rewrite <- (Rinv_inv (m + 2)). apply Rinv_le_contravar; lra. }
  assert (Em : m = j + 7) by (unfold j; ring).
  assert (Et : th = / (j + t + 9)) by (unfold t, j; replace (m - 7 + (/ th - m - 2) + 9) with (/ th) by ring; now rewrite Rinv_inv).
  rewrite Em, Et. clearbody j t. clear - Hj Ht0.
  replace (1 - (j + 7) * (/ (j + t + 9)) ^ 2 - 2 / (j + 7 + 1) * (1 + (j + 7) * (j + 7 - 1) / 2 * (/ (j + t + 9)) ^ 2
    + 20 / 19 * (j + 7) ^ 4 * (/ (j + t + 9)) ^ 4 / 24) + / (j + 7 + 1) ^ 2) with ((57*j^6 + 228*j^5*t + 2731*j^5 + 342*j^4*t^2 + 9120*j^4*t + 54483*j^4 + 228*j^3*t^3 + 10830*j^3*t^2 + 145692*j^3*t + 579266*j^3 + 57*j^2*t^4 + 5244*j^2*t^3 + 128136*j^2*t^2 + 1161660*j^2*t + 3461515*j^2 + 798*j*t^4 + 39900*j*t^3 + 671118*j*t^2 + 4622016*j*t + 11022123*j + 2793*t^4 + 100548*t^3 + 1312710*t^2 + 7340004*t + 14609105) / (57*(j + 8)^2*(j + t + 9)^4)).
  2: { field. split; lra. }
  apply Rmult_lt_0_compat.
  - apply Rle_lt_trans with 0; [lra|].
    repeat match goal with |- 0 < _ + ?c => (apply Rplus_le_lt_0_compat; [positive|]) end. lra.
  - apply Rinv_0_lt_compat. repeat first [apply Rmult_lt_0_compat | apply pow_lt | lra].
Qed.

Lemma step_many_levels n K : (7 <= n)%nat -> (n + 1 <= 2 * K)%nat -> cost n K <= gain n K.
Proof.
  intros Hn HK. assert (HK1 : (1 <= K)%nat) by lia. assert (Hn1 : (1 <= n)%nat) by lia.
  destruct (step_facts n K Hn1 HK1) as (N & C & T & Cn & PQ & E1 & E2 & E3 & E4).
  assert (M7 : 7 <= INR n) by (replace 7 with (INR 7) by (simpl; ring); apply le_INR; exact Hn).
  assert (MK : INR n + 1 <= 2 * INR K).
  { replace (INR n + 1) with (INR (n + 1)) by (rewrite plus_INR; reflexivity).
    replace (2 * INR K) with (INR (2 * K)) by (rewrite mult_INR; reflexivity). apply le_INR. exact HK. }
  apply (step_from_bound n K Hn1 HK1 (/ (INR n + 1))).
  - exact (g_midpoint n K Hn1 HK1).
  - apply Rlt_le_trans with (2 / (INR n + 2)).
    + apply Rmult_lt_reg_r with ((INR n + 1) * (INR n + 2)); [nra|].
      replace (/ (INR n + 1) * ((INR n + 1) * (INR n + 2))) with (INR n + 2) by (field; lra).
      replace (2 / (INR n + 2) * ((INR n + 1) * (INR n + 2))) with (2 * (INR n + 1)) by (field; lra). lra.
    + assert (U := one_minus_pow_upper (/ (2 * INR K + 1)) n ltac:(lra)).
      assert (V : / (2 * INR K + 1) <= / (INR n + 2)) by (apply Rinv_le_contravar; lra).
      apply (Rmult_le_compat_l (INR n)) in V; [|lra].
      replace (INR n * / (INR n + 2)) with (1 - 2 / (INR n + 2)) in V by (field; lra). lra.
  - set (th := / (2 * INR K + 1)) in *. set (P := (1 + th) ^ n) in *. set (Q := (1 - th) ^ n) in *.
    assert (Ht : 0 < th <= / (INR n + 2)).
    { split; [lra|]. unfold th. apply Rinv_le_contravar; lra. }
    assert (Ht9 : th <= / 9) by (apply Rle_trans with (1 := proj2 Ht); apply Rinv_le_contravar; lra).
    assert (Hmt : INR n * th <= 1).
    { apply Rle_trans with (INR n * / (INR n + 2)); [apply Rmult_le_compat_l; lra|].
      apply Rmult_le_reg_r with (INR n + 2); [lra|]. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    assert (Q2 : / (INR n + 1) < Q).
    { apply Rlt_le_trans with (2 / (INR n + 2)).
      + apply Rmult_lt_reg_r with ((INR n + 1) * (INR n + 2)); [nra|].
        replace (/ (INR n + 1) * ((INR n + 1) * (INR n + 2))) with (INR n + 2) by (field; lra).
        replace (2 / (INR n + 2) * ((INR n + 1) * (INR n + 2))) with (2 * (INR n + 1)) by (field; lra). lra.
      + assert (U := one_minus_pow_upper th n ltac:(lra)). fold Q in U.
        assert (V := proj2 Ht). apply (Rmult_le_compat_l (INR n)) in V; [|lra].
        replace (INR n * / (INR n + 2)) with (1 - 2 / (INR n + 2)) in V by (field; lra). lra. }
    destruct (even_odd_lower n th ltac:(lra)) as [EL OL]. destruct (even_odd_upper n th ltac:(lra) Hmt) as [EU OU].
    fold P Q in EL, OL, EU, OU.
    assert (PQ1 : 1 - INR n * th ^ 2 <= P * Q).
    { unfold P, Q. rewrite <- Rpow_mult_distr. replace ((1 + th) * (1 - th)) with (1 - th ^ 2) by ring.
      assert (U := one_minus_pow_upper (th ^ 2) n ltac:(nra)). lra. }
    assert (Q1 : Q <= 1) by (apply pow_le_1; lra).
    assert (L1 := ln_upper_3 th ltac:(lra)). assert (L2 := ln_lower_3 th ltac:(lra)).
    assert (L3 : th ^ 3 / (3 * (1 - th)) <= th ^ 3 / 3 + 3 / 8 * th ^ 4).
    { apply Rmult_le_reg_r with (3 * (1 - th)); [lra|].
      replace (th ^ 3 / (3 * (1 - th)) * (3 * (1 - th))) with (th ^ 3) by (field; lra).
      assert (0 <= th ^ 4 * (1 - 9 * th)) by (apply Rmult_le_pos; [apply pow_le; lra|lra]). lra. }
    apply (Rmult_le_compat_l P) in L1; [|lra].
    assert (L4 : - ln (1 - th) <= th + th ^ 2 / 2 + (th ^ 3 / 3 + 3 / 8 * th ^ 4)) by lra.
    apply (Rmult_le_compat_l Q) in L4; [|lra].
    assert (T4 : 0 <= th ^ 4) by (apply pow_le; lra). assert (T3 : 0 <= th ^ 3) by (apply pow_le; lra).
    assert (T2 := pow2_ge_0 th).
    rewrite Phi_alt by lra. set (g := / (INR n + 1)) in *.
    assert (G0 : 0 < g) by (apply Rinv_0_lt_compat; lra).
    set (NN := (1 - th) * P - (1 + th) * Q + 2 * g * th).
    set (DD := (P - g) * (Q - g)).
    assert (D0 : 0 < DD) by (apply Rmult_lt_0_compat; lra).
    replace (P ^ 2 * (1 + th) / (P - g) - Q ^ 2 * (1 - th) / (Q - g) - P + Q)
      with (th * (P + Q) + 2 * g * th - g ^ 2 * (NN / DD)).
    2: { unfold NN, DD. field. lra. }
    set (m := INR n) in *.
    set (EE := 1 + m * (m - 1) / 2 * th ^ 2 + 20 / 19 * m ^ 4 * th ^ 4 / 24) in *.
    set (NU := 2 * ((m - 1) * th + m * (m - 1) * (m - 5) / 6 * th ^ 3 + 20 / 19 * m ^ 5 * th ^ 5 / 120) + 2 * g * th).
    assert (N1 : NN <= NU).
    { unfold NN, NU. apply (Rmult_le_compat_l th) in EL; [|lra]. lra. }
    set (DL := 1 - m * th ^ 2 - 2 * g * EE + g ^ 2).
    assert (D1 : DL <= DD).
    { unfold DL, DD. apply (Rmult_le_compat_l g) in EU; [|lra]. lra. }
    assert (D2 := gap_den_pos m th M7 Ht). assert (GP := gap_poly_nonneg m th M7 Ht).
    assert (ED : 1 - m * th ^ 2 - 2 / (m + 1) * EE + / (m + 1) ^ 2 = DL).
    { unfold DL, g. rewrite pow_inv. unfold Rdiv. ring. }
    unfold gap_poly in GP. fold EE in GP, D2. rewrite ED in GP, D2.
    set (X := th ^ 2 * (m * th + m * (m - 1) * (m - 2) / 6 * th ^ 3) - 2 / 3 * th ^ 3 * EE - th ^ 4 * (3 / 8) + 2 / (m + 1) * th) in *.
    assert (GP' : 0 <= X * DL - g ^ 2 * NU).
    { replace (g ^ 2 * NU) with (/ (m + 1) ^ 2 * (2 * ((m - 1) * th + m * (m - 1) * (m - 5) / 6 * th ^ 3 + 20 / 19 * m ^ 5 * th ^ 5 / 120)
                     + 2 / (m + 1) * th)); [exact GP|]. unfold NU, g. rewrite pow_inv. unfold Rdiv. ring. }
    assert (NU0 : 0 <= NU).
    { unfold NU. assert (0 <= th ^ 5) by (apply pow_le; lra).
      assert (0 <= m ^ 5) by (apply pow_le; lra).
      assert (0 <= m * (m - 1) * (m - 5)) by (repeat apply Rmult_le_pos; lra).
      assert (0 <= g * th) by (apply Rmult_le_pos; lra). assert (0 <= (m - 1) * th) by (apply Rmult_le_pos; lra).
      assert (0 <= m * (m - 1) * (m - 5) * th ^ 3) by (now apply Rmult_le_pos).
      assert (0 <= m ^ 5 * th ^ 5) by (now apply Rmult_le_pos). lra. }
    assert (F : g ^ 2 * (NN / DD) <= X).
    { apply Rle_trans with (g ^ 2 * (NU / DL)).
      - apply Rmult_le_compat_l; [apply pow2_ge_0|].
        apply Rle_trans with (NU / DD); [apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|exact N1]|].
        apply Rmult_le_compat_l; [exact NU0|]. apply Rinv_le_contravar; assumption.
      - apply Rmult_le_reg_r with DL; [exact D2|].
        replace (g ^ 2 * (NU / DL) * DL) with (g ^ 2 * NU) by (field; lra). lra. }
    assert (FX : X = th ^ 2 * (m * th + m * (m - 1) * (m - 2) / 6 * th ^ 3) - 2 / 3 * th ^ 3 * EE - th ^ 4 * (3 / 8) + 2 * g * th)
      by (unfold X, g, Rdiv; ring).
    apply (Rmult_le_compat_l (th ^ 2)) in OL; [|exact T2].
    apply (Rmult_le_compat_l (th ^ 3)) in EU; [|exact T3].
    apply (Rmult_le_compat_l (th ^ 4)) in Q1; [|exact T4].
    lra.
Qed.

(** ** n = 4, 5, 6 *)

(** With k = K - 1, the Padé bounds of both logarithms of the cost. *)
Ltac step_pade n :=
  match goal with H : (1 <= ?K)%nat |- _ =>
    assert (N := INR_ge_1 K H); set (k := INR K - 1);
    replace (INR K) with (k + 1) by (unfold k; ring);
    assert (K0 : 0 <= k) by (unfold k; lra); clearbody k; clear N H end;
  match goal with K0 : 0 <= ?k |- _ =>
    assert (P1 := ln_pade (/ (2 * (k + 1) + 1)) ltac:(left; apply Rinv_0_lt_compat; lra));
    assert (P2 := ln_pade (/ (2 * (k + 1))) ltac:(left; apply Rinv_0_lt_compat; lra));
    apply (Rmult_le_compat_l ((k + 1 + 1) ^ n)) in P1; [|apply pow_le; lra];
    apply (Rmult_le_compat_l ((k + 1) ^ n)) in P2; [|apply pow_le; lra];
    assert (Q2 := pow_le k 2 K0); assert (Q3 := pow_le k 3 K0); assert (Q4 := pow_le k 4 K0) end.

Lemma step_4 K : (1 <= K)%nat -> cost 4 K <= gain 4 K.
Proof.
  intros H. unfold cost, gain. rewrite power_sum_4, S_INR. step_pade 4%nat.
  replace ((k + 1 + 1) ^ 4 * (k + 1 + / 2) - ((k + 1) ^ 5 / 5 + (k + 1) ^ 4 / 2 + (k + 1) ^ 3 / 3 - (k + 1) / 30))
    with (((k+1) + 1)*(2*(k+1) + 1)*(2*(k+1) + 3)*(6*(k+1)^2 + 12*(k+1) + 5)/30) by field.
  replace ((k + 1) ^ 4 * (k + 1 + / 2) - ((k + 1) ^ 5 / 5 + (k + 1) ^ 4 / 2 + (k + 1) ^ 3 / 3 - (k + 1) / 30))
    with ((k+1)*(2*(k+1) - 1)*(2*(k+1) + 1)*(6*(k+1)^2 - 1)/30) by field.
  match goal with |- _ <= ?x - ?y => match type of P1 with _ <= ?p1 => match type of P2 with _ <= ?p2 =>
    enough (0 <= x - y - p1 - p2) as F by lra;
    replace (x - y - p1 - p2) with ((8640*k^10 + 130896*k^9 + 875424*k^8 + 3399228*k^7 + 8469068*k^6 + 14102296*k^5 + 15819728*k^4 + 11724329*k^3 + 5439499*k^2 + 1406355*k + 150925) / (8*(2*(k+1) - 1)*(2*(k+1) + 1)*(2*(k+1) + 3)*(3*(k+1) + 1)*(6*(k+1) + 5)*(6*(k+1)^2 - 1)*(6*(k+1)^2 + 12*(k+1) + 5))) by (field; repeat split; lra) end end end.
  apply Rmult_le_pos; [positive|]. left. apply Rinv_0_lt_compat. repeat apply Rmult_lt_0_compat; lra.
Qed.

Lemma step_5 K : (1 <= K)%nat -> cost 5 K <= gain 5 K.
Proof.
  intros H. unfold cost, gain. rewrite power_sum_5, S_INR. step_pade 5%nat.
  replace ((k + 1 + 1) ^ 5 * (k + 1 + / 2) - ((k + 1) ^ 6 / 6 + (k + 1) ^ 5 / 2 + 5 * (k + 1) ^ 4 / 12 - (k + 1) ^ 2 / 12))
    with (((k+1) + 1)^2*(10*(k+1)^4 + 40*(k+1)^3 + 55*(k+1)^2 + 30*(k+1) + 6)/12) by field.
  replace ((k + 1) ^ 5 * (k + 1 + / 2) - ((k + 1) ^ 6 / 6 + (k + 1) ^ 5 / 2 + 5 * (k + 1) ^ 4 / 12 - (k + 1) ^ 2 / 12))
    with ((k+1)^2*(10*(k+1)^4 - 5*(k+1)^2 + 1)/12) by field.
  match goal with |- _ <= ?x - ?y => match type of P1 with _ <= ?p1 => match type of P2 with _ <= ?p2 =>
    enough (0 <= x - y - p1 - p2) as F by lra;
    replace (x - y - p1 - p2) with ((9840*k^13 + 193420*k^12 + 1740144*k^11 + 9485380*k^10 + 34933528*k^9 + 91719749*k^8 + 176421346*k^7 + 251330989*k^6 + 264690334*k^5 + 203096521*k^4 + 110117310*k^3 + 39886131*k^2 + 8653770*k + 854154) / (8*(2*(k+1) + 1)*(3*(k+1) + 1)*(6*(k+1) + 5)*(10*(k+1)^4 - 5*(k+1)^2 + 1)*(10*(k+1)^4 + 40*(k+1)^3 + 55*(k+1)^2 + 30*(k+1) + 6))) by (field; repeat split; lra) end end end.
  apply Rmult_le_pos; [positive|]. left. apply Rinv_0_lt_compat. repeat apply Rmult_lt_0_compat; lra.
Qed.

Lemma step_6 K : (1 <= K)%nat -> cost 6 K <= gain 6 K.
Proof.
  intros H. unfold cost, gain. rewrite power_sum_6, S_INR. step_pade 6%nat.
  replace ((k + 1 + 1) ^ 6 * (k + 1 + / 2) - ((k + 1) ^ 7 / 7 + (k + 1) ^ 6 / 2 + (k + 1) ^ 5 / 2 - (k + 1) ^ 3 / 6 + (k + 1) / 42))
    with (((k+1) + 1)*(2*(k+1) + 1)*(2*(k+1) + 3)*(3*(k+1)^2 + 3*(k+1) + 1)*(3*(k+1)^2 + 9*(k+1) + 7)/42) by field.
  replace ((k + 1) ^ 6 * (k + 1 + / 2) - ((k + 1) ^ 7 / 7 + (k + 1) ^ 6 / 2 + (k + 1) ^ 5 / 2 - (k + 1) ^ 3 / 6 + (k + 1) / 42))
    with ((k+1)*(2*(k+1) - 1)*(2*(k+1) + 1)*(3*(k+1)^2 - 3*(k+1) + 1)*(3*(k+1)^2 + 3*(k+1) + 1)/42) by field.
  match goal with |- _ <= ?x - ?y => match type of P1 with _ <= ?p1 => match type of P2 with _ <= ?p2 =>
    enough (0 <= x - y - p1 - p2) as F by lra;
    replace (x - y - p1 - p2) with ((14688*k^14 + 310788*k^13 + 3028548*k^12 + 18010989*k^11 + 72993522*k^10 + 213080667*k^9 + 461508037*k^8 + 752309824*k^7 + 925954221*k^6 + 854881971*k^5 + 581940762*k^4 + 283007269*k^3 + 92978455*k^2 + 18503116*k + 1686139) / (8*(2*(k+1) - 1)*(2*(k+1) + 1)*(2*(k+1) + 3)*(3*(k+1) + 1)*(6*(k+1) + 5)*(3*(k+1)^2 - 3*(k+1) + 1)*(3*(k+1)^2 + 3*(k+1) + 1)*(3*(k+1)^2 + 9*(k+1) + 7))) by (field; repeat split; lra) end end end.
  apply Rmult_le_pos; [positive|]. left. apply Rinv_0_lt_compat. repeat apply Rmult_lt_0_compat; lra.
Qed.
