(** * The cubic bound for the KL gap

    For n >= 3 the loss of a cell of length w ending at F is at most
    n (n-1)^2 / 24 F^(n-3) w^3, so that

      ln n - (n-1)/n - KL <= n (n-1)^2 / 24 (p_1^3 + ... + p_K^3)

    ([kl_gap_cubic]; [kl_gap_cubic_weighted] keeps the powers of F, and
    [kl_gap_cubic_delta] states it for masses at most delta).  It fails for
    n = 2, see [Refutations].

    In the notation of [CellCalculus], m = n - 1 and z = m x, it suffices that

      t - 1 - ln t <= m^2 x^2 / 8 + m^2 (m-2) x^3 / 24        ([excess_cube]).

    For m = 2 one differentiates.  For m >= 3 the right side is at least
    z^2/8 + z^3/72; for z <= 12/7 the fourth Bonferroni inequality puts t above
    T(z) = 1 - z/2 + z^2/9 - z^3/108, which is t for m = 3 itself, so one more
    differentiation settles all m at once; for z >= 12/7 the bound
    t >= 1/(1+z) is enough. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound CellCalculus RenyiBounds
  CertifiedInterval.
Open Scope R_scope.

(** ** Bonferroni's inequalities, up to the fourth *)

Section Bonferroni.
Variable x : R.
Hypothesis Hx : 0 <= x <= 1.

Lemma bonferroni_1 n : 1 - INR n * x <= (1 - x) ^ n.
Proof. assert (H := one_minus_pow_upper x n Hx). lra. Qed.

Lemma bonferroni_2 n : (1 - x) ^ n <= 1 - INR n * x + INR n * (INR n - 1) / 2 * x ^ 2.
Proof.
  induction n as [|n IH]; [simpl; lra|]. assert (B := bonferroni_1 n).
  rewrite S_INR. simpl pow at 1. nra.
Qed.

Lemma bonferroni_3 n :
  1 - INR n * x + INR n * (INR n - 1) / 2 * x ^ 2
  - INR n * (INR n - 1) * (INR n - 2) / 6 * x ^ 3 <= (1 - x) ^ n.
Proof.
  induction n as [|n IH]; [simpl; lra|]. assert (B := bonferroni_2 n).
  apply (Rmult_le_compat_l x) in B; [|lra].
  rewrite S_INR. simpl pow at 3. lra.
Qed.

Lemma bonferroni_4 n :
  (1 - x) ^ n
  <= 1 - INR n * x + INR n * (INR n - 1) / 2 * x ^ 2
     - INR n * (INR n - 1) * (INR n - 2) / 6 * x ^ 3
     + INR n * (INR n - 1) * (INR n - 2) * (INR n - 3) / 24 * x ^ 4.
Proof.
  induction n as [|n IH]; [simpl; lra|]. assert (B := bonferroni_3 n).
  apply (Rmult_le_compat_l x) in B; [|lra].
  rewrite S_INR. simpl pow at 1. lra.
Qed.

End Bonferroni.

Lemma mean_ratio_cubic m x :
  0 < x <= 1 ->
  1 - INR m * x / 2 + INR m * (INR m - 1) / 6 * x ^ 2
  - INR m * (INR m - 1) * (INR m - 2) / 24 * x ^ 3 <= mean_ratio m x.
Proof.
  intros H. assert (B := bonferroni_4 x ltac:(lra) (S m)).
  assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia).
  apply Rmult_le_reg_r with (INR (S m) * x); [nra|].
  rewrite mean_ratio_scaled by lra. rewrite S_INR in *. lra.
Qed.

(** ** The pointwise inequality *)

Lemma excess_cube_2 x : 0 < x <= 1 -> excess (mean_ratio 2 x) <= x ^ 2 / 2.
Proof.
  intros H.
  replace (mean_ratio 2 x) with (1 - x + x ^ 2 / 3) by (unfold mean_ratio; simpl; field; lra).
  assert (M := increasing_from_derivative
    (fun u => u + u ^ 2 / 6 + ln (1 - u + u ^ 2 / 3))
    (fun u => 1 + u / 3 + (-1 + 2 * u / 3) / (1 - u + u ^ 2 / 3)) 0 x ltac:(lra)).
  cbv beta in M. replace (1 - 0 + 0 ^ 2 / 3) with 1 in M by field. rewrite ln_1 in M.
  unfold excess.
  enough (0 + 0 ^ 2 / 6 + 0 <= x + x ^ 2 / 6 + ln (1 - x + x ^ 2 / 3)) by lra.
  apply M; intros u Hu; assert (P : 0 < 1 - u + u ^ 2 / 3) by nra.
  - auto_derive; [nra|]. field. lra.
  - apply Rmult_le_reg_r with (1 - u + u ^ 2 / 3); [exact P|].
    replace ((1 + u / 3 + (-1 + 2 * u / 3) / (1 - u + u ^ 2 / 3)) * (1 - u + u ^ 2 / 3))
      with (u ^ 3 / 9) by (field; lra).
    assert (0 <= u ^ 3) by (apply pow_le; lra). lra.
Qed.

Definition T (z : R) : R := 1 - z / 2 + z ^ 2 / 9 - z ^ 3 / 108.

Lemma T_pos z : 0 <= z <= 12 / 7 -> 0 < T z.
Proof.
  intros H. unfold T. assert (0 <= z ^ 2 * (12 - z)) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]).
  nra.
