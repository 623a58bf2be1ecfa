(** * Sums of equal powers

    [power_sum n K] is 1^n + 2^n + ... + K^n.  Bounds:

    - [power_sum_trapezoid]: at least K^(n+1)/(n+1) + K^n/2, the trapezoidal rule;
    - [power_sum_midpoint]: at most (K + 1/2)^(n+1)/(n+1), the midpoint rule;
    - [power_sum_geometric]: at most K^n / (1 - (K/(K+1))^n), a geometric
      series, the better bound when K is small against n;
    - [power_sum_4], [power_sum_5], [power_sum_6]: closed forms. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN WinRate.
Open Scope R_scope.

Definition power_sum (n K : nat) : R := rsum (fun i => INR (S i) ^ n) K.

Lemma power_sum_ge_1 n K : (1 <= K)%nat -> 1 <= power_sum n K.
Proof.
  intros H. apply Rle_trans with (rsum (fun i => INR (S i) ^ n) 1).
  - simpl rsum. simpl INR. rewrite pow1. lra.
  - apply rsum_mono; [|exact H]. intros i _. apply pow_le, pos_INR.
Qed.

Lemma power_sum_trapezoid n K : (1 <= n)%nat -> INR K ^ S n / (INR n + 1) + INR K ^ n / 2 <= power_sum n K.
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn). induction K as [|K IH].
  - unfold power_sum. simpl rsum. simpl INR. rewrite !pow_i by lia. lra.
  - unfold power_sum in *. rewrite rsum_S. destruct n as [|m]; [lia|].
    assert (T := TD_nonneg m (INR K) (INR (S K)) ltac:(assert (I := pos_INR K); rewrite S_INR; lra)).
    unfold TD in T. replace (INR (S K) - INR K) with 1 in T by (rewrite S_INR; ring).
    assert (X : INR (S K) ^ S (S m) / (INR (S m) + 1) - INR K ^ S (S m) / (INR (S m) + 1)
                <= (INR K ^ S m + INR (S K) ^ S m) / 2).
    { apply Rmult_le_reg_r with (2 * (INR (S m) + 1)); [lra|].
      replace ((INR (S K) ^ S (S m) / (INR (S m) + 1) - INR K ^ S (S m) / (INR (S m) + 1)) * (2 * (INR (S m) + 1)))
        with (2 * (INR (S K) ^ S (S m) - INR K ^ S (S m))) by (field; lra). lra. }
    lra.
Qed.

Lemma sum_pow_mid h x n : 0 <= h <= x -> 2 * x ^ n <= (x + h) ^ n + (x - h) ^ n.
Proof.
  intros H. induction n as [|n IH]; [simpl; lra|].
  assert (D := pow_mono (x - h) (x + h) n ltac:(lra)). simpl. nra.
Qed.

Lemma diff_pow_mid h x n : 0 <= h <= x -> 2 * h * INR (S n) * x ^ n <= (x + h) ^ S n - (x - h) ^ S n.
Proof.
  intros H. induction n as [|n IH]; [simpl; lra|].
  assert (S2 := sum_pow_mid h x (S n) H).
  rewrite (S_INR (S n)).
  replace ((x + h) ^ S (S n) - (x - h) ^ S (S n))
    with (x * ((x + h) ^ S n - (x - h) ^ S n) + h * ((x + h) ^ S n + (x - h) ^ S n)) by (simpl; ring).
  apply (Rmult_le_compat_l x) in IH; [|lra]. apply (Rmult_le_compat_l h) in S2; [|lra].
  simpl pow in *. lra.
Qed.

