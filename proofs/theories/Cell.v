(** * The cell lemma

    Write g(u) = n u^(n-1) for the density of the maximum of n uniform draws.
    A level that occupies the cell (a, b) of the unit interval loses, against
    the continuous case,

      cell n a b = G(b) - G(a) - (b^n - a^n) ln ((b^n - a^n) / (b - a)),

    where G(u) = u^n (ln n + (n-1) ln u - (n-1)/n) is the antiderivative of
    g ln g with G(0) = 0.  The loss is never negative ([cell_nonneg]); it is
    homogeneous of degree n ([cell_scale]); and cutting a cell in two can only
    lower the total ([cell_split], with [cell_split_strict]).  Everything the
    project says about KL follows from these three facts.

    [phi n x] is the loss of a cell of length x ending at 1. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN.
Open Scope R_scope.

Definition G (n : nat) (u : R) : R :=
  u ^ n * (ln (INR n) + (INR n - 1) * ln u - (INR n - 1) / INR n).

Definition cell (n : nat) (a b : R) : R :=
  G n b - G n a - (b ^ n - a ^ n) * ln ((b ^ n - a ^ n) / (b - a)).

Definition phi (n : nat) (x : R) : R := cell n (1 - x) 1.

Lemma G_0 n : (1 <= n)%nat -> G n 0 = 0.
Proof. intros Hn. unfold G. rewrite pow_i by lia. ring. Qed.

Lemma G_1 n : G n 1 = kl_formula n.
Proof. unfold G, kl_formula. rewrite pow1, ln_1. ring. Qed.

Lemma G_scale n l u :
  0 < l -> 0 < u -> G n (l * u) = l ^ n * (G n u + (INR n - 1) * u ^ n * ln l).
Proof. intros Hl Hu. unfold G. rewrite ln_mult, Rpow_mult_distr by assumption. ring. Qed.

Lemma is_derive_G m u :
  0 < u ->
  is_derive (G (S m)) u
    (INR (S m) * u ^ m * ln (INR (S m) * u ^ m)).
Proof.
  intros Hu. assert (Hn : 0 < INR (S m)) by (apply lt_0_INR; lia).
  rewrite ln_mult, ln_pow_eq by (try apply pow_lt; assumption).
  unfold G. auto_derive; [exact Hu|].
  change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)).
  rewrite S_INR in *. simpl pow. field. split; lra.
Qed.

(** ** Nonnegativity *)

Lemma cell_from_0 n b : (1 <= n)%nat -> 0 < b -> cell n 0 b = b ^ n * kl_formula n.
Proof.
  intros Hn Hb. unfold cell. rewrite G_0 by exact Hn. rewrite pow_i by lia.
  rewrite !Rminus_0_r. unfold G, kl_formula.
  rewrite ln_div_eq, ln_pow_eq by (try apply pow_lt; assumption). ring.
Qed.

Lemma cell_nonneg n a b : (1 <= n)%nat -> 0 <= a < b -> 0 <= cell n a b.
Proof.
  intros Hn [Ha Hab]. destruct Ha as [Ha| <- ].
  2: { rewrite cell_from_0 by assumption.
       apply Rmult_le_pos; [apply pow_le; lra | now apply kl_formula_nonneg]. }
  destruct n as [|m]; [lia|].
  assert (Hn' : 0 < INR (S m)) by (apply lt_0_INR; lia).
  assert (Hq : 0 < b ^ S m - a ^ S m)
    by (assert (H := pow_strict a b (S m) ltac:(lia) ltac:(lra)); lra).
  set (c := (b ^ S m - a ^ S m) / (b - a)).
  assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; lra).
  assert (Ec : c * (b - a) = b ^ S m - a ^ S m) by (unfold c; field; lra).
  (* Compare the density g with its mean c over the cell. *)
  assert (H := increasing_from_derivative
    (fun u => G (S m) u - (u ^ S m * ln c + u ^ S m - c * u))
    (fun u => INR (S m) * u ^ m * ln (INR (S m) * u ^ m)
              - (INR (S m) * u ^ m * ln c + INR (S m) * u ^ m - c)) a b ltac:(lra)).
  cbv beta in H. unfold cell. fold c.
  enough (G (S m) a - (a ^ S m * ln c + a ^ S m - c * a)
          <= G (S m) b - (b ^ S m * ln c + b ^ S m - c * b)) by nra.
  apply H; intros u Hu.
  - apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule)).
    + apply is_derive_G; lra.
    + auto_derive; [exact I|].
      change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). simpl pred. ring.
  - assert (0 < INR (S m) * u ^ m) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; lra]).
    assert (G1 := gibbs1 (INR (S m) * u ^ m) c ltac:(lra) Hc).
    rewrite ln_div_eq in G1 by assumption. lra.
Qed.

(** ** Homogeneity *)

Lemma cell_scale n l a b :
  (1 <= n)%nat -> 0 < l -> 0 <= a < b -> cell n (l * a) (l * b) = l ^ n * cell n a b.