Qed.

Lemma excess_T z : 0 <= z <= 12 / 7 -> excess (T z) <= z ^ 2 / 8 + z ^ 3 / 72.
Proof.
  intros H.
  assert (M := increasing_from_derivative
    (fun u => u / 2 + u ^ 2 / 72 + 5 * u ^ 3 / 216 + ln (T u))
    (fun u => 1 / 2 + u / 36 + 5 * u ^ 2 / 72 + (- 1 / 2 + 2 * u / 9 - u ^ 2 / 36) / T u) 0 z
    ltac:(lra)).
  cbv beta in M. replace (T 0) with 1 in M by (unfold T; field). rewrite ln_1 in M.
  unfold excess. unfold T at 1.
  enough (0 / 2 + 0 ^ 2 / 72 + 5 * 0 ^ 3 / 216 + 0
          <= z / 2 + z ^ 2 / 72 + 5 * z ^ 3 / 216 + ln (T z)) by lra.
  apply M; intros u Hu; assert (P := T_pos u ltac:(lra)).
  - unfold T in *. auto_derive; [nra|]. field. nra.
  - apply Rmult_le_reg_r with (T u); [exact P|].
    replace ((1 / 2 + u / 36 + 5 * u ^ 2 / 72 + (- 1 / 2 + 2 * u / 9 - u ^ 2 / 36) / T u) * T u)
      with ((1 / 2 + u / 36 + 5 * u ^ 2 / 72) * T u + (- 1 / 2 + 2 * u / 9 - u ^ 2 / 36))
      by (field; lra).
    unfold T.
    replace ((1 / 2 + u / 36 + 5 * u ^ 2 / 72) * (1 - u / 2 + u ^ 2 / 9 - u ^ 3 / 108)
             + (- 1 / 2 + 2 * u / 9 - u ^ 2 / 36))
      with (u ^ 2 * ((1 / 12 - 47 / 1296 * u) + u ^ 2 * (29 / 3888 - 5 / 7776 * u))) by field.
    rewrite Rmult_0_l. apply Rmult_le_pos; [apply pow2_ge_0|].
    assert (0 <= u ^ 2 * (29 / 3888 - 5 / 7776 * u)) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]).
    lra.
Qed.

Lemma excess_far z : 12 / 7 <= z -> ln (1 + z) - z / (1 + z) <= z ^ 2 / 8 + z ^ 3 / 72.
Proof.
  intros H.
  assert (M := increasing_from_derivative
    (fun u => u ^ 2 / 8 + u ^ 3 / 72 - (ln (1 + u) - u / (1 + u)))
    (fun u => u / 4 + u ^ 2 / 24 - u / (1 + u) ^ 2) (12 / 7) z H).
  cbv beta in M.
  assert (B : 0 <= (12 / 7) ^ 2 / 8 + (12 / 7) ^ 3 / 72 - (ln (1 + 12 / 7) - 12 / 7 / (1 + 12 / 7)))
    by (interval with (i_prec 60)).
  enough ((12 / 7) ^ 2 / 8 + (12 / 7) ^ 3 / 72 - (ln (1 + 12 / 7) - 12 / 7 / (1 + 12 / 7))
          <= z ^ 2 / 8 + z ^ 3 / 72 - (ln (1 + z) - z / (1 + z))) by lra.
  apply M; intros u Hu.
  - auto_derive; [lra|]. field. lra.
  - assert (P : 4 <= (1 + u) ^ 2) by nra.
    assert (u / (1 + u) ^ 2 <= u / 4).
    { apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; lra. }
    assert (X := pow2_ge_0 u). lra.
