(** * The objects: a finite distribution and its best-of-n policy

    A reference policy is given by the masses of its reward levels in ascending
    order of reward, [p 0], ..., [p (K - 1)], all positive, of total 1
    ([is_dist K p]).  (How outcomes with tied rewards reduce to levels is the
    subject of [Ties].)  Throughout, [n] is a natural number, at least 1.

    - [cum p i]          F_i = p_0 + ... + p_(i-1), so F_0 = 0 and F_K = 1;
    - [bon n p i]        mass of level i under best-of-n, F_(i+1)^n - F_i^n;
    - [kl K r p]         the sum  r_0 ln (r_0 / p_0) + ...  (nats);
    - [KL K p n]         [kl] of the best-of-n policy from [p];
    - [win_rate_of K r p]  the probability that a draw from [r] beats one from
                         [p], a tie counting one half; [win_rate K p n] for
                         best-of-n;
    - [kl_formula n]     ln n - (n - 1) / n;
    - [top K p]          the mass of the highest level;
    - [collision K p]    the sum of the squared masses, e^(-H_2). *)

Require Import Reals Lra Lia Arith.
From BonVerify Require Import Sums Logarithms.
Open Scope R_scope.

Record is_dist (K : nat) (p : nat -> R) : Prop := {
  dist_pos : forall i, (i < K)%nat -> 0 < p i;
  dist_total : rsum p K = 1
}.

Definition cum (p : nat -> R) (i : nat) : R := rsum p i.

Definition bon (n : nat) (p : nat -> R) (i : nat) : R := cum p (S i) ^ n - cum p i ^ n.

Definition kl (K : nat) (r p : nat -> R) : R := rsum (fun i => r i * ln (r i / p i)) K.

Definition KL (K : nat) (p : nat -> R) (n : nat) : R := kl K (bon n p) p.

Definition win_rate_of (K : nat) (r p : nat -> R) : R :=
  rsum (fun i => r i * rsum (fun j => p j * (if Nat.ltb j i then 1
                                             else if Nat.eqb j i then 1 / 2 else 0)) K) K.

Definition win_rate (K : nat) (p : nat -> R) (n : nat) : R := win_rate_of K (bon n p) p.

Definition kl_formula (n : nat) : R := ln (INR n) - (INR n - 1) / INR n.

Definition top (K : nat) (p : nat -> R) : R := p (pred K).

Definition collision (K : nat) (p : nat -> R) : R := rsum (fun i => p i ^ 2) K.

(** ** First facts *)

Section Facts.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Lemma dist_nonempty : (0 < K)%nat.
Proof.
  destruct K as [|k]; [|lia]. exfalso. assert (H := dist_total _ _ Hp). simpl in H; lra.
Qed.

Lemma cum_0 : cum p 0 = 0.
Proof. reflexivity. Qed.

Lemma cum_S i : cum p (S i) = cum p i + p i.
Proof. reflexivity. Qed.

Lemma cum_K : cum p K = 1.
Proof. apply dist_total, Hp. Qed.

Lemma cum_nonneg i : (i <= K)%nat -> 0 <= cum p i.
Proof.
  intros Hi. apply rsum_nonneg. intros j Hj. left. apply (dist_pos _ _ Hp). lia.
Qed.

Lemma cum_le_1 i : (i <= K)%nat -> cum p i <= 1.
Proof.
  intros Hi. rewrite <- cum_K. apply rsum_mono; [|exact Hi].
  intros j Hj. left. now apply (dist_pos _ _ Hp).
Qed.

(** The shape in which cells are used: 0 <= F_i < F_(i+1) <= 1. *)
Lemma cum_cell i : (i < K)%nat -> 0 <= cum p i < cum p (S i) /\ cum p (S i) <= 1.
Proof.
  intros Hi. assert (A := cum_nonneg i ltac:(lia)). assert (B := cum_le_1 (S i) ltac:(lia)).
  assert (C := dist_pos _ _ Hp i Hi). rewrite cum_S in *. lra.
Qed.

Lemma mass_le_cum i : (i < K)%nat -> 0 < p i <= cum p (S i).
Proof.
  intros Hi. assert (A := cum_cell i Hi). assert (C := dist_pos _ _ Hp i Hi).
  rewrite cum_S in *. lra.
Qed.

Lemma mass_le_1 i : (i < K)%nat -> 0 < p i <= 1.
Proof. intros Hi. assert (A := cum_cell i Hi). assert (B := mass_le_cum i Hi). lra. Qed.

Lemma relative_mass i : (i < K)%nat -> p i <= p i / cum p (S i) <= 1.
Proof.
  intros Hi. assert (A := cum_cell i Hi). assert (B := mass_le_cum i Hi).
  assert (0 < / cum p (S i)) by (apply Rinv_0_lt_compat; lra).
  assert (cum p (S i) * / cum p (S i) = 1) by (field; lra).
  unfold Rdiv; split; nra.
Qed.

Lemma bon_pos n i : (1 <= n)%nat -> (i < K)%nat -> 0 < bon n p i.
Proof.
  intros Hn Hi. assert (A := cum_cell i Hi). unfold bon.
  assert (H := pow_strict (cum p i) (cum p (S i)) n ltac:(lia) ltac:(lra)). lra.
Qed.

Lemma bon_total n : (1 <= n)%nat -> rsum (bon n p) K = 1.
Proof.
  intros Hn. unfold bon. rewrite (rsum_telescope (fun i => cum p i ^ n)).
  rewrite cum_K, cum_0, pow1, pow_i by lia. ring.
