(** * The log-ratio between best and worst of n

    Preference training on the best and the worst of n draws aims at

      T = E_best ln (q/p) - E_worst ln (q/p),

    q best-of-n, and takes the value (n-1) H_(n-1) of a continuous reward for it,
    H the harmonic numbers.  [best_worst_bound]: T is at most that value on every
    finite distribution, and less for n >= 2 ([best_worst_strict]).  So equality is
    false; [best_worst_equality_false]: one level, n = 2, has T = 0 against 1.

    The best's part is KL.  For the worst's part
    [worst_cell] compares with the integral of n (1-u)^(n-1) ln (n u^(n-1)): one
    factor decreases and the other increases (Chebyshev), and ln is concave.
    [worst_integral] is an antiderivative. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound Refutations BestConstants.
Open Scope R_scope.

Definition harmonic (k : nat) : R := rsum (fun j => / INR (S j)) k.

(** The worst of n draws is on level i. *)
Definition worst (n : nat) (p : nat -> R) (i : nat) : R := (1 - cum p i) ^ n - (1 - cum p (S i)) ^ n.

Definition best_worst (K : nat) (p : nat -> R) (n : nat) : R :=
  rsum (fun i => bon n p i * ln (bon n p i / p i)) K - rsum (fun i => worst n p i * ln (bon n p i / p i)) K.

Definition geometric_sum (n : nat) (u : R) : R := rsum (fun k => (1 - u) ^ k) n.
Definition logarithmic_sum (n : nat) (u : R) : R := rsum (fun k => (1 - u) ^ S k * / INR (S k)) n.

Lemma geometric_sum_closed n u : u * geometric_sum n u = 1 - (1 - u) ^ n.
Proof.
  unfold geometric_sum. induction n as [|n IH]; [simpl; ring|].
  rewrite rsum_S, Rmult_plus_distr_l, IH. simpl. ring.
Qed.

Lemma logarithmic_sum_derive n u : is_derive (logarithmic_sum n) u (- geometric_sum n u).
Proof.
  unfold logarithmic_sum, geometric_sum. induction n as [|n IH].
  - simpl. auto_derive; [exact I|ring].
  - apply (is_derive_ext (fun v => rsum (fun k => (1 - v) ^ S k * / INR (S k)) n + (1 - v) ^ S n * / INR (S n)));
      [reflexivity|].
    replace (- rsum (fun k => (1 - u) ^ k) (S n))
      with (- rsum (fun k => (1 - u) ^ k) n + - (1 - u) ^ n) by (rewrite rsum_S; ring).
    apply (is_derive_plus (K := R_AbsRing) (V := R_NormedModule)); [exact IH|].
    assert (N : INR (S n) <> 0) by (apply not_0_INR; lia).
    auto_derive; [exact I|].
    change (match n with O => 1 | S _ => INR n + 1 end) with (INR (S n)).
    simpl pred. change (1 + - u) with (1 - u). generalize ((1 - u) ^ n). intros z. field. exact N.
Qed.

(** An antiderivative of n (1-u)^(n-1) ln (n u^(n-1)). *)
Definition worst_integral (n : nat) (u : R) : R :=
  - ln (INR n) * (1 - u) ^ n + (INR n - 1) * (geometric_sum n u * (u * ln u) + logarithmic_sum n u).

Lemma worst_integral_derive m u : 0 < u ->
  is_derive (worst_integral (S m)) u
    (INR (S m) * (1 - u) ^ m * (ln (INR (S m)) + (INR (S m) - 1) * ln u)).
Proof.
  intros Hu. set (n := S m).
  apply (is_derive_ext (fun v => (- ln (INR n) * (1 - v) ^ n + (INR n - 1) * ((1 - (1 - v) ^ n) * ln v))
    + (INR n - 1) * logarithmic_sum n v)).
  { intros v. unfold worst_integral. rewrite <- geometric_sum_closed. simpl. ring. }
  replace (INR n * (1 - u) ^ m * (ln (INR n) + (INR n - 1) * ln u))
    with ((ln (INR n) * (INR n * (1 - u) ^ m)
           + (INR n - 1) * (INR n * (1 - u) ^ m * ln u + geometric_sum n u))
          + (INR n - 1) * - geometric_sum n u) by ring.
  apply (is_derive_plus (K := R_AbsRing) (V := R_NormedModule)).
  - replace (geometric_sum n u) with ((1 - (1 - u) ^ n) / u)
      by (rewrite <- geometric_sum_closed; field; lra).
    unfold n. auto_derive; [lra|].
    change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). simpl pred.
    change (1 + - u) with (1 - u). change ((1 - u) ^ S m) with ((1 - u) * (1 - u) ^ m). field. lra.
  - apply (is_derive_scal (logarithmic_sum n)). apply logarithmic_sum_derive.