Qed.

Lemma excess_cube m x :
  (2 <= m)%nat -> 0 < x <= 1 ->
  excess (mean_ratio m x)
  <= INR m ^ 2 * x ^ 2 / 8 + INR m ^ 2 * (INR m - 2) * x ^ 3 / 24.
Proof.
  intros Hm H. destruct (Nat.eq_dec m 2) as [->|Hne].
  { apply Rle_trans with (1 := excess_cube_2 x H). simpl. lra. }
  assert (M : 3 <= INR m) by (replace 3 with (INR 3) by (simpl; ring); apply le_INR; lia).
  set (z := INR m * x). assert (Z : 0 < z) by (apply Rmult_lt_0_compat; lra).
  apply Rle_trans with (z ^ 2 / 8 + z ^ 3 / 72).
  2: { unfold z. replace ((INR m * x) ^ 2 / 8 + (INR m * x) ^ 3 / 72)
         with (INR m ^ 2 * x ^ 2 / 8 + INR m ^ 2 * x ^ 3 * (INR m / 3) / 24) by field.
       assert (0 <= INR m ^ 2 * x ^ 3) by (apply Rmult_le_pos; [apply pow2_ge_0|apply pow_le; lra]).
       nra. }
  assert (T1 := mean_ratio_le_1 m x H).
  destruct (Rle_lt_dec z (12 / 7)) as [Hz|Hz].
  - apply Rle_trans with (excess (T z)); [|apply excess_T; lra].
    apply excess_decreasing; [split; [apply T_pos; lra|]|exact T1].
    apply Rle_trans with (2 := mean_ratio_cubic m x H).
    (* the difference is m x^2 (m-3) (12 - x (7m - 6)) / 216 *)
    assert (D : 0 <= INR m * x ^ 2 * (INR m - 3) * (12 - x * (7 * INR m - 6))).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos|]|].
      - lra.
      - apply pow2_ge_0.
      - lra.
      - unfold z in Hz. lra. }
    unfold T, z. lra.
  - assert (A := mean_ratio_hyperbolic m x H). fold z in A.
    apply Rle_trans with (excess (1 / (1 + z))).
    { apply excess_decreasing; [|lra]. split; [apply Rdiv_lt_0_compat; lra|exact A]. }
    rewrite excess_hyperbolic by lra. apply excess_far. lra.
Qed.

(** ** Cells and policies *)

Lemma cell_cube k a b :
  0 <= a < b -> b <= 1 ->
  cell (S (S (S k))) a b
  <= INR (S (S (S k))) * INR (S (S k)) ^ 2 / 24 * b ^ k * (b - a) ^ 3.
Proof.
  intros Hab Hb. set (m := S (S k)).
  assert (Hk := pos_INR k).
  assert (Hm : INR m = INR k + 2) by (unfold m; rewrite !S_INR; lra).
  assert (Hn : INR (S m) = INR k + 3) by (rewrite S_INR; lra).
  set (c := INR (S m) * INR m ^ 2 / 24).
  assert (Hc : 0 <= c).
  { unfold c. rewrite Hn. assert (X := pow2_ge_0 (INR m)). nra. }
  destruct (proj1 Hab) as [Ha| <- ].
  - apply (cell_le_of_derivative m a b (fun u => c * u ^ k * (u - a) ^ 3)
      (fun u => c * (INR k * (u ^ k / u) * (u - a) ^ 3 + INR 3 * u ^ k * (u - a) ^ 2)));
      [lra|lra| | |].
    + intros u Hu. apply (is_derive_majorant c k 3). lra.
    + intros u Hu. repeat apply Rmult_le_pos; try apply pow_le; lra.
    + intros u Hu.
      assert (E := excess_cube m ((u - a) / u) ltac:(unfold m; lia) (relative_length a u ltac:(lra))).
      apply (Rmult_le_compat_l (INR (S m) * u ^ m)) in E.
      2: { apply Rmult_le_pos; [lra|apply pow_le; lra]. }
      apply Rle_trans with (1 := E). right. unfold c. rewrite Hn, Hm.
      change (u ^ m) with (u * (u * u ^ k)). simpl. field. lra.
  - rewrite cell_from_0 by (lia || lra).
    assert (E := excess_cube m 1 ltac:(unfold m; lia) ltac:(lra)). rewrite excess_at_1 in E.
    apply (Rmult_le_compat_l (b ^ S m)) in E; [|apply pow_le; lra].
    apply Rle_trans with (1 := E). right. unfold c. rewrite Hn, Hm.
    change (b ^ S m) with (b * (b * (b * b ^ k))). field.
