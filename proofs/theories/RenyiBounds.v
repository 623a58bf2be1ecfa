(** * Bounding the KL gap by the collision probability

    - [kl_gap_coarse]: gap <= n(n-1)/2 times the sum of squares, by the coarse
      cell bound alone;
    - [kl_gap_renyi]: the published bound 2n(n-1) e^(-H_2), and
      [kl_gap_delta_bound] for masses at most delta;
    - [kl_gap_renyi_sharp]: the constant lowered to (ln 2 - 1/2)/2, in the form
      with weights F_i^(n-2) ([kl_gap_renyi_weighted]) and without;
      [kl_gap_renyi_sharp_attained]: one outcome and n = 2 give equality, so no
      smaller constant serves all n and p.

    With z = (n-1) x and t the mean ratio of the cell (1-x, 1), the sharp
    constant rests on  t - 1 - ln t <= lambda (z + (n-1)(n-2)/2 x^2),
    lambda = ln 2 - 1/2 ([excess_square]): for z <= 1 from t >= 1 - z/2 and the
    concavity of ln, for z >= 1 from t >= 1/(1+z). *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound CellCalculus CertifiedInterval.
Open Scope R_scope.

(** ** Two lower bounds for the mean ratio *)

Lemma mean_ratio_linear m x : 0 < x <= 1 -> 1 - INR m * x / 2 <= mean_ratio m x.
Proof.
  intros H. assert (B := bonferroni2 (1 - x) 1 m ltac:(lra)). rewrite !pow1 in B.
  assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia).
  replace (1 - (1 - x)) with x in B by ring.
  apply Rmult_le_reg_r with (INR (S m) * x); [nra|].
  rewrite mean_ratio_scaled; lra.
Qed.

Lemma pow_times_linear x m : 0 <= x <= 1 -> (1 - x) ^ m * (1 + INR m * x) <= 1.
Proof.
  intros H. induction m as [|m IH]; [simpl; lra|].
  rewrite S_INR. change ((1 - x) ^ S m) with ((1 - x) * (1 - x) ^ m).
  assert (0 <= (1 - x) ^ m) by (apply pow_le; lra). assert (M := pos_INR m).
  assert ((1 - x) * (1 + (INR m + 1) * x) <= 1 + INR m * x) by nra. nra.
Qed.

Lemma mean_ratio_hyperbolic m x : 0 < x <= 1 -> 1 / (1 + INR m * x) <= mean_ratio m x.
Proof.
  intros H. assert (P := pow_times_linear x m ltac:(lra)). assert (M := pos_INR m).
  assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia).
  assert (Z : 0 < 1 + INR m * x) by nra.
  apply Rmult_le_reg_r with ((1 + INR m * x) * (INR (S m) * x)).
  { repeat apply Rmult_lt_0_compat; lra. }
  unfold mean_ratio.
  replace (1 / (1 + INR m * x) * ((1 + INR m * x) * (INR (S m) * x))) with (INR (S m) * x)
    by (field; lra).
  replace ((1 - (1 - x) ^ S m) / (INR (S m) * x) * ((1 + INR m * x) * (INR (S m) * x)))
    with ((1 - (1 - x) ^ S m) * (1 + INR m * x)) by (field; lra).
  change ((1 - x) ^ S m) with ((1 - x) * (1 - x) ^ m).
  rewrite S_INR in *. nra.
Qed.

(** ** The pointwise inequality *)

Definition lambda : R := ln 2 - 1 / 2.

Lemma lambda_bounds : 1 / 6 <= lambda.
Proof. unfold lambda. interval with (i_prec 60). Qed.

Lemma excess_small y : 0 <= y <= 1 / 2 -> excess (1 - y) <= 2 * lambda * y.
Proof.
  intros H. unfold excess, lambda.
  (* Tangent of ln at 1 - y, evaluated at 1 and at 1/2. *)
  assert (A := ln_le_sub1 (1 / (1 - y)) ltac:(apply Rdiv_lt_0_compat; lra)).
  assert (B := ln_le_sub1 (1 / 2 / (1 - y)) ltac:(apply Rdiv_lt_0_compat; lra)).
  rewrite ln_div_eq in A, B by lra. rewrite (ln_div_eq 1 2) in B by lra. rewrite ln_1 in A, B.
  apply (Rmult_le_compat_l (1 - 2 * y)) in A; [|lra].
  apply (Rmult_le_compat_l (2 * y)) in B; [|lra].
  assert (E : (1 - 2 * y) * (1 / (1 - y) - 1) + 2 * y * (1 / 2 / (1 - y) - 1) = 0)
    by (field; lra).
  lra.