Qed.

Lemma worst_integral_continuous_0 n : continuity_pt (worst_integral n) 0.
Proof.
  assert (C : forall f : R -> R, ex_derive f 0 -> continuity_pt f 0).
  { intros f Hf. apply continuity_pt_filterlim. now apply (ex_derive_continuous f). }
  assert (G : continuity_pt (geometric_sum n) 0).
  { unfold geometric_sum. induction n as [|k IH].
    - simpl. apply continuity_pt_const. intros x y. reflexivity.
    - apply (continuity_pt_plus (fun u => rsum (fun j => (1 - u) ^ j) k) (fun u => (1 - u) ^ k)); [exact IH|].
      apply C. auto_derive. exact I. }
  unfold worst_integral.
  apply (continuity_pt_plus (fun u => - ln (INR n) * (1 - u) ^ n)); [apply C; auto_derive; exact I|].
  apply (continuity_pt_mult (fun _ => INR n - 1)); [apply continuity_pt_const; intros x y; reflexivity|].
  apply (continuity_pt_plus (fun u => geometric_sum n u * (u * ln u))).
  - apply (continuity_pt_mult (geometric_sum n) (fun u => u * ln u)); [exact G|]. apply u_ln_u_continuous. lra.
  - apply C. eexists. apply logarithmic_sum_derive.
Qed.

(** A bound that holds near 0 on the right holds at 0. *)
Lemma bound_at_0 f b c : 0 < b -> continuity_pt f 0 -> (forall e, 0 < e <= b -> f e <= c) -> f 0 <= c.
Proof.
  intros Hb Hc H. apply Rnot_lt_le. intros Hlt.
  destruct (Hc (f 0 - c) ltac:(lra)) as [d [Hd D]].
  assert (E : 0 < Rmin b (d / 2)) by (apply Rmin_pos; lra).
  assert (E1 := Rmin_l b (d / 2)). assert (E2 := Rmin_r b (d / 2)).
  specialize (D (Rmin b (d / 2))). specialize (H (Rmin b (d / 2)) ltac:(lra)).
  assert (A : Rabs (f (Rmin b (d / 2)) - f 0) < f 0 - c).
  { apply D. split; [split; [exact I|lra]|]. change (Rabs (Rmin b (d / 2) - 0) < d).
    rewrite Rminus_0_r, Rabs_right by lra. lra. }
  apply Rabs_def2 in A. lra.
Qed.

Lemma worst_cell n a b : (1 <= n)%nat -> 0 <= a < b -> b <= 1 ->
  worst_integral n b - worst_integral n a
  <= ((1 - a) ^ n - (1 - b) ^ n) * ln ((b ^ n - a ^ n) / (b - a)).