Qed.

Section Cubic.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Theorem kl_gap_cubic_weighted n :
  (3 <= n)%nat ->
  kl_formula n - KL K p n
  <= INR n * (INR n - 1) ^ 2 / 24 * rsum (fun i => cum p (S i) ^ (n - 3) * p i ^ 3) K.
Proof.
  intros Hn. rewrite <- rsum_scal.
  apply (gap_from_cells K p Hp n
    (fun F w => INR n * (INR n - 1) ^ 2 / 24 * (F ^ (n - 3) * w ^ 3))); [lia|].
  intros i Hi. assert (C := cum_cell K p Hp i Hi). destruct n as [|[|[|k]]]; [lia..|].
  assert (H := cell_cube k (cum p i) (cum p (S i)) ltac:(lra) ltac:(lra)).
  rewrite cum_diff in H. replace (S (S (S k)) - 3)%nat with k by lia.
  replace (INR (S (S (S k))) - 1) with (INR (S (S k))) by (rewrite (S_INR (S (S k))); ring).
  apply Rle_trans with (1 := H). right. ring.
Qed.

Theorem kl_gap_cubic n :
  (3 <= n)%nat ->
  kl_formula n - KL K p n <= INR n * (INR n - 1) ^ 2 / 24 * rsum (fun i => p i ^ 3) K.
Proof.
  intros Hn. apply Rle_trans with (1 := kl_gap_cubic_weighted n Hn).
  assert (N := pos_INR n). assert (X := pow2_ge_0 (INR n - 1)).
  apply Rmult_le_compat_l; [assert (0 <= INR n * (INR n - 1) ^ 2) by (now apply Rmult_le_pos); lra|].
  apply rsum_le. intros i Hi. assert (C := cum_cell K p Hp i Hi).
  assert (P := pow_le_1 (cum p (S i)) (n - 3) ltac:(lra)).
  assert (Q := dist_pos _ _ Hp i Hi). assert (0 <= p i ^ 3) by (apply pow_le; lra). nra.
Qed.

Theorem kl_gap_cubic_delta n delta :
  (3 <= n)%nat -> (forall i, (i < K)%nat -> p i <= delta) ->
  kl_formula n - KL K p n <= INR n ^ 3 * delta ^ 2 / 24.
Proof.
  intros Hn Hd. apply Rle_trans with (1 := kl_gap_cubic n Hn).
  assert (N := INR_ge_1 n ltac:(lia)).
  assert (D : rsum (fun i => p i ^ 3) K <= delta ^ 2).
  { replace (delta ^ 2) with (delta ^ 2 * rsum p K) by (rewrite (dist_total _ _ Hp); ring).
    rewrite <- rsum_scal. apply rsum_le. intros i Hi.
    assert (Q := dist_pos _ _ Hp i Hi). specialize (Hd i Hi).
    assert (p i ^ 2 <= delta ^ 2) by (apply pow_incr; lra).
    change (p i ^ 3) with (p i * p i ^ 2). nra. }
  assert (D0 : 0 <= rsum (fun i => p i ^ 3) K).
  { apply rsum_nonneg. intros i Hi. apply pow_le. left. now apply (dist_pos _ _ Hp). }
  assert (A : 0 <= INR n * (INR n - 1) ^ 2 <= INR n ^ 3).
  { split; [apply Rmult_le_pos; [lra|apply pow2_ge_0]|].
    change (INR n ^ 3) with (INR n * INR n ^ 2). apply Rmult_le_compat_l; [lra|].
    apply pow_incr; lra. }
  nra.
Qed.

End Cubic.
