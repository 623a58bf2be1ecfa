(** * Upper bounds for the loss of a cell

    - [bonferroni2]: b^n - a^n >= n b^(n-1) w - n(n-1)/2 b^(n-2) w^2, w = b - a;
    - [cell_coarse]: the loss is at most q ln (n b^(n-1) w / q), q = b^n - a^n,
      and hence at most n(n-1)/2 b^(n-2) w^2 ([cell_coarse_square]);
    - [mean_ratio m x] = (1 - (1-x)^(m+1)) / ((m+1) x), the mean of the density
      over the cell (1-x, 1) divided by its largest value, written t;
    - [is_derive_cell]: moving the right end b of the cell changes the loss at
      the rate g (t - 1 - ln t), g = n b^(n-1);
    - [cell_le_of_derivative]: consequently, a nonnegative function of b whose
      derivative is at least that rate bounds the loss. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell.
Open Scope R_scope.

Lemma bonferroni2 a b m :
  0 <= a <= b ->
  INR (S m) * b ^ m * (b - a) - INR (S m) * INR m / 2 * b ^ pred m * (b - a) ^ 2
  <= b ^ S m - a ^ S m.
Proof.
  intros H. induction m as [|m IH]; [simpl; lra|].
  change (b ^ S (S m)) with (b * b ^ S m). change (a ^ S (S m)) with (a * a ^ S m).
  replace (b * b ^ S m - a * a ^ S m) with (b * (b ^ S m - a ^ S m) + (b - a) * a ^ S m) by ring.
  assert (C := pow_chord_upper a b m H).
  assert (I := Rmult_le_compat_l b _ _ ltac:(lra) IH).
  assert (D : (b - a) * (b ^ S m - a ^ S m) <= (b - a) * (INR (S m) * b ^ m * (b - a)))
    by (apply Rmult_le_compat_l; lra).
  assert (E : b * (INR m * b ^ pred m) = INR m * b ^ m)
    by (destruct m; [simpl; ring|simpl; ring]).
  replace (b * (INR (S m) * b ^ m * (b - a) - INR (S m) * INR m / 2 * b ^ pred m * (b - a) ^ 2))
    with (INR (S m) * (b * b ^ m) * (b - a)
          - INR (S m) / 2 * (b * (INR m * b ^ pred m)) * (b - a) ^ 2) in I by field.
  rewrite E in I. simpl pred. rewrite (S_INR (S m)).
  change (b ^ S m) with (b * b ^ m) in *. rewrite (S_INR m) in *. nra.
Qed.

Section Coarse.
Variables (m : nat) (a b : R).
Hypothesis Hab : 0 <= a < b.
Let n := S m.

Lemma cell_coarse :
  cell n a b <= (b ^ n - a ^ n) * ln (INR n * b ^ m * (b - a) / (b ^ n - a ^ n)).
Proof.
  assert (N := INR_ge_1 n ltac:(unfold n; lia)).
  assert (Q := pow_strict a b n ltac:(unfold n; lia) Hab).
  assert (B := pow_lt b m ltac:(lra)). assert (Bn := pow_lt b n ltac:(lra)).
  assert (M := pos_INR m). assert (EN : INR n = INR m + 1) by apply S_INR.
  unfold cell.
  replace (INR n * b ^ m * (b - a) / (b ^ n - a ^ n))
    with (INR n * b ^ m / ((b ^ n - a ^ n) / (b - a))) by (field; lra).
  rewrite (ln_div_eq (INR n * b ^ m)) by (apply Rdiv_lt_0_compat || apply Rmult_lt_0_compat; lra).
  rewrite ln_mult, ln_pow_eq by lra.
  enough (G n b - G n a <= (b ^ n - a ^ n) * (ln (INR n) + INR m * ln b)) by lra.
  unfold G. replace (INR n - 1) with (INR m) by lra.
  assert (MN : 0 <= INR m / INR n) by (apply Rmult_le_pos; [lra|left; apply Rinv_0_lt_compat; lra]).
  destruct (proj1 Hab) as [Ha| <- ].
  2: { rewrite (pow_i n) by (unfold n; lia). nra. }
  assert (An := pow_lt a n Ha).
  assert (L := ln_le_sub1 (b ^ n / a ^ n) ltac:(now apply Rdiv_lt_0_compat)).
  rewrite ln_div_eq, !ln_pow_eq in L by lra.
  apply (Rmult_le_compat_l (a ^ n)) in L; [|lra].
  replace (a ^ n * (b ^ n / a ^ n - 1)) with (b ^ n - a ^ n) in L by (field; lra).
  apply (Rmult_le_compat_l (INR m / INR n)) in L; [|exact MN].
  replace (INR m / INR n * (a ^ n * (INR n * ln b - INR n * ln a)))
    with (a ^ n * INR m * (ln b - ln a)) in L by (field; lra).
  lra.
Qed.

Lemma cell_coarse_square :
  cell n a b <= INR n * INR m / 2 * b ^ pred m * (b - a) ^ 2.
Proof.
  assert (N := INR_ge_1 n ltac:(unfold n; lia)).
  assert (Q := pow_strict a b n ltac:(unfold n; lia) Hab).
  assert (B := pow_lt b m ltac:(lra)).
  set (q := b ^ n - a ^ n) in *. set (g := INR n * b ^ m * (b - a)).
  assert (Hg : 0 < g) by (unfold g; repeat apply Rmult_lt_0_compat; lra).
  assert (Hq : 0 < q) by (unfold q; lra).
  assert (L := gibbs1 q g ltac:(lra) Hg).
  assert (C := cell_coarse). fold q g in C.
  rewrite ln_div_eq in L, C by assumption.
  assert (I := bonferroni2 a b m ltac:(lra)). fold n q g in I. lra.
Qed.

End Coarse.

(** ** The derivative in the right end *)

Definition mean_ratio (m : nat) (x : R) : R := (1 - (1 - x) ^ S m) / (INR (S m) * x).

(** [excess t] = t - 1 - ln t, nonnegative, zero at t = 1. *)
Definition excess (t : R) : R := t - 1 - ln t.

Lemma excess_decreasing s t : 0 < s <= t -> t <= 1 -> excess t <= excess s.
Proof.
  intros H Ht. unfold excess.
  assert (L := ln_le_sub1 (s / t) ltac:(apply Rdiv_lt_0_compat; lra)).
  rewrite ln_div_eq in L by lra.
  assert (0 < / t) by (apply Rinv_0_lt_compat; lra).
  assert (E : t * / t = 1) by (field; lra).
  (* ln s - ln t <= s/t - 1 <= s - t *)
  assert (s / t - 1 <= s - t).
  { replace (s / t - 1) with ((s - t) * / t) by (field; lra).
    assert (1 <= / t) by nra. nra. }
  lra.
Qed.

Lemma mean_ratio_scaled m x : 0 < x -> mean_ratio m x * (INR (S m) * x) = 1 - (1 - x) ^ S m.
Proof.
  intros H. assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia). unfold mean_ratio. field. lra.