Qed.

Lemma excess_hyperbolic z : 0 <= z -> excess (1 / (1 + z)) = ln (1 + z) - z / (1 + z).
Proof. intros H. unfold excess. rewrite ln_div_eq, ln_1 by lra. field. lra. Qed.

Lemma excess_large z : 1 <= z -> ln (1 + z) - z / (1 + z) <= lambda * (z + z ^ 2 / 4).
Proof.
  intros H. assert (L := lambda_bounds).
  assert (M := increasing_from_derivative
    (fun u => lambda * (u + u ^ 2 / 4) - (ln (1 + u) - u / (1 + u)))
    (fun u => lambda * (1 + u / 2) - u / (1 + u) ^ 2) 1 z H).
  cbv beta in M.
  assert (B : lambda * (1 + 1 ^ 2 / 4) - (ln (1 + 1) - 1 / (1 + 1)) = lambda / 4).
  { unfold lambda. replace (1 + 1) with 2 by ring. field. }
  rewrite B in M. enough (lambda / 4 <= lambda * (z + z ^ 2 / 4) - (ln (1 + z) - z / (1 + z))) by lra.
  apply M; intros u Hu.
  - auto_derive; [repeat split; lra|]. field. lra.
  - assert (P : 0 < (1 + u) ^ 2) by nra.
    assert (u / (1 + u) ^ 2 <= 1 / 6 * (1 + u / 2)); [|nra].
    apply Rmult_le_reg_r with ((1 + u) ^ 2); [exact P|].
    replace (u / (1 + u) ^ 2 * (1 + u) ^ 2) with u by (field; lra).
    assert (0 <= (u - 1) * (u ^ 2 + 5 * u - 2)) by (apply Rmult_le_pos; nra). nra.
Qed.

Lemma excess_square m x :
  0 < x <= 1 ->
  excess (mean_ratio m x) <= lambda * (INR m * x + INR m * (INR m - 1) / 2 * x ^ 2).
Proof.
  intros H. assert (L := lambda_bounds). assert (M := pos_INR m).
  assert (T1 := mean_ratio_le_1 m x H). set (z := INR m * x).
  destruct (Rle_lt_dec z 1) as [Hz|Hz].
  - assert (A := mean_ratio_linear m x H). fold z in A.
    assert (0 <= z) by (unfold z; nra).
    apply Rle_trans with (excess (1 - z / 2)); [apply excess_decreasing; lra|].
    apply Rle_trans with (1 := excess_small (z / 2) ltac:(lra)).
    assert (W : 0 <= INR m * (INR m - 1) / 2 * x ^ 2).
    { apply Rmult_le_pos; [|apply pow2_ge_0].
      destruct m as [|k]; [simpl; lra|]. assert (N := INR_ge_1 (S k) ltac:(lia)).
      assert (0 <= INR (S k) * (INR (S k) - 1)) by (apply Rmult_le_pos; lra). lra. }
    assert (0 <= lambda * (INR m * (INR m - 1) / 2 * x ^ 2)) by (apply Rmult_le_pos; lra).
    lra.
  - assert (A := mean_ratio_hyperbolic m x H). fold z in A.
    apply Rle_trans with (excess (1 / (1 + z))).
    { apply excess_decreasing; [|lra]. split; [apply Rdiv_lt_0_compat; lra|exact A]. }
    rewrite excess_hyperbolic by lra.
    apply Rle_trans with (1 := excess_large z ltac:(lra)).
    assert (2 <= INR m).
    { destruct m as [|[|m]]; [unfold z in Hz; simpl in Hz; lra|unfold z in Hz; simpl in Hz; lra|].
      apply INR_ge_2. lia. }
    apply Rmult_le_compat_l; [lra|]. unfold z. assert (X := pow2_ge_0 x). nra.
Qed.

(** ** Cells *)

