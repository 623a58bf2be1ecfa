(** * Elementary inequalities for logarithms and powers

    - [ln_le_sub1]: [ln x <= x - 1], strict unless [x = 1];
    - [gibbs1]: one term of Gibbs' inequality, [q - c <= q ln (q / c)] for
      [q >= 0] and [c > 0] (at [q = 0] both sides are meaningful: [0 ln 0 = 0]);
    - [log_sum]: the log-sum inequality for two terms;
    - [pow_chord_lower], [pow_chord_upper]: the slope of a chord of [u^n] lies
      between the slopes of the tangents at its ends;
    - [increasing_from_derivative]: a nonnegative derivative on the open
      interval gives [f a <= f b]. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma ln_le_sub1 x : 0 < x -> ln x <= x - 1.
Proof.
  intros Hx. assert (H := exp_ineq1_le (ln x)). rewrite exp_ln in H by exact Hx. lra.
Qed.

Lemma ln_lt_sub1 x : 0 < x -> x <> 1 -> ln x < x - 1.
Proof.
  intros Hx Hne.
  assert (ln x <> 0) as H0.
  { intros E. apply Hne. apply ln_inv; [exact Hx|lra|]. now rewrite ln_1. }
  assert (H := exp_ineq1 (ln x) H0). rewrite exp_ln in H by exact Hx. lra.
Qed.

Lemma ln_nonneg x : 1 <= x -> 0 <= ln x.
Proof.
  intros H. rewrite <- ln_1. destruct (Req_dec x 1) as [->|]; [lra|].
  left. apply ln_increasing; lra.
Qed.

Lemma ln_nonpos x : 0 < x <= 1 -> ln x <= 0.
Proof. intros H. assert (H1 := ln_le_sub1 x). lra. Qed.

Lemma ln_le_mono x y : 0 < x -> x <= y -> ln x <= ln y.
Proof. intros Hx [H| -> ]; [left; apply ln_increasing; lra|lra]. Qed.

Lemma ln_div_eq x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof. intros Hx Hy. unfold Rdiv. rewrite ln_mult, ln_Rinv; auto using Rinv_0_lt_compat. Qed.

Lemma ln_pow_eq x n : 0 < x -> ln (x ^ n) = INR n * ln x.
Proof.
  intros Hx. induction n as [|n IH]; [simpl; rewrite ln_1; ring|].
  rewrite S_INR; simpl. rewrite ln_mult, IH; auto using pow_lt. ring.
Qed.

(** The lower bound matching [ln x <= x - 1]. *)
Lemma ln_ge_one_sub_inv x : 0 < x -> 1 - / x <= ln x.
Proof.
  intros Hx. assert (H := ln_le_sub1 (/ x) (Rinv_0_lt_compat _ Hx)).
  rewrite ln_Rinv in H by exact Hx. lra.
Qed.

Lemma gibbs1 q c : 0 <= q -> 0 < c -> q - c <= q * ln (q / c).
Proof.
  intros [Hq| <- ] Hc; [|lra].
  assert (H := ln_le_sub1 (c / q) (Rdiv_lt_0_compat _ _ Hc Hq)).
  rewrite ln_div_eq in * by assumption.
  apply Rmult_le_compat_l with (r := q) in H; [|lra].
  replace (q * (c / q - 1)) with (c - q) in H by (field; lra). lra.
Qed.

Lemma gibbs1_strict q c : 0 <= q -> 0 < c -> q <> c -> q - c < q * ln (q / c).
Proof.
  intros [Hq| <- ] Hc Hne; [|lra].
  assert (c / q <> 1) as Hd.
  { intros E. apply Hne. replace c with (c / q * q) by (field; lra). rewrite E; ring. }
  assert (H := ln_lt_sub1 (c / q) (Rdiv_lt_0_compat _ _ Hc Hq) Hd).
  rewrite ln_div_eq in * by assumption.
  apply Rmult_lt_compat_l with (r := q) in H; [|lra].
  replace (q * (c / q - 1)) with (c - q) in H by (field; lra). lra.
Qed.

Lemma xln_div q c d : 0 <= q -> 0 < c -> 0 < d -> q * ln (q / (c * d)) = q * ln (q / d) - q * ln c.
Proof.
  intros [Hq| <- ] Hc Hd; [|ring].
  rewrite !ln_div_eq, ln_mult by (try apply Rmult_lt_0_compat; assumption). ring.
Qed.

Lemma log_sum q1 q2 w1 w2 :
  0 <= q1 -> 0 <= q2 -> 0 < w1 -> 0 < w2 ->
  (q1 + q2) * ln ((q1 + q2) / (w1 + w2)) <= q1 * ln (q1 / w1) + q2 * ln (q2 / w2).
Proof.
  intros H1 H2 Hw1 Hw2.
  destruct (Req_dec (q1 + q2) 0) as [E|E].
  { assert (q1 = 0) by lra. assert (q2 = 0) by lra. subst. lra. }
  set (r := (q1 + q2) / (w1 + w2)).
  assert (0 < r) as Hr by (apply Rdiv_lt_0_compat; lra).
  assert (A := gibbs1 q1 (r * w1) H1 ltac:(nra)).
  assert (B := gibbs1 q2 (r * w2) H2 ltac:(nra)).
  rewrite xln_div in A, B by assumption.
  assert (r * w1 + r * w2 = q1 + q2) by (unfold r; field; lra).
  lra.
Qed.

Lemma log_sum_strict q1 q2 w1 w2 :
  0 <= q1 -> 0 <= q2 -> 0 < w1 -> 0 < w2 -> q1 * w2 < q2 * w1 ->
  (q1 + q2) * ln ((q1 + q2) / (w1 + w2)) < q1 * ln (q1 / w1) + q2 * ln (q2 / w2).
Proof.
  intros H1 H2 Hw1 Hw2 Hne.
  assert (q2 > 0) by nra.
  set (r := (q1 + q2) / (w1 + w2)).
  assert (0 < r) as Hr by (apply Rdiv_lt_0_compat; lra).
  assert (r * w1 + r * w2 = q1 + q2) as E by (unfold r; field; lra).
  assert (A := gibbs1_strict q1 (r * w1) H1 ltac:(nra) ltac:(nra)).
  assert (B := gibbs1 q2 (r * w2) H2 ltac:(nra)).
  rewrite xln_div in A, B by assumption.
  lra.
Qed.

(** ** Powers *)

Lemma pow_nonneg x n : 0 <= x -> 0 <= x ^ n.
Proof. apply pow_le. Qed.

Lemma pow_le_1 x n : 0 <= x <= 1 -> x ^ n <= 1.
Proof.
  intros H. induction n as [|n IH]; simpl; [lra|].
  assert (0 <= x ^ n) by (apply pow_le; lra). nra.
Qed.

Lemma pow_mono a b n : 0 <= a <= b -> a ^ n <= b ^ n.
Proof. intros H. now apply pow_incr. Qed.

Lemma pow_strict a b n : (0 < n)%nat -> 0 <= a < b -> a ^ n < b ^ n.
Proof.
  intros Hn H. destruct n as [|n]; [lia|]. induction n as [|n IH]; [simpl; lra|].
  specialize (IH ltac:(lia)).
  change (a * a ^ S n < b * b ^ S n).
  assert (0 <= a ^ S n) by (apply pow_le; lra). nra.
Qed.

Lemma pow_chord_upper a b m :
  0 <= a <= b -> b ^ S m - a ^ S m <= INR (S m) * b ^ m * (b - a).
Proof.
  intros H. induction m as [|m IH]; [simpl; lra|].
  rewrite S_INR. change (b ^ S (S m)) with (b * b ^ S m). change (a ^ S (S m)) with (a * a ^ S m).
  replace (b * b ^ S m - a * a ^ S m) with (b * (b ^ S m - a ^ S m) + (b - a) * a ^ S m) by ring.
  assert (a ^ S m <= b ^ S m) by (apply pow_mono; lra).
  assert (b * (b ^ S m - a ^ S m) <= b * (INR (S m) * b ^ m * (b - a)))
    by (apply Rmult_le_compat_l; lra).
  change (b ^ S m) with (b * b ^ m) in *. nra.
Qed.

Lemma pow_chord_lower a b m :
  0 <= a <= b -> INR (S m) * a ^ m * (b - a) <= b ^ S m - a ^ S m.
Proof.
  intros H. induction m as [|m IH]; [simpl; lra|].
  rewrite S_INR. change (b ^ S (S m)) with (b * b ^ S m). change (a ^ S (S m)) with (a * a ^ S m).
  replace (b * b ^ S m - a * a ^ S m) with (a * (b ^ S m - a ^ S m) + (b - a) * b ^ S m) by ring.
  assert (a ^ S m <= b ^ S m) by (apply pow_mono; lra).
  assert (a * (INR (S m) * a ^ m * (b - a)) <= a * (b ^ S m - a ^ S m))
    by (apply Rmult_le_compat_l; lra).
  change (a ^ S m) with (a * a ^ m) in *. nra.
Qed.

(** Both inequalities are strict for exponents at least two; the form kept
    here compares two neighbouring chords. *)
Lemma pow_chord_slopes a m b n :
  0 <= a < m -> m < b -> (m ^ n - a ^ n) * (b - m) <= (b ^ n - m ^ n) * (m - a).
Proof.
  intros H1 H2. destruct n as [|n]; [simpl; lra|].
  assert (A := pow_chord_upper a m n ltac:(lra)).
  assert (B := pow_chord_lower m b n ltac:(lra)).
  apply Rle_trans with (INR (S n) * m ^ n * (m - a) * (b - m)).
  - apply Rmult_le_compat_r; lra.
  - replace (INR (S n) * m ^ n * (m - a) * (b - m)) with (INR (S n) * m ^ n * (b - m) * (m - a)) by ring.
    apply Rmult_le_compat_r; lra.
Qed.

Lemma pow_chord_upper_strict a b m :
  0 <= a < b -> b ^ S (S m) - a ^ S (S m) < INR (S (S m)) * b ^ S m * (b - a).
Proof.
  intros H. assert (A := pow_chord_upper a b m ltac:(lra)).
  assert (P := pow_strict a b (S m) ltac:(lia) H).
  rewrite S_INR. change (b ^ S (S m)) with (b * b ^ S m). change (a ^ S (S m)) with (a * a ^ S m).
  change (b ^ S m) with (b * b ^ m) in *. nra.
Qed.

Lemma pow_chord_slopes_strict a m b n :
  (2 <= n)%nat -> 0 <= a < m -> m < b ->
  (m ^ n - a ^ n) * (b - m) < (b ^ n - m ^ n) * (m - a).
Proof.
  intros Hn H1 H2. destruct n as [|[|n]]; [lia|lia|].
  assert (A := pow_chord_upper_strict a m n H1).
  assert (B := pow_chord_lower m b (S n) ltac:(lra)).
  apply Rlt_le_trans with (INR (S (S n)) * m ^ S n * (m - a) * (b - m)).
  - apply Rmult_lt_compat_r; lra.
  - replace (INR (S (S n)) * m ^ S n * (m - a) * (b - m))
      with (INR (S (S n)) * m ^ S n * (b - m) * (m - a)) by ring.
    apply Rmult_le_compat_r; lra.
Qed.

(** Bernoulli, and the first-order bound for [1 - (1 - x)^n]. *)
Lemma one_minus_pow_upper x n : 0 <= x <= 1 -> 1 - (1 - x) ^ n <= INR n * x.
Proof.
  intros H. destruct n as [|n]; [simpl; lra|].
  assert (A := pow_chord_upper (1 - x) 1 n ltac:(lra)). rewrite !pow1 in A. lra.
Qed.

(** ** Monotonicity from the derivative *)

Lemma increasing_from_derivative (f f' : R -> R) a b :
  a <= b ->
  (forall u, a <= u <= b -> is_derive f u (f' u)) ->
  (forall u, a <= u <= b -> 0 <= f' u) ->
  f a <= f b.
Proof.
  intros Hab Hd Hpos.
  destruct Hab as [Hab| <- ]; [|lra].
  destruct (MVT_gen f a b f') as [c [Hc E]].
  - intros u Hu. apply Hd. rewrite Rmin_left, Rmax_right in Hu; lra.
  - intros u Hu. rewrite Rmin_left, Rmax_right in Hu by lra.
    apply derivable_continuous_pt. exists (f' u). apply is_derive_Reals, Hd. lra.
  - rewrite Rmin_left, Rmax_right in Hc by lra.
    assert (0 <= f' c) by (apply Hpos; lra). nra.
Qed.

(** Truncated series of ln (1 + z), and a Padé approximant that bounds it from above. *)

Lemma ln_pade z : 0 <= z -> ln (1 + z) <= z * (6 + z) / (6 + 4 * z).
Proof.
  intros H.
  assert (M := increasing_from_derivative (fun u => u * (6 + u) / (6 + 4 * u) - ln (1 + u))
    (fun u => 4 * u ^ 3 / ((6 + 4 * u) ^ 2 * (1 + u))) 0 z H).
  cbv beta in M. replace (1 + 0) with 1 in M by ring. rewrite ln_1 in M.
  enough (0 * (6 + 0) / (6 + 4 * 0) - 0 <= z * (6 + z) / (6 + 4 * z) - ln (1 + z)) by lra.
  apply M; intros u Hu.
  - auto_derive; [repeat split; lra|]. field. lra.
  - apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply pow_le; lra]|].
    left. apply Rinv_0_lt_compat. apply Rmult_lt_0_compat; [apply pow_lt|]; lra.
Qed.

Lemma ln_upper_3 z : 0 <= z -> ln (1 + z) <= z - z ^ 2 / 2 + z ^ 3 / 3.
Proof.
  intros H.
  assert (D := increasing_from_derivative (fun u => u - u ^ 2 / 2 + u ^ 3 / 3 - ln (1 + u))
    (fun u => u ^ 3 / (1 + u)) 0 z H).
  cbv beta in D. replace (1 + 0) with 1 in D by ring. rewrite ln_1 in D.
  enough (0 - 0 ^ 2 / 2 + 0 ^ 3 / 3 - 0 <= z - z ^ 2 / 2 + z ^ 3 / 3 - ln (1 + z)) by lra.
  apply D; intros u Hu.
  - auto_derive; [lra|]. field. lra.
  - apply Rmult_le_pos; [apply pow_le; lra|left; apply Rinv_0_lt_compat; lra].
Qed.

Lemma ln_lower_3 z : 0 <= z < 1 -> - ln (1 - z) <= z + z ^ 2 / 2 + z ^ 3 / (3 * (1 - z)).
Proof.
  intros H.
  assert (D := increasing_from_derivative (fun u => u + u ^ 2 / 2 + u ^ 3 / (3 * (1 - u)) + ln (1 - u))
    (fun u => u ^ 3 / (3 * (1 - u) ^ 2)) 0 z ltac:(lra)).
  cbv beta in D. replace (1 - 0) with 1 in D by ring. rewrite ln_1 in D.
  enough (0 + 0 ^ 2 / 2 + 0 ^ 3 / (3 * 1) + 0 <= z + z ^ 2 / 2 + z ^ 3 / (3 * (1 - z)) + ln (1 - z)) by lra.
  apply D; intros u Hu.
  - auto_derive; [repeat split; lra|]. field. lra.
  - apply Rmult_le_pos; [apply pow_le; lra|]. left. apply Rinv_0_lt_compat.
    apply Rmult_lt_0_compat; [lra|apply pow_lt; lra].
Qed.