Qed.

Lemma mean_ratio_pos m x : 0 < x <= 1 -> 0 < mean_ratio m x.
Proof.
  intros H. apply Rdiv_lt_0_compat.
  - assert (P := pow_strict (1 - x) 1 (S m) ltac:(lia) ltac:(lra)). rewrite pow1 in P. lra.
  - apply Rmult_lt_0_compat; [apply lt_0_INR; lia|lra].
Qed.

Lemma mean_ratio_le_1 m x : 0 < x <= 1 -> mean_ratio m x <= 1.
Proof.
  intros H. assert (P := one_minus_pow_upper x (S m) ltac:(lra)).
  assert (0 < INR (S m) * x) by (apply Rmult_lt_0_compat; [apply lt_0_INR; lia|lra]).
  apply Rmult_le_reg_r with (INR (S m) * x); [assumption|].
  rewrite mean_ratio_scaled; lra.
Qed.

Lemma mean_ratio_cell m a b :
  0 <= a < b ->
  mean_ratio m ((b - a) / b) = (b ^ S m - a ^ S m) / (INR (S m) * b ^ m * (b - a)).
Proof.
  intros H. unfold mean_ratio.
  replace (1 - (b - a) / b) with (a * / b) by (field; lra).
  rewrite Rpow_mult_distr, pow_inv by lra.
  assert (INR (S m) <> 0) by (apply not_0_INR; lia).
  assert (b ^ m <> 0) by (apply pow_nonzero; lra).
  simpl pow. field. repeat split; lra.
Qed.

Lemma is_derive_cell m a b :
  0 <= a < b ->
  is_derive (cell (S m) a) b (INR (S m) * b ^ m * excess (mean_ratio m ((b - a) / b))).
Proof.
  intros H. assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia).
  assert (Q := pow_strict a b (S m) ltac:(lia) H).
  assert (B := pow_lt b m ltac:(lra)).
  assert (HG := is_derive_G m b ltac:(lra)).
  assert (HL : is_derive (fun u => (u ^ S m - a ^ S m) * ln ((u ^ S m - a ^ S m) / (u - a))) b
    (INR (S m) * b ^ m * ln ((b ^ S m - a ^ S m) / (b - a))
     + INR (S m) * b ^ m - (b ^ S m - a ^ S m) / (b - a))).
  { auto_derive.
    - repeat split; [lra|]. apply Rdiv_lt_0_compat; simpl pow in *; lra.
    - change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)).
      change ((b * b ^ m + - (a * a ^ m)) * / (b + - a)) with ((b ^ S m - a ^ S m) / (b - a)).
      simpl pow in *. field. repeat split; lra. }
  apply (is_derive_ext (fun u => G (S m) u - G (S m) a
           - (u ^ S m - a ^ S m) * ln ((u ^ S m - a ^ S m) / (u - a)))).
  { intros t. reflexivity. }
  evar_last.
  { apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule)).
    - apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule)).
      + exact HG.
      + apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule)).
    - exact HL. }
  rewrite mean_ratio_cell by exact H. unfold excess.
  assert (0 < (b ^ S m - a ^ S m) / (b - a)) by (apply Rdiv_lt_0_compat; lra).
  replace ((b ^ S m - a ^ S m) / (INR (S m) * b ^ m * (b - a)))
    with ((b ^ S m - a ^ S m) / (b - a) / (INR (S m) * b ^ m)) by (field; lra).
  rewrite (ln_div_eq ((b ^ S m - a ^ S m) / (b - a)))
    by (assumption || apply Rmult_lt_0_compat; lra).
  unfold minus, plus, opp, zero. set (N1 := INR (S m)) in *. clearbody N1.
  simpl. field. split; lra.