Lemma cell_square m a b :
  0 <= a < b -> b <= 1 ->
  cell (S m) a b <= lambda / 2 * (INR (S m) * INR m) * b ^ pred m * (b - a) ^ 2.
Proof.
  intros Hab Hb. destruct m as [|m].
  { assert (C := cell_coarse_square 0 a b Hab). simpl in *. lra. }
  assert (L := lambda_bounds).
  set (M := S m). assert (HM : INR M = INR m + 1) by apply S_INR.
  assert (HN : INR (S M) = INR m + 2) by (rewrite S_INR; lra).
  assert (Hm := pos_INR m).
  set (c := lambda / 2 * (INR (S M) * INR M)).
  assert (Hc : 0 <= c) by (unfold c; rewrite HM, HN; repeat apply Rmult_le_pos; lra).
  change (pred M) with m. destruct (proj1 Hab) as [Ha| <- ].
  - apply (cell_le_of_derivative M a b (fun u => c * u ^ m * (u - a) ^ 2)
      (fun u => c * (INR m * (u ^ m / u) * (u - a) ^ 2 + INR 2 * u ^ m * (u - a) ^ 1)));
      [lra|lra| | |].
    + intros u Hu. apply (is_derive_majorant c m 2). lra.
    + intros u Hu. assert (0 <= u ^ m) by (apply pow_le; lra). assert (X := pow2_ge_0 (u - a)).
      repeat apply Rmult_le_pos; lra.
    + intros u Hu. assert (E := excess_square M ((u - a) / u) (relative_length a u ltac:(lra))).
      apply (Rmult_le_compat_l (INR (S M) * u ^ M)) in E.
      2: { apply Rmult_le_pos; [lra|apply pow_le; lra]. }
      apply Rle_trans with (1 := E). right. unfold c. rewrite HN, HM.
      change (u ^ M) with (u * u ^ m). simpl. field. lra.
  - rewrite cell_from_0 by (lia || lra).
    assert (E := excess_square M 1 ltac:(lra)). rewrite excess_at_1 in E.
    apply (Rmult_le_compat_l (b ^ S M)) in E; [|apply pow_le; lra].
    apply Rle_trans with (1 := E). right. unfold c. rewrite HN, HM.
    change (b ^ S M) with (b * (b * b ^ m)). field.
Qed.

(** ** Policies *)

Section Renyi.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Lemma gap_from_cells n (B : R -> R -> R) :
  (1 <= n)%nat ->
  (forall i, (i < K)%nat -> cell n (cum p i) (cum p (S i)) <= B (cum p (S i)) (p i)) ->
  kl_formula n - KL K p n <= rsum (fun i => B (cum p (S i)) (p i)) K.
Proof. intros Hn H. rewrite (kl_gap_cells K p Hp) by exact Hn. now apply rsum_le. Qed.

Lemma cum_diff i : cum p (S i) - cum p i = p i.
Proof. rewrite cum_S; ring. Qed.

Theorem kl_gap_renyi_weighted n :
  (1 <= n)%nat ->
  kl_formula n - KL K p n
  <= (ln 2 - 1 / 2) / 2 * (INR n * (INR n - 1))
     * rsum (fun i => cum p (S i) ^ (n - 2) * p i ^ 2) K.
Proof.
  intros Hn. rewrite <- rsum_scal.
  apply (gap_from_cells n (fun F w => (ln 2 - 1 / 2) / 2 * (INR n * (INR n - 1)) * (F ^ (n - 2) * w ^ 2)));
    [exact Hn|]. intros i Hi.
  assert (C := cum_cell K p Hp i Hi). destruct n as [|m]; [lia|].
  assert (H := cell_square m (cum p i) (cum p (S i)) ltac:(lra) ltac:(lra)).
  rewrite cum_diff in H. unfold lambda in H.
  replace (S m - 2)%nat with (pred m) by lia.
  replace (INR (S m) - 1) with (INR m) by (rewrite S_INR; ring). lra.
Qed.

Lemma weighted_le_collision k :
  rsum (fun i => cum p (S i) ^ k * p i ^ 2) K <= collision K p.
Proof.
  apply rsum_le. intros i Hi. assert (C := cum_cell K p Hp i Hi).
  assert (P := pow_le_1 (cum p (S i)) k ltac:(lra)). assert (X := pow2_ge_0 (p i)). nra.