Lemma power_sum_midpoint n K : (1 <= n)%nat -> power_sum n K <= (INR K + / 2) ^ S n / (INR n + 1).
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn). induction K as [|K IH].
  - unfold power_sum. simpl rsum. apply Rmult_le_pos; [apply pow_le; simpl; lra|].
    left. apply Rinv_0_lt_compat. lra.
  - unfold power_sum in *. rewrite rsum_S. assert (I := pos_INR K).
    assert (D := diff_pow_mid (/ 2) (INR (S K)) n ltac:(rewrite S_INR; lra)).
    replace (INR (S K) - / 2) with (INR K + / 2) in D by (rewrite S_INR; field).
    rewrite (S_INR n) in D.
    replace ((INR (S K) + / 2) ^ S n / (INR n + 1))
      with ((INR K + / 2) ^ S n / (INR n + 1) + ((INR (S K) + / 2) ^ S n - (INR K + / 2) ^ S n) / (INR n + 1))
      by (field; lra).
    apply Rplus_le_compat; [exact IH|]. apply Rmult_le_reg_r with (INR n + 1); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma power_sum_geometric n K : (1 <= K)%nat ->
  power_sum n K * (INR (S K) ^ n - INR K ^ n) <= INR K ^ n * INR (S K) ^ n.
Proof.
  intros H. induction H as [|K H IH].
  - unfold power_sum. simpl rsum. replace (INR 1) with 1 by reflexivity. rewrite pow1. lra.
  - unfold power_sum in *. rewrite rsum_S. assert (N := INR_ge_1 K H).
    set (s := INR K ^ n) in *. set (s1 := INR (S K) ^ n) in *. set (s2 := INR (S (S K)) ^ n) in *.
    set (m := rsum (fun i => INR (S i) ^ n) K) in *.
    assert (Hs : 0 < s) by (apply pow_lt; lra).
    assert (N1 : INR (S K) = INR K + 1) by apply S_INR.
    assert (N2 : INR (S (S K)) = INR K + 2) by (rewrite S_INR, N1; ring).
    assert (L : s * s2 <= s1 * s1).
    { unfold s, s1, s2. rewrite <- !Rpow_mult_distr. apply pow_incr. rewrite N1, N2. split; nra. }
    assert (Hs1 : s <= s1) by (apply pow_incr; lra).
    assert (Hs2 : s1 <= s2) by (apply pow_incr; lra).
    assert (Hm : 0 <= m) by (apply rsum_nonneg; intros; apply pow_le, pos_INR).
    destruct (Req_dec s s1) as [E|E].
    + (* n = 0 *) assert (s2 = s1) by nra. nra.
    + assert (m <= s * s1 / (s1 - s)).
      { apply Rmult_le_reg_r with (s1 - s); [lra|]. unfold Rdiv.
        rewrite (Rmult_assoc (s * s1)), Rinv_l by lra. lra. }
      apply Rle_trans with ((s * s1 / (s1 - s) + s1) * (s2 - s1)).
      * apply Rmult_le_compat_r; lra.
      * apply Rmult_le_reg_r with (s1 - s); [lra|].
        replace ((s * s1 / (s1 - s) + s1) * (s2 - s1) * (s1 - s)) with (s1 * s1 * (s2 - s1)) by (field; lra).
        assert (0 < s1) by lra. assert (s1 * (s * s2) <= s1 * (s1 * s1)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(** ** n = 4, 5, 6 *)

Ltac closed_form := intros K; induction K as [|K IH]; [unfold power_sum; simpl; field|];
  unfold power_sum in *; rewrite rsum_S, IH, S_INR; field.

Lemma power_sum_4 : forall K, power_sum 4 K = INR K ^ 5 / 5 + INR K ^ 4 / 2 + INR K ^ 3 / 3 - INR K / 30.
Proof. closed_form. Qed.
Lemma power_sum_5 : forall K, power_sum 5 K = INR K ^ 6 / 6 + INR K ^ 5 / 2 + 5 * INR K ^ 4 / 12 - INR K ^ 2 / 12.
Proof. closed_form. Qed.
Lemma power_sum_6 : forall K, power_sum 6 K = INR K ^ 7 / 7 + INR K ^ 6 / 2 + INR K ^ 5 / 2 - INR K ^ 3 / 6 + INR K / 42.
Proof. closed_form. Qed.