Proof.
  intros Hn Hab Hb. destruct n as [|m]; [lia|]. set (n := S m).
  set (c := (b ^ n - a ^ n) / (b - a)). set (w := ((1 - a) ^ n - (1 - b) ^ n) / (b - a)).
  assert (N1 := INR_ge_1 n ltac:(lia)).
  assert (c0 : 0 < c).
  { apply Rdiv_lt_0_compat; [|lra]. assert (P := pow_strict a b n ltac:(unfold n; lia) Hab). lra. }
  assert (w0 : 0 <= w).
  { apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra].
    assert (P := pow_mono (1 - b) (1 - a) n ltac:(lra)). lra. }
  (* where the density of the worst equals its mean over the cell *)
  destruct (MVT_cor2 (fun u => - (1 - u) ^ n) (fun u => INR n * (1 - u) ^ m) a b (proj2 Hab)) as [u0 [E0 I0]].
  { intros u _. apply is_derive_Reals. unfold n. auto_derive; [exact I|].
    change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). simpl pred.
    change (1 + - u) with (1 - u). ring. }
  assert (W0 : INR n * (1 - u0) ^ m = w).
  { apply Rmult_eq_reg_r with (b - a); [|lra]. rewrite <- E0. unfold w. field. lra. }
  set (L := fun u => ln (INR n) + (INR n - 1) * ln u).
  set (psi := fun u => w * (u * ln c + u ^ n / c - u) + L u0 * (- (1 - u) ^ n - w * u) - worst_integral n u).
  assert (Mono : forall e, a <= e -> 0 < e <= b -> psi e <= psi b).
  { intros e He He2.
    apply (increasing_from_derivative psi (fun u => w * (ln c + INR n * u ^ m / c - 1)
      + L u0 * (INR n * (1 - u) ^ m - w) - INR n * (1 - u) ^ m * L u) e b (proj2 He2)); intros u Hu.
    - apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule)
        (fun u => w * (u * ln c + u ^ n / c - u) + L u0 * (- (1 - u) ^ n - w * u))).
      + generalize (L u0). intros l. unfold n. auto_derive; [exact I|].
        change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). simpl pred.
        change (1 + - u) with (1 - u). field. lra.
      + apply worst_integral_derive. lra.
    - assert (Um : 0 < u ^ m) by (apply pow_lt; lra).
      assert (T : L u <= ln c + INR n * u ^ m / c - 1).
      { assert (M0 : 0 < INR n * u ^ m) by (apply Rmult_lt_0_compat; lra).
        assert (X := ln_le_sub1 (INR n * u ^ m / c) (Rdiv_lt_0_compat _ _ M0 c0)).
        rewrite ln_div_eq, ln_mult, ln_pow_eq in X by (exact M0 || exact c0 || exact Um || lra).
        unfold L. replace (INR n - 1) with (INR m) by (unfold n; rewrite S_INR; ring). lra. }
      apply (Rmult_le_compat_l w) in T; [|exact w0].
      enough (0 <= (INR n * (1 - u) ^ m - w) * (L u0 - L u)) by lra.
      rewrite <- W0. destruct (Rle_lt_dec u u0) as [H|H].
      + assert (A := pow_mono (1 - u0) (1 - u) m ltac:(lra)).
        assert (B := ln_le_mono u u0 ltac:(lra) H). unfold L. apply Rmult_le_pos.
        * enough (INR n * (1 - u0) ^ m <= INR n * (1 - u) ^ m) by lra. apply Rmult_le_compat_l; lra.
        * assert ((INR n - 1) * ln u <= (INR n - 1) * ln u0) by (apply Rmult_le_compat_l; lra). lra.
      + assert (A := pow_mono (1 - u) (1 - u0) m ltac:(lra)).
        assert (B := ln_le_mono u0 u ltac:(lra) ltac:(lra)). unfold L.
        assert (X : INR n * (1 - u) ^ m <= INR n * (1 - u0) ^ m) by (apply Rmult_le_compat_l; lra).
        assert (Y : (INR n - 1) * ln u0 <= (INR n - 1) * ln u) by (apply Rmult_le_compat_l; lra). nra. }
  assert (Ends : psi a <= psi b).
  { destruct (proj1 Hab) as [Ha|Ha]; [apply Mono; lra|]. rewrite <- Ha in *.
    apply (bound_at_0 psi b); [lra| |intros e He; apply Mono; lra].
    apply (continuity_pt_minus (fun u => w * (u * ln c + u ^ n / c - u) + L u0 * (- (1 - u) ^ n - w * u)));
      [|apply worst_integral_continuous_0].
    generalize (L u0). intros l. apply continuity_pt_filterlim.
    apply (ex_derive_continuous (fun u => w * (u * ln c + u ^ n / c - u) + l * (- (1 - u) ^ n - w * u))).
    auto_derive. exact I. }
  unfold psi in Ends.
  assert (Ew : w * (b - a) = (1 - a) ^ n - (1 - b) ^ n) by (unfold w; field; lra).
  assert (E1 : b ^ n - a ^ n = c * (b - a)) by (unfold c; field; lra).
  assert (Ec : b ^ n / c - a ^ n / c = b - a).
  { replace (b ^ n / c - a ^ n / c) with ((b ^ n - a ^ n) / c) by (unfold Rdiv; ring). rewrite E1. field. lra. }
  rewrite <- Ew.
  assert (X : w * (b ^ n / c) - w * (a ^ n / c) = w * (b - a)) by (rewrite <- Ec; ring).
  assert (Y : L u0 * (- (1 - b) ^ n - w * b) - L u0 * (- (1 - a) ^ n - w * a) = 0).
  { replace (L u0 * (- (1 - b) ^ n - w * b) - L u0 * (- (1 - a) ^ n - w * a))
      with (L u0 * (((1 - a) ^ n - (1 - b) ^ n) - w * (b - a))) by ring. rewrite Ew. ring. }
  lra.
