(** * One more draw, and best-of-n against best-of-m

    - [mean_step]: the mean of any value t of the level changes from n to n + 1
      draws by exactly the sum of (t_(i+1) - t_i) F_i^n (1 - F_i) over the
      boundaries between levels, and [mean_second_step] is its second difference;
      t may be another reward than the one that ranks;
    - [mean_concave], [win_rate_concave]: so the mean of a value that does not
      decrease, and the win rate, are concave in n;
    - [win_against]: the win rate of best-of-n against best-of-m;
      [win_against_total]: W(n,m) + W(m,n) = 1; [win_against_bounds]:
      1/2 <= W(n,m) <= n/(n+m) for n >= m. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN WinRate Monotonicity.
Open Scope R_scope.

Section MoreDraws.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Definition mean_value (n : nat) (t : nat -> R) : R := rsum (fun i => bon n p i * t i) K.

(** A difference of policies with equal totals, by parts. *)
Lemma mean_by_parts (d t : nat -> R) : rsum d K = 0 ->
  rsum (fun i => d i * t i) K = rsum (fun i => (t (S i) - t i) * - rsum d (S i)) (pred K).
Proof.
  intros H. assert (K0 := dist_nonempty K p Hp).
  rewrite (rsum_ext (fun i => (t (S i) - t i) * - rsum d (S i))
    (fun i => -1 * (rsum d (S i) * (t (S i) - t i)))) by (intros; ring).
  rewrite rsum_scal. replace K with (S (pred K)) at 1 by lia.
  rewrite rsum_by_parts. replace (S (pred K)) with K by lia. rewrite H. ring.
Qed.

Theorem mean_step n t : (1 <= n)%nat ->
  mean_value (S n) t - mean_value n t
  = rsum (fun i => (t (S i) - t i) * (cum p (S i) ^ n * (1 - cum p (S i)))) (pred K).
Proof.
  intros Hn. unfold mean_value. rewrite <- rsum_minus.
  rewrite (rsum_ext _ (fun i => (bon (S n) p i - bon n p i) * t i)) by (intros; ring).
  rewrite mean_by_parts by (rewrite rsum_minus, !(bon_total K p Hp) by lia; ring).
  apply rsum_ext. intros i _. rewrite rsum_minus, !bon_cum by lia. set (F := cum p (S i)). simpl pow. ring.
Qed.

Theorem mean_second_step n t : (1 <= n)%nat ->
  mean_value (S (S n)) t - 2 * mean_value (S n) t + mean_value n t
  = - rsum (fun i => (t (S i) - t i) * (cum p (S i) ^ n * (1 - cum p (S i)) ^ 2)) (pred K).
Proof.
  intros Hn. assert (A := mean_step n t Hn). assert (B := mean_step (S n) t ltac:(lia)).
  replace (mean_value (S (S n)) t - 2 * mean_value (S n) t + mean_value n t)
    with ((mean_value (S (S n)) t - mean_value (S n) t) - (mean_value (S n) t - mean_value n t)) by ring.
  rewrite A, B, <- rsum_minus.
  replace (- rsum (fun i => (t (S i) - t i) * (cum p (S i) ^ n * (1 - cum p (S i)) ^ 2)) (pred K))
    with (-1 * rsum (fun i => (t (S i) - t i) * (cum p (S i) ^ n * (1 - cum p (S i)) ^ 2)) (pred K)) by ring.
  rewrite <- rsum_scal. apply rsum_ext. intros i _. set (F := cum p (S i)). simpl pow. ring.
Qed.

Theorem mean_concave n t : (1 <= n)%nat -> (forall i, (S i < K)%nat -> t i <= t (S i)) ->
  mean_value n t + mean_value (S (S n)) t <= 2 * mean_value (S n) t.
Proof.
  intros Hn Ht. assert (E := mean_second_step n t Hn).
  enough (0 <= rsum (fun i => (t (S i) - t i) * (cum p (S i) ^ n * (1 - cum p (S i)) ^ 2)) (pred K)) by lra.
  apply rsum_nonneg. intros i Hi. specialize (Ht i ltac:(lia)).
  assert (C := cum_cell K p Hp i ltac:(lia)).
  apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le; lra|apply pow2_ge_0].
Qed.

Lemma midpoints_increase i : (S i < K)%nat ->
  (cum p i + cum p (S i)) / 2 <= (cum p (S i) + cum p (S (S i))) / 2.
Proof.
  intros Hi. assert (A := cum_cell K p Hp i ltac:(lia)). assert (B := cum_cell K p Hp (S i) Hi). lra.
Qed.

Theorem win_rate_concave n : (1 <= n)%nat ->
  win_rate K p n + win_rate K p (S (S n)) <= 2 * win_rate K p (S n).
Proof. intros Hn. rewrite !(win_rate_midpoints K p). exact (mean_concave n _ Hn midpoints_increase). Qed.

(** ** Best-of-n against best-of-m *)

Definition win_against (n m : nat) : R := win_rate_of K (bon n p) (bon m p).

Lemma win_against_cells n m : (1 <= m)%nat ->
  win_against n m = rsum (fun i => bon n p i * ((cum p i ^ m + cum p (S i) ^ m) / 2)) K.
Proof.
  intros Hm. unfold win_against. rewrite (win_rate_of_midpoints K (bon m p)).
  apply rsum_ext. intros i _. unfold cum at 1 2. rewrite !(bon_cum p m) by exact Hm. reflexivity.
Qed.