Qed.

Lemma bon_cum n j : (1 <= n)%nat -> rsum (bon n p) j = cum p j ^ n.
Proof.
  intros Hn. unfold bon. rewrite (rsum_telescope (fun i => cum p i ^ n)).
  rewrite cum_0, pow_i by lia. ring.
Qed.

(** Best-of-n is itself a distribution with positive masses. *)
Lemma bon_is_dist n : (1 <= n)%nat -> is_dist K (bon n p).
Proof. intros Hn. split; [intros; now apply bon_pos | now apply bon_total]. Qed.

(** The inner sum of the win rate is the midpoint of the level's cell. *)
Lemma win_chance i :
  (i < K)%nat ->
  rsum (fun j => p j * (if Nat.ltb j i then 1 else if Nat.eqb j i then 1 / 2 else 0)) K
  = (cum p i + cum p (S i)) / 2.
Proof.
  intros Hi. replace K with (S i + (K - S i))%nat by lia.
  rewrite rsum_split, rsum_S. rewrite Nat.ltb_irrefl, Nat.eqb_refl.
  rewrite (rsum_ext _ p i).
  2: { intros j Hj. destruct (Nat.ltb_spec j i); [apply Rmult_1_r|lia]. }
  rewrite (rsum_ext _ (fun _ => 0) (K - S i)).
  2: { intros j Hj. destruct (Nat.ltb_spec (S i + j) i); [lia|].
       destruct (Nat.eqb_spec (S i + j) i); [lia|ring]. }
  rewrite rsum_zero, cum_S. unfold cum. field.
Qed.

Lemma win_rate_of_midpoints r :
  win_rate_of K r p = rsum (fun i => r i * ((cum p i + cum p (S i)) / 2)) K.
Proof. apply rsum_ext. intros i Hi. now rewrite win_chance. Qed.

Lemma win_rate_midpoints n :
  win_rate K p n = rsum (fun i => bon n p i * ((cum p i + cum p (S i)) / 2)) K.
Proof. apply win_rate_of_midpoints. Qed.

(** Gibbs' inequality: no reference distribution describes [r] better than [r] itself. *)
Lemma gibbs r s :
  (forall i, (i < K)%nat -> 0 <= r i) -> (forall i, (i < K)%nat -> 0 < s i) ->
  rsum r K = rsum s K ->
  rsum (fun i => r i * ln (s i / p i)) K <= kl K r p.
Proof.
  intros Hr Hs E.
  assert (0 <= rsum (fun i => r i * ln (r i / p i) - r i * ln (s i / p i) - (r i - s i)) K) as H.
  { apply rsum_nonneg. intros i Hi.
    specialize (Hr i Hi); specialize (Hs i Hi). assert (Q := dist_pos _ _ Hp i Hi).
    assert (A := gibbs1 _ _ Hr Hs).
    assert (0 < s i / p i) as Hsp by (apply Rdiv_lt_0_compat; lra).
    assert (B := xln_div (r i) (s i / p i) (p i) Hr Hsp Q).
    replace (s i / p i * p i) with (s i) in B by (field; lra). lra. }
  rewrite !rsum_minus in H. unfold kl. lra.
Qed.

Lemma kl_nonneg r : is_dist K r -> 0 <= kl K r p.
Proof.
  intros Hr. apply Rle_trans with (rsum (fun i => r i * ln (p i / p i)) K).
  - rewrite (rsum_ext _ (fun _ => 0)); [rewrite rsum_zero; lra|].
    intros i Hi. assert (Q := dist_pos _ _ Hp i Hi).
    replace (p i / p i) with 1 by (field; lra). rewrite ln_1; ring.
  - apply gibbs.
    + intros i Hi. left. now apply (dist_pos _ _ Hr).
    + apply (dist_pos _ _ Hp).
    + rewrite (dist_total _ _ Hr), (dist_total _ _ Hp). reflexivity.
Qed.

End Facts.

(** Values of [INR] that the proofs need again and again. *)
Lemma INR_ge_1 n : (1 <= n)%nat -> 1 <= INR n.
Proof. intros H. apply (le_INR 1) in H. simpl in H; lra. Qed.

Lemma INR_ge_2 n : (2 <= n)%nat -> 2 <= INR n.
Proof. intros H. apply (le_INR 2) in H. simpl in H; lra. Qed.

Lemma kl_formula_nonneg n : (1 <= n)%nat -> 0 <= kl_formula n.
Proof.
  intros Hn. assert (A := INR_ge_1 n Hn). unfold kl_formula.
  assert (B := ln_ge_one_sub_inv (INR n) ltac:(lra)).
  replace ((INR n - 1) / INR n) with (1 - / INR n) by (field; lra). lra.
Qed.

Lemma kl_formula_pos n : (2 <= n)%nat -> 0 < kl_formula n.
Proof.
  intros Hn. assert (A := INR_ge_2 n Hn). unfold kl_formula.
  assert (0 < / INR n) by (apply Rinv_0_lt_compat; lra).
  assert (INR n * / INR n = 1) by (field; lra).
  assert (B := ln_lt_sub1 (/ INR n) ltac:(lra) ltac:(nra)).
  rewrite ln_Rinv in B by lra.
  replace ((INR n - 1) / INR n) with (1 - / INR n) by (field; lra). lra.
Qed.