Qed.

Lemma worst_integral_ends n : (1 <= n)%nat ->
  worst_integral n 1 - worst_integral n 0 = ln (INR n) - (INR n - 1) * harmonic n.
Proof.
  intros Hn. unfold worst_integral. rewrite ln_1, Rmult_0_l, !Rmult_0_r, !Rplus_0_l.
  replace (1 - 1) with 0 by ring. rewrite Rminus_0_r, pow1, pow_i by lia.
  replace (logarithmic_sum n 1) with 0.
  - replace (logarithmic_sum n 0) with (harmonic n); [ring|].
    unfold logarithmic_sum, harmonic. apply rsum_ext. intros k _. rewrite Rminus_0_r, pow1. ring.
  - unfold logarithmic_sum. rewrite (rsum_ext _ (fun _ => 0)), rsum_zero; [reflexivity|].
    intros k _. replace (1 - 1) with 0 by ring. rewrite pow_i by lia. ring.
Qed.

Lemma worst_part K p n : is_dist K p -> (1 <= n)%nat ->
  ln (INR n) - (INR n - 1) * harmonic n <= rsum (fun i => worst n p i * ln (bon n p i / p i)) K.
Proof.
  intros Hp Hn. rewrite <- (worst_integral_ends n Hn), <- (cum_K K p Hp) at 1. rewrite <- (cum_0 p).
  rewrite <- (rsum_telescope (fun i => worst_integral n (cum p i))). apply rsum_le. intros i Hi.
  assert (C := cum_cell K p Hp i Hi).
  assert (X := worst_cell n (cum p i) (cum p (S i)) Hn ltac:(lra) ltac:(lra)).
  replace (cum p (S i) - cum p i) with (p i) in X by (rewrite cum_S; ring). exact X.
Qed.

Lemma harmonic_pred n : (1 <= n)%nat -> harmonic n = harmonic (pred n) + / INR n.
Proof. intros Hn. destruct n as [|m]; [lia|]. reflexivity. Qed.

Theorem best_worst_bound K p n : is_dist K p -> (1 <= n)%nat ->
  best_worst K p n <= (INR n - 1) * harmonic (pred n).
Proof.
  intros Hp Hn. assert (A := kl_upper_bound K p Hp n Hn). assert (B := worst_part K p n Hp Hn).
  rewrite harmonic_pred in B by exact Hn. unfold best_worst. unfold KL, kl, Rdiv in A. unfold Rdiv in *. lra.
Qed.

Theorem best_worst_strict K p n : is_dist K p -> (2 <= n)%nat ->
  best_worst K p n < (INR n - 1) * harmonic (pred n).
Proof.
  intros Hp Hn. assert (A := kl_upper_bound_strict K p Hp n Hn). assert (B := worst_part K p n Hp ltac:(lia)).
  rewrite harmonic_pred in B by lia. unfold best_worst. unfold KL, kl, Rdiv in A. unfold Rdiv in *. lra.
Qed.

Theorem best_worst_equality_false :
  is_dist 1 point /\ best_worst 1 point 2 = 0 /\ (INR 2 - 1) * harmonic 1 = 1.
Proof.
  split; [exact point_is_dist|]. split; [|unfold harmonic; simpl; lra].
  unfold best_worst, worst, bon, cum, point. simpl.
  match goal with |- context [ln ?x] => replace x with 1 by field end. rewrite ln_1. ring.
Qed.