Theorem win_against_total n m : (1 <= n)%nat -> (1 <= m)%nat -> win_against n m + win_against m n = 1.
Proof.
  intros Hn Hm. rewrite !win_against_cells, <- rsum_plus by assumption.
  rewrite (rsum_ext _ (fun i => cum p (S i) ^ (n + m) - cum p i ^ (n + m))).
  - rewrite (rsum_telescope (fun i => cum p i ^ (n + m))), (cum_K K p Hp), cum_0, pow1, pow_i by lia. ring.
  - intros i _. unfold bon. rewrite !pow_add. field.
Qed.

Lemma against_cell m k a b : 0 <= a <= b ->
  INR (2 * m + k) * (a ^ m * b ^ m) * (b ^ k - a ^ k) <= INR k * (b ^ (2 * m + k) - a ^ (2 * m + k)).
Proof.
  intros H. destruct k as [|j]; [simpl; lra|]. induction m as [|m IH]; [simpl; lra|].
  replace (2 * S m + S j)%nat with (S (S (2 * m + S j))) by lia. rewrite (S_INR (S _)), (S_INR (2 * m + S j)).
  set (N := (2 * m + S j)%nat) in *. set (s := b ^ S j - a ^ S j) in *.
  change (b ^ S (S N)) with (b * (b * b ^ N)). change (a ^ S (S N)) with (a * (a * a ^ N)).
  change (a ^ S m) with (a * a ^ m). change (b ^ S m) with (b * b ^ m).
  (* the increment of the difference, after a factor a b *)
  assert (Q : 2 * (a * a ^ m * (b * b ^ m)) * s <= INR (S j) * (b - a) * (b * b ^ N + a * a ^ N)).
  { assert (T : 2 * s <= INR (S j) * (b - a) * (a ^ j + b ^ j)).
    { destruct j as [|i]; [unfold s; simpl; lra|].
      assert (T := TD_nonneg i a b H). unfold TD in T. rewrite (S_INR (S i)). unfold s. lra. }
    assert (X : a * a ^ m * (b * b ^ m) * (a ^ j + b ^ j) <= b * b ^ N + a * a ^ N).
    { assert (E : forall x, x * x ^ N = x ^ S m * x ^ S m * x ^ j).
      { intros x. change (x * x ^ N) with (x ^ S N). unfold N. rewrite <- !pow_add. f_equal. lia. }
      rewrite !E. change (a * a ^ m) with (a ^ S m). change (b * b ^ m) with (b ^ S m).
      assert (P1 := pow_incr a b (S m) H). assert (P2 := pow_incr a b (S m + j) H).
      rewrite !pow_add in P2.
      assert (Z : 0 <= (b ^ S m - a ^ S m) * (b ^ S m * b ^ j - a ^ S m * a ^ j)) by (apply Rmult_le_pos; lra).
      lra. }
    assert (A0 : 0 <= a * a ^ m * (b * b ^ m)).
    { change (0 <= a ^ S m * b ^ S m). apply Rmult_le_pos; apply pow_le; lra. }
    apply (Rmult_le_compat_l _ _ _ A0) in T.
    assert (J := pos_INR (S j)).
    assert (C0 : 0 <= INR (S j) * (b - a)) by (apply Rmult_le_pos; lra).
    apply (Rmult_le_compat_l _ _ _ C0) in X. lra. }
  assert (ab : 0 <= a * b) by (apply Rmult_le_pos; lra).
  apply (Rmult_le_compat_l _ _ _ ab) in IH. lra.
Qed.

Theorem win_against_bounds n m : (1 <= m <= n)%nat ->
  1 / 2 <= win_against n m <= INR n / (INR n + INR m).
Proof.
  intros [Hm Hnm]. split.
  - induction Hnm as [|n Hnm IH].
    + assert (E := win_against_total m m Hm Hm). lra.
    + apply Rle_trans with (1 := IH). rewrite !win_against_cells by exact Hm.
      apply (bon_dominance K p Hp n); [lia|]. intros i Hi.
      assert (A := cum_cell K p Hp i ltac:(lia)). assert (B := cum_cell K p Hp (S i) Hi).
      assert (X := pow_incr (cum p i) (cum p (S i)) m ltac:(lra)).
      assert (Y := pow_incr (cum p (S i)) (cum p (S (S i))) m ltac:(lra)). lra.
  - assert (Nm := INR_ge_1 m Hm). assert (Nn := INR_ge_1 n ltac:(lia)).
    rewrite win_against_cells by exact Hm.
    replace (INR n / (INR n + INR m))
      with (INR n / (INR n + INR m) * rsum (fun i => cum p (S i) ^ (n + m) - cum p i ^ (n + m)) K).
    2: { rewrite (rsum_telescope (fun i => cum p i ^ (n + m))), (cum_K K p Hp), cum_0, pow1, pow_i by lia. ring. }
    rewrite <- rsum_scal. apply rsum_le. intros i Hi. assert (C := cum_cell K p Hp i Hi).
    assert (E := against_cell m (n - m) (cum p i) (cum p (S i)) ltac:(lra)).
    replace (2 * m + (n - m))%nat with (n + m)%nat in E by lia.
    rewrite plus_INR, minus_INR in E by exact Hnm.
    assert (Split : forall x, x ^ n = x ^ m * x ^ (n - m)) by (intros x; rewrite <- pow_add; f_equal; lia).
    unfold bon. rewrite !pow_add in *. rewrite !Split in *.
    set (a := cum p i ^ m) in *. set (b := cum p (S i) ^ m) in *.
    set (c := cum p i ^ (n - m)) in *. set (d := cum p (S i) ^ (n - m)) in *.
    apply Rmult_le_reg_r with (2 * (INR n + INR m)); [lra|].
    replace (INR n / (INR n + INR m) * (b * d * b - a * c * a) * (2 * (INR n + INR m)))
      with (2 * INR n * (b * d * b - a * c * a)) by (field; lra).
    unfold Rdiv. lra.
Qed.

End MoreDraws.