Qed.

Lemma pairs_nonneg n : (1 <= n)%nat -> 0 <= INR n * (INR n - 1).
Proof. intros Hn. assert (N := INR_ge_1 n Hn). apply Rmult_le_pos; lra. Qed.

Theorem kl_gap_renyi_sharp n :
  (1 <= n)%nat ->
  kl_formula n - KL K p n <= (ln 2 - 1 / 2) / 2 * (INR n * (INR n - 1)) * collision K p.
Proof.
  intros Hn. apply Rle_trans with (1 := kl_gap_renyi_weighted n Hn).
  apply Rmult_le_compat_l; [|apply weighted_le_collision].
  assert (L := lambda_bounds). unfold lambda in L.
  apply Rmult_le_pos; [lra|now apply pairs_nonneg].
Qed.

Theorem kl_gap_coarse n :
  (1 <= n)%nat -> kl_formula n - KL K p n <= INR n * (INR n - 1) / 2 * collision K p.
Proof.
  intros Hn. unfold collision. rewrite <- rsum_scal.
  apply (gap_from_cells n (fun F w => INR n * (INR n - 1) / 2 * w ^ 2)); [exact Hn|].
  intros i Hi. assert (C := cum_cell K p Hp i Hi). destruct n as [|m]; [lia|].
  assert (H := cell_coarse_square m (cum p i) (cum p (S i)) ltac:(lra)).
  rewrite cum_diff in H. replace (INR (S m) - 1) with (INR m) by (rewrite S_INR; ring).
  apply Rle_trans with (1 := H). apply Rmult_le_compat_r; [apply pow2_ge_0|].
  assert (P := pow_le_1 (cum p (S i)) (pred m) ltac:(lra)).
  assert (0 <= INR (S m) * INR m / 2).
  { assert (0 <= INR (S m) * INR m) by (apply Rmult_le_pos; apply pos_INR). lra. }
  nra.
Qed.

Theorem kl_gap_renyi n :
  (1 <= n)%nat -> kl_formula n - KL K p n <= 2 * INR n * (INR n - 1) * collision K p.
Proof.
  intros Hn. apply Rle_trans with (1 := kl_gap_coarse n Hn).
  assert (A := pairs_nonneg n Hn).
  assert (0 <= collision K p) by (apply rsum_nonneg; intros; apply pow2_ge_0). nra.
Qed.

(** The collision probability is e^(-H_2), H_2 the Renyi entropy of order 2. *)
Definition renyi_entropy_2 : R := - ln (collision K p).

Lemma collision_renyi : collision K p = exp (- renyi_entropy_2).
Proof.
  unfold renyi_entropy_2. rewrite Ropp_involutive, exp_ln; [reflexivity|].
  apply rsum_pos; [exact (dist_nonempty K p Hp)|].
  intros i Hi. apply pow_lt. now apply (dist_pos _ _ Hp).
Qed.

Theorem kl_gap_delta_bound n delta :
  (1 <= n)%nat -> (forall i, (i < K)%nat -> p i <= delta) ->
  kl_formula n - KL K p n <= 2 * INR n * (INR n - 1) * delta.
Proof.
  intros Hn Hd. apply Rle_trans with (1 := kl_gap_renyi n Hn).
  assert (A := pairs_nonneg n Hn).
  apply Rmult_le_compat_l; [lra|].
  replace delta with (delta * rsum p K) by (rewrite (dist_total _ _ Hp); ring).
  rewrite <- rsum_scal. apply rsum_le. intros i Hi.
  assert (P := dist_pos _ _ Hp i Hi). specialize (Hd i Hi). nra.
Qed.

End Renyi.

(** One outcome and n = 2: the sharp bound is an equality. *)
Theorem kl_gap_renyi_sharp_attained :
  kl_formula 2 - KL 1 (fun _ => 1) 2
  = (ln 2 - 1 / 2) / 2 * (INR 2 * (INR 2 - 1)) * collision 1 (fun _ => 1).
Proof.
  unfold kl_formula, KL, kl, bon, cum, collision. simpl.
  replace (((0 + 1) * ((0 + 1) * 1) - 0 * (0 * 1)) / 1) with 1 by field.
  rewrite ln_1. replace (1 + 1) with 2 by ring. field.
Qed.