Qed.

(** If U is nonnegative to the right of a > 0 and grows at least as fast as
    the loss, it bounds the loss.  The integration starts at a + e, where the
    coarse bound makes the loss O(e^2); then e tends to 0. *)
Lemma cell_le_of_derivative m a b (U U' : R -> R) :
  0 < a < b -> b <= 1 ->
  (forall u, a < u <= b -> is_derive U u (U' u)) ->
  (forall u, a < u <= b -> 0 <= U u) ->
  (forall u, a < u <= b ->
     INR (S m) * u ^ m * excess (mean_ratio m ((u - a) / u)) <= U' u) ->
  cell (S m) a b <= U b.
Proof.
  intros Hab Hb HU HU0 Hle.
  apply Rnot_lt_le. intros Hlt.
  set (gap := cell (S m) a b - U b) in *.
  assert (Hgap : 0 < gap) by (unfold gap; lra).
  set (C := INR (S m) * INR m / 2 + 1).
  assert (HC : 1 <= C).
  { unfold C. assert (0 <= INR (S m) * INR m) by (apply Rmult_le_pos; apply pos_INR). lra. }
  (* an e > 0 with a + e <= b, e <= 1 and C e^2 < gap *)
  set (e := Rmin (b - a) (Rmin 1 (gap / (2 * C)))).
  assert (He : 0 < e).
  { unfold e. repeat apply Rmin_pos; try lra. apply Rdiv_lt_0_compat; lra. }
  assert (E1 : e <= b - a) by apply Rmin_l.
  assert (E2 : e <= 1) by (unfold e; eapply Rle_trans; [apply Rmin_r|apply Rmin_l]).
  assert (E3 : e <= gap / (2 * C)) by (unfold e; eapply Rle_trans; [apply Rmin_r|apply Rmin_r]).
  assert (E4 : C * e ^ 2 < gap).
  { apply (Rmult_le_compat_l (2 * C)) in E3; [|lra].
    replace (2 * C * (gap / (2 * C))) with gap in E3 by (field; lra). nra. }
  assert (M := increasing_from_derivative (fun u => U u - cell (S m) a u)
    (fun u => U' u - INR (S m) * u ^ m * excess (mean_ratio m ((u - a) / u))) (a + e) b
    ltac:(lra)).
  cbv beta in M.
  assert (M' : U (a + e) - cell (S m) a (a + e) <= U b - cell (S m) a b).
  { apply M; intros u Hu.
    - apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule)).
      + apply HU; lra.
      + apply is_derive_cell; lra.
    - assert (L := Hle u ltac:(lra)). lra. }
  assert (S1 := cell_coarse_square m a (a + e) ltac:(lra)).
  assert (P := pow_le_1 (a + e) (pred m) ltac:(lra)).
  assert (P0 := pow_le (a + e) (pred m) ltac:(lra)).
  assert (U0 := HU0 (a + e) ltac:(lra)).
  assert (cell (S m) a (a + e) <= C * e ^ 2).
  { apply Rle_trans with (1 := S1). replace (a + e - a) with e by ring.
    apply Rmult_le_compat_r; [apply pow2_ge_0|].
    assert (0 <= INR (S m) * INR m / 2) by (unfold C in HC; lra).
    unfold C. nra. }
  unfold gap in E4. lra.
Qed.

(** The majorants used with it are multiples of u^m (u - a)^k. *)
Lemma is_derive_majorant c m k a u :
  0 < u ->
  is_derive (fun u => c * u ^ m * (u - a) ^ k) u
    (c * (INR m * (u ^ m / u) * (u - a) ^ k + INR k * u ^ m * (u - a) ^ pred k)).
Proof.
  intros Hu. auto_derive; [exact I|].
  replace (INR m * (u ^ m / u)) with (INR m * u ^ pred m).
  - unfold Rminus. ring.
  - destruct m as [|j]; [simpl; ring|]. simpl pred. simpl pow. field. lra.
Qed.

(** A cell that starts at 0 is the case x = 1. *)
Lemma excess_at_1 m : excess (mean_ratio m 1) = kl_formula (S m).
Proof.
  assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia).
  unfold mean_ratio, excess, kl_formula. replace (1 - 1) with 0 by ring.
  rewrite pow_i, Rminus_0_r, Rmult_1_r, ln_div_eq, ln_1 by (lia || lra). field. lra.
Qed.

Lemma relative_length a b : 0 <= a < b -> 0 < (b - a) / b <= 1.
Proof.
  intros H. split; [apply Rdiv_lt_0_compat; lra|].
  apply Rmult_le_reg_r with b; [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