Proof.
  intros Hn Hl [Ha Hab].
  assert (E : (l * b) ^ n - (l * a) ^ n = l ^ n * (b ^ n - a ^ n))
    by (rewrite !Rpow_mult_distr; ring).
  assert (Hq : 0 < b ^ n - a ^ n)
    by (assert (H := pow_strict a b n ltac:(lia) ltac:(lra)); lra).
  assert (Hln : 0 < l ^ n) by (apply pow_lt; lra).
  unfold cell. rewrite E.
  replace (l ^ n * (b ^ n - a ^ n) / (l * b - l * a))
    with ((l ^ n / l) * ((b ^ n - a ^ n) / (b - a)))
    by (assert (0 < l * (b - a)) by nra; field; repeat split; lra).
  rewrite ln_mult by (apply Rdiv_lt_0_compat; lra).
  rewrite (ln_div_eq (l ^ n) l), ln_pow_eq by assumption.
  rewrite (G_scale n l b) by lra.
  destruct Ha as [Ha| <- ].
  - rewrite (G_scale n l a) by lra. ring.
  - rewrite Rmult_0_r, G_0 by exact Hn. rewrite pow_i by lia. ring.
Qed.

(** The loss of the cell (F - w, F) in terms of its relative length w / F. *)
Lemma cell_phi n a b :
  (1 <= n)%nat -> 0 <= a < b -> cell n a b = b ^ n * phi n ((b - a) / b).
Proof.
  intros Hn H. unfold phi.
  rewrite <- cell_scale; [| assumption | lra |].
  - f_equal; field; lra.
  - assert (0 < / b) by (apply Rinv_0_lt_compat; lra).
    replace (1 - (b - a) / b) with (a * / b) by (field; lra).
    assert (b * / b = 1) by (field; lra). split; nra.
Qed.

(** ** Cutting a cell *)

Lemma cell_split n a m b :
  (1 <= n)%nat -> 0 <= a < m -> m < b -> cell n a m + cell n m b <= cell n a b.
Proof.
  intros Hn H1 H2.
  assert (A := pow_strict a m n ltac:(lia) H1).
  assert (B := pow_strict m b n ltac:(lia) ltac:(lra)).
  assert (L := log_sum (m ^ n - a ^ n) (b ^ n - m ^ n) (m - a) (b - m)
                 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)).
  replace (m ^ n - a ^ n + (b ^ n - m ^ n)) with (b ^ n - a ^ n) in L by ring.
  replace (m - a + (b - m)) with (b - a) in L by ring.
  unfold cell. lra.
Qed.

Lemma cell_split_strict n a m b :
  (2 <= n)%nat -> 0 <= a < m -> m < b -> cell n a m + cell n m b < cell n a b.
Proof.
  intros Hn H1 H2.
  assert (A := pow_strict a m n ltac:(lia) H1).
  assert (B := pow_strict m b n ltac:(lia) ltac:(lra)).
  assert (L := log_sum_strict (m ^ n - a ^ n) (b ^ n - m ^ n) (m - a) (b - m)
                 ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
                 (pow_chord_slopes_strict a m b n Hn H1 H2)).
  replace (m ^ n - a ^ n + (b ^ n - m ^ n)) with (b ^ n - a ^ n) in L by ring.
  replace (m - a + (b - m)) with (b - a) in L by ring.
  unfold cell. lra.
Qed.

Lemma cell_pos n a b : (2 <= n)%nat -> 0 <= a < b -> 0 < cell n a b.
Proof.
  intros Hn H.
  assert (S := cell_split_strict n a ((a + b) / 2) b Hn ltac:(lra) ltac:(lra)).
  assert (A := cell_nonneg n a ((a + b) / 2) ltac:(lia) ltac:(lra)).
  assert (B := cell_nonneg n ((a + b) / 2) b ltac:(lia) ltac:(lra)). lra.
Qed.

(** ** The function phi *)

Lemma phi_nonneg n x : (1 <= n)%nat -> 0 < x <= 1 -> 0 <= phi n x.
Proof. intros Hn H. apply cell_nonneg; [assumption|lra]. Qed.

Lemma phi_pos n x : (2 <= n)%nat -> 0 < x <= 1 -> 0 < phi n x.
Proof. intros Hn H. apply cell_pos; [assumption|lra]. Qed.

Lemma phi_mono n x y : (1 <= n)%nat -> 0 < x <= y -> y <= 1 -> phi n x <= phi n y.
Proof.
  intros Hn [Hx [Hxy| <- ]] Hy; [|lra].
  assert (S := cell_split n (1 - y) (1 - x) 1 Hn ltac:(lra) ltac:(lra)).
  assert (A := cell_nonneg n (1 - y) (1 - x) Hn ltac:(lra)).
  unfold phi. lra.
Qed.

Lemma phi_strict_mono n x y : (2 <= n)%nat -> 0 < x < y -> y <= 1 -> phi n x < phi n y.
Proof.
  intros Hn Hx Hy.
  assert (S := cell_split_strict n (1 - y) (1 - x) 1 Hn ltac:(lra) ltac:(lra)).
  assert (A := cell_nonneg n (1 - y) (1 - x) ltac:(lia) ltac:(lra)).
  unfold phi. lra.
Qed.

Lemma phi_1 n : (1 <= n)%nat -> phi n 1 = kl_formula n.
Proof.
  intros Hn. unfold phi. replace (1 - 1) with 0 by ring.
  rewrite cell_from_0 by (assumption || lra). rewrite pow1. ring.
Qed.
