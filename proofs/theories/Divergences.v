(** * Other divergences of best-of-n from its reference

    A cell replaces the density g(u) = n u^(n-1) by its mean, so by convexity
    each f-divergence is at most its value for the continuous case:

    - [chi_squared_bound]: chi^2 <= (n-1)^2 / (2n-1);
    - [renyi_bound]: the Renyi divergence of integer order alpha >= 2 is at most
      ln (n^alpha / (alpha (n-1) + 1)) / (alpha - 1);
    - [reverse_kl_bound]: KL(p || best-of-n) <= n - 1 - ln n;
    - [hellinger_bound]: squared Hellinger distance <= 1 - 2 sqrt n / (n+1);
    - [total_variation_bound]: TV <= (1/n)^(1/(n-1)) - (1/n)^(n/(n-1)).

    The convexity step is [jensen_cell], proved like the cell lemma; total
    variation is elementary. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell.
Open Scope R_scope.

(** [H] is an antiderivative of f(n u^m) on [a, b], and f lies above its
    tangent of slope s at the mean c. *)
Lemma jensen_cell m a b (f H : R -> R) s :
  0 <= a < b ->
  let c := (b ^ S m - a ^ S m) / (b - a) in
  (forall u, a <= u <= b -> is_derive H u (f (INR (S m) * u ^ m))) ->
  (forall u, a <= u <= b ->
     f c + s * (INR (S m) * u ^ m - c) <= f (INR (S m) * u ^ m)) ->
  (b - a) * f c <= H b - H a.
Proof.
  intros Hab c HH Hf.
  assert (Ec : c * (b - a) = b ^ S m - a ^ S m) by (unfold c; field; lra).
  assert (M := increasing_from_derivative
    (fun u => H u - (f c * u + s * (u ^ S m - c * u)))
    (fun u => f (INR (S m) * u ^ m) - (f c + s * (INR (S m) * u ^ m - c))) a b ltac:(lra)).
  cbv beta in M.
  enough (H a - (f c * a + s * (a ^ S m - c * a)) <= H b - (f c * b + s * (b ^ S m - c * b))) as Q.
  { assert (E : s * (b ^ S m - c * b) - s * (a ^ S m - c * a) = 0)
      by (replace (s * (b ^ S m - c * b) - s * (a ^ S m - c * a))
            with (s * (b ^ S m - a ^ S m - c * (b - a))) by ring; rewrite Ec; ring).
    lra. }
  apply M; intros u Hu.
  - apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule)); [now apply HH|].
    auto_derive; [exact I|].
    change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). simpl pred. ring.
  - specialize (Hf u Hu). lra.
Qed.

Lemma is_derive_power c k u : is_derive (fun u => c * u ^ k) u (c * (INR k * u ^ pred k)).
Proof. auto_derive; [exact I|ring]. Qed.

Section Divergences.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

(** Telescoping: a bound by increments of H on every cell is a bound by H(1) - H(0). *)
Lemma sum_of_cells (h : R -> R) (x : nat -> R) :
  (forall i, (i < K)%nat -> x i <= h (cum p (S i)) - h (cum p i)) ->
  rsum x K <= h 1 - h 0.
Proof.
  intros Hx. apply Rle_trans with (1 := rsum_le _ _ K Hx).
  rewrite (rsum_telescope (fun i => h (cum p i))), (cum_K K p Hp), cum_0. lra.
Qed.

Lemma ratio_cell n i :
  (i < K)%nat ->
  bon n p i / p i = (cum p (S i) ^ n - cum p i ^ n) / (cum p (S i) - cum p i).
Proof. intros Hi. unfold bon. f_equal. rewrite cum_S. ring. Qed.

(** ** Powers: Renyi divergence of integer order and chi^2 *)

Definition power_sum (alpha n : nat) : R := rsum (fun i => p i * (bon n p i / p i) ^ alpha) K.

Lemma power_tangent alpha c y :
  0 <= c -> 0 <= y -> c ^ S alpha + INR (S alpha) * c ^ alpha * (y - c) <= y ^ S alpha.
Proof.
  intros Hc Hy. destruct (Rle_lt_dec c y) as [H|H].
  - assert (L := pow_chord_lower c y alpha ltac:(lra)). lra.
  - assert (U := pow_chord_upper y c alpha ltac:(lra)).
    replace (INR (S alpha) * c ^ alpha * (y - c))
      with (- (INR (S alpha) * c ^ alpha * (c - y))) by ring. lra.
Qed.

Theorem power_sum_bound alpha n :
  (1 <= alpha)%nat -> (1 <= n)%nat ->
  power_sum alpha n <= INR n ^ alpha / (INR alpha * (INR n - 1) + 1).
Proof.
  intros Ha Hn. destruct alpha as [|a]; [lia|]. destruct n as [|m]; [lia|].
  assert (A := pos_INR (S a)). assert (M := pos_INR m).
  assert (Em : INR (S m) - 1 = INR m) by (rewrite S_INR; ring). rewrite Em.
  assert (D : 0 < INR (S a) * INR m + 1) by (assert (0 <= INR (S a) * INR m) by (now apply Rmult_le_pos); lra).
  set (h := fun u => INR (S m) ^ S a / (INR (S a) * INR m + 1) * u ^ S (S a * m)).
  apply Rle_trans with (h 1 - h 0).
  - apply (sum_of_cells h). intros i Hi.
    assert (C := cum_cell K p Hp i Hi). rewrite ratio_cell by exact Hi.
    replace (p i) with (cum p (S i) - cum p i) by (rewrite cum_S; ring).
    assert (C0 : 0 <= (cum p (S i) ^ S m - cum p i ^ S m) / (cum p (S i) - cum p i)).
    { assert (P := pow_mono (cum p i) (cum p (S i)) (S m) ltac:(lra)).
      apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. lra. }
    apply (jensen_cell m (cum p i) (cum p (S i)) (fun y => y ^ S a) h
             (INR (S a) * ((cum p (S i) ^ S m - cum p i ^ S m) / (cum p (S i) - cum p i)) ^ a)); [lra| |].
    + intros u _. unfold h.
      assert (E : INR (S (S a * m)) = INR (S a) * INR m + 1) by (rewrite (S_INR (S a * m)), mult_INR; ring).
      replace ((INR (S m) * u ^ m) ^ S a)
        with (INR (S m) ^ S a / (INR (S a) * INR m + 1)
              * (INR (S (S a * m)) * u ^ pred (S (S a * m)))).
      * apply is_derive_power.
      * rewrite E. change (pred (S (S a * m))) with (S a * m)%nat.
        rewrite (Nat.mul_comm (S a) m), pow_mult, Rpow_mult_distr. field. lra.
    + intros u Hu. apply power_tangent; [exact C0|].
      apply Rmult_le_pos; [apply pos_INR|apply pow_le; lra].
  - unfold h. rewrite pow1, pow_i by lia. right. field. lra.
Qed.

Definition renyi (alpha n : nat) : R := / (INR alpha - 1) * ln (power_sum alpha n).

Theorem renyi_bound alpha n :
  (2 <= alpha)%nat -> (1 <= n)%nat ->
  renyi alpha n <= / (INR alpha - 1) * ln (INR n ^ alpha / (INR alpha * (INR n - 1) + 1)).
Proof.
  intros Ha Hn. assert (A := INR_ge_2 alpha Ha). unfold renyi.
  apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat; lra|].
  apply ln_le_mono; [|apply power_sum_bound; lia].
  apply rsum_pos; [exact (dist_nonempty K p Hp)|]. intros i Hi.
  assert (P := dist_pos _ _ Hp i Hi). assert (Q := bon_pos K p Hp n i Hn Hi).
  apply Rmult_lt_0_compat; [exact P|]. apply pow_lt. now apply Rdiv_lt_0_compat.
Qed.

Definition chi_squared (n : nat) : R := rsum (fun i => (bon n p i - p i) ^ 2 / p i) K.

Theorem chi_squared_bound n :
  (1 <= n)%nat -> chi_squared n <= (INR n - 1) ^ 2 / (2 * INR n - 1).
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn). assert (B := power_sum_bound 2 n ltac:(lia) Hn).
  unfold chi_squared.
  rewrite (rsum_ext _ (fun i => p i * (bon n p i / p i) ^ 2 - (2 * bon n p i - p i))).
  2: { intros i Hi. assert (P := dist_pos _ _ Hp i Hi). field. lra. }
  rewrite rsum_minus, rsum_minus, rsum_scal, (bon_total K p Hp), (dist_total _ _ Hp) by exact Hn.
  fold (power_sum 2 n). simpl (INR 2) in B.
  replace ((INR n - 1) ^ 2 / (2 * INR n - 1))
    with (INR n ^ 2 / ((1 + 1) * (INR n - 1) + 1) - 1) by (field; lra). lra.
Qed.

(** ** Reverse KL *)

Theorem reverse_kl_bound n : (1 <= n)%nat -> kl K p (bon n p) <= INR n - 1 - ln (INR n).
Proof.
  intros Hn. destruct n as [|m]; [lia|].
  assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia).
  assert (Em : INR (S m) - 1 = INR m) by (rewrite S_INR; ring). rewrite Em.
  set (h := fun u => - u * ln (INR (S m)) - INR m * (u * ln u - u)).
  apply Rle_trans with (h 1 - h 0).
  - apply (sum_of_cells h). intros i Hi.
    assert (C := cum_cell K p Hp i Hi). assert (P := dist_pos _ _ Hp i Hi).
    assert (Q := bon_pos K p Hp (S m) i Hn Hi).
    replace (ln (p i / bon (S m) p i)) with (- ln (bon (S m) p i / p i))
      by (rewrite !ln_div_eq by assumption; ring).
    rewrite ratio_cell by exact Hi.
    replace (p i) with (cum p (S i) - cum p i) by (rewrite cum_S; ring).
    set (a := cum p i) in *. set (b := cum p (S i)) in *.
    destruct (proj1 (proj1 C)) as [Ha|Ha].
    + assert (Hq : 0 < (b ^ S m - a ^ S m) / (b - a)).
      { assert (S1 := pow_strict a b (S m) ltac:(lia) ltac:(lra)). apply Rdiv_lt_0_compat; lra. }
      apply (jensen_cell m a b (fun y => - ln y) h (- / ((b ^ S m - a ^ S m) / (b - a)))); [lra| |].
      * intros u Hu. unfold h. auto_derive; [repeat split; lra|].
        change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)).
        rewrite ln_mult, ln_pow_eq by (try apply pow_lt; lra). field. lra.
      * intros u Hu. assert (Y : 0 < INR (S m) * u ^ m) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; lra]).
        set (c := (b ^ S m - a ^ S m) / (b - a)) in *.
        assert (L := ln_le_sub1 (INR (S m) * u ^ m / c) ltac:(now apply Rdiv_lt_0_compat)).
        rewrite ln_div_eq in L by assumption.
        replace (INR (S m) * u ^ m / c - 1) with (/ c * (INR (S m) * u ^ m - c)) in L by (field; lra).
        lra.
    + rewrite <- Ha in *. rewrite pow_i, !Rminus_0_r by lia.
      replace (b ^ S m / b) with (b ^ m) by (simpl; field; lra).
      rewrite ln_pow_eq by lra. unfold h. rewrite Ropp_0, !Rmult_0_l, Rminus_0_r, Rmult_0_r, Rminus_0_r.
      assert (L := ln_le_sub1 (INR (S m)) N). rewrite Em in L. nra.
  - unfold h. rewrite ln_1. right. ring.
Qed.

(** ** Hellinger *)

Definition hellinger (n : nat) : R := / 2 * rsum (fun i => (sqrt (bon n p i) - sqrt (p i)) ^ 2) K.

Lemma hellinger_affinity n :
  (1 <= n)%nat -> hellinger n = 1 - rsum (fun i => sqrt (bon n p i) * sqrt (p i)) K.
Proof.
  intros Hn. unfold hellinger.
  rewrite (rsum_ext _ (fun i => bon n p i + p i - 2 * (sqrt (bon n p i) * sqrt (p i)))).
  - rewrite rsum_minus, rsum_plus, rsum_scal, (bon_total K p Hp), (dist_total _ _ Hp) by exact Hn. field.
  - intros i Hi. assert (P := dist_pos _ _ Hp i Hi). assert (Q := bon_pos K p Hp n i Hn Hi).
    assert (A := sqrt_sqrt (bon n p i) ltac:(lra)). assert (B := sqrt_sqrt (p i) ltac:(lra)).
    replace (bon n p i + p i) with (sqrt (bon n p i) * sqrt (bon n p i) + sqrt (p i) * sqrt (p i)) by lra.
    ring.
Qed.

Theorem hellinger_bound n :
  (1 <= n)%nat -> hellinger n <= 1 - 2 * sqrt (INR n) / (INR n + 1).
Proof.
  intros Hn. rewrite hellinger_affinity by exact Hn. destruct n as [|m]; [lia|].
  assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia).
  set (c0 := 2 * sqrt (INR (S m)) / (INR (S m) + 1)).
  set (h := fun u => - c0 * sqrt u ^ S (S m)).
  enough (rsum (fun i => - (sqrt (bon (S m) p i) * sqrt (p i))) K <= h 1 - h 0) as E.
  { unfold h in E. rewrite sqrt_1, sqrt_0, pow1, pow_i in E by lia.
    rewrite (rsum_ext _ (fun i => -1 * (sqrt (bon (S m) p i) * sqrt (p i)))), rsum_scal in E
      by (intros; ring). lra. }
  apply (sum_of_cells h). intros i Hi.
  assert (C := cum_cell K p Hp i Hi). assert (P := dist_pos _ _ Hp i Hi).
  assert (Q := bon_pos K p Hp (S m) i Hn Hi).
  assert (Ep : p i = cum p (S i) - cum p i) by (rewrite cum_S; ring).
  set (a := cum p i) in *. set (b := cum p (S i)) in *.
  (* sqrt q sqrt p = p sqrt (q / p) *)
  assert (Es : - (sqrt (bon (S m) p i) * sqrt (p i)) = (b - a) * - sqrt ((b ^ S m - a ^ S m) / (b - a))).
  { assert (Q' := Q). unfold bon in Q' |- *. fold a b in Q' |- *. rewrite Ep, sqrt_div by lra.
    assert (Sp := sqrt_lt_R0 (b - a) ltac:(lra)).
    rewrite <- (sqrt_sqrt (b - a)) at 2 by lra. field. lra. }
  rewrite Es.
  assert (Hq : 0 < (b ^ S m - a ^ S m) / (b - a)).
  { unfold bon in Q. fold a b in Q. apply Rdiv_lt_0_compat; lra. }
  destruct (proj1 (proj1 C)) as [Ha|Ha].
  - set (c := (b ^ S m - a ^ S m) / (b - a)) in *. assert (Sc := sqrt_lt_R0 c Hq).
    apply (jensen_cell m a b (fun y => - sqrt y) h (- / (2 * sqrt c))); [lra| |].
    + intros u Hu. assert (Su := sqrt_lt_R0 u ltac:(lra)). unfold h. auto_derive; [lra|].
      change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)).
      rewrite sqrt_mult by (try apply pow_le; lra).
      assert (Ep2 : sqrt (u ^ m) = sqrt u ^ m).
      { rewrite <- (sqrt_sqrt u) at 1 by lra. rewrite Rpow_mult_distr.
        apply sqrt_square. apply pow_le. lra. }
      rewrite Ep2. unfold c0. simpl pred. simpl pow. field. lra.
    + intros u Hu. fold c. set (y := INR (S m) * u ^ m).
      assert (Y : 0 <= y) by (apply Rmult_le_pos; [lra|apply pow_le; lra]).
      (* sqrt y <= sqrt c + (y - c) / (2 sqrt c) *)
      enough (sqrt y <= sqrt c + / (2 * sqrt c) * (y - c)) by lra.
      apply Rmult_le_reg_r with (2 * sqrt c); [lra|].
      replace ((sqrt c + / (2 * sqrt c) * (y - c)) * (2 * sqrt c))
        with (2 * (sqrt c * sqrt c) + (y - c)) by (field; lra).
      rewrite (sqrt_sqrt c) by lra. rewrite <- (sqrt_sqrt y) at 2 by lra.
      rewrite <- (sqrt_sqrt c) at 2 by lra. assert (X := pow2_ge_0 (sqrt y - sqrt c)).
      assert (X2 := sqrt_sqrt c ltac:(lra)). nra.
  - rewrite <- Ha in *. rewrite pow_i, !Rminus_0_r by lia. unfold h. rewrite sqrt_0, pow_i by lia.
    replace (b ^ S m / b) with (b ^ m) by (simpl; field; lra).
    assert (Sb := sqrt_lt_R0 b ltac:(lra)).
    assert (Ep2 : sqrt (b ^ m) = sqrt b ^ m).
    { rewrite <- (sqrt_sqrt b) at 1 by lra. rewrite Rpow_mult_distr.
      apply sqrt_square. apply pow_le. lra. }
    rewrite Ep2. rewrite <- (sqrt_sqrt b) at 1 by lra.
    assert (C1 : c0 <= 1).
    { unfold c0. apply Rmult_le_reg_r with (INR (S m) + 1); [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
      assert (X := pow2_ge_0 (sqrt (INR (S m)) - 1)). assert (Y := sqrt_sqrt (INR (S m)) ltac:(lra)). nra. }
    assert (0 <= sqrt b ^ m) by (apply pow_le; lra). simpl pow.
    assert (0 <= sqrt b * (sqrt b * sqrt b ^ m)) by (repeat apply Rmult_le_pos; lra). nra.
Qed.

(** ** Total variation *)

Definition total_variation (n : nat) : R := / 2 * rsum (fun i => Rabs (bon n p i - p i)) K.

Lemma total_variation_positive_part n :
  (1 <= n)%nat -> total_variation n = rsum (fun i => Rmax 0 (p i - bon n p i)) K.
Proof.
  intros Hn. unfold total_variation.
  rewrite (rsum_ext _ (fun i => 2 * Rmax 0 (p i - bon n p i) + (bon n p i - p i))).
  - rewrite rsum_plus, rsum_scal, rsum_minus, (bon_total K p Hp), (dist_total _ _ Hp) by exact Hn. field.
  - intros i _. unfold Rmax, Rabs. destruct (Rle_dec 0 (p i - bon n p i)), (Rcase_abs (bon n p i - p i)); lra.
Qed.

(** u - u^n increases up to the point x with n x^(n-1) = 1 and decreases after it. *)
Lemma total_variation_at n x :
  (1 <= n)%nat -> 0 <= x <= 1 -> INR n * x ^ pred n = 1 -> total_variation n <= x - x ^ n.
Proof.
  intros Hn Hx E. rewrite total_variation_positive_part by exact Hn.
  destruct n as [|m]; [lia|]. simpl pred in E.
  assert (Up : forall a b, 0 <= a <= b -> b <= x -> a - a ^ S m <= b - b ^ S m).
  { intros a b Hab Hb. assert (U := pow_chord_upper a b m Hab).
    assert (P := pow_mono b x m ltac:(lra)). assert (Q := pos_INR (S m)).
    assert (INR (S m) * b ^ m <= 1) by (rewrite <- E; apply Rmult_le_compat_l; lra). nra. }
  assert (Down : forall a b, 0 <= a <= b -> x <= a -> b - b ^ S m <= a - a ^ S m).
  { intros a b Hab Ha. assert (L := pow_chord_lower a b m Hab).
    assert (P := pow_mono x a m ltac:(lra)). assert (Q := pos_INR (S m)).
    assert (1 <= INR (S m) * a ^ m) by (rewrite <- E; apply Rmult_le_compat_l; lra). nra. }
  set (h := fun u => Rmin u x - Rmin u x ^ S m).
  apply Rle_trans with (h 1 - h 0).
  - apply (sum_of_cells h). intros i Hi.
    assert (C := cum_cell K p Hp i Hi). unfold bon, h.
    replace (p i) with (cum p (S i) - cum p i) by (rewrite cum_S; ring).
    set (a := cum p i) in *. set (b := cum p (S i)) in *.
    unfold Rmin. destruct (Rle_dec b x) as [Hb|Hb], (Rle_dec a x) as [Ha|Ha].
    + (* left of x *) assert (D := Up a b ltac:(lra) Hb). apply Rmax_lub; lra.
    + lra.
    + (* across x *) assert (D := Up a x ltac:(lra) ltac:(lra)).
      assert (D' := Down x b ltac:(lra) ltac:(lra)). apply Rmax_lub; lra.
    + (* right of x *) assert (D := Down a b ltac:(lra) ltac:(lra)). apply Rmax_lub; lra.
  - unfold h. rewrite (Rmin_right 1), (Rmin_left 0), pow_i by (lra || lia). lra.
Qed.

Theorem total_variation_bound n :
  (2 <= n)%nat ->
  total_variation n
  <= Rpower (1 / INR n) (1 / (INR n - 1)) - Rpower (1 / INR n) (INR n / (INR n - 1)).
Proof.
  intros Hn. assert (N := INR_ge_2 n Hn).
  set (x := Rpower (1 / INR n) (1 / (INR n - 1))).
  assert (B : 0 < 1 / INR n) by (apply Rdiv_lt_0_compat; lra).
  assert (X : 0 < x) by apply exp_pos.
  assert (Pow : forall k, x ^ k = Rpower (1 / INR n) (INR k / (INR n - 1))).
  { intros k. rewrite <- Rpower_pow by exact X. unfold x. rewrite Rpower_mult. f_equal. field. lra. }
  rewrite <- Pow. apply total_variation_at; [lia| |].
  - split; [lra|]. unfold x, Rpower.
    assert (L : ln (1 / INR n) <= 0).
    { apply ln_nonpos. split; [exact B|]. apply Rmult_le_reg_r with (INR n); [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    assert (0 < 1 / (INR n - 1)) by (apply Rdiv_lt_0_compat; lra).
    assert (H0 : 1 / (INR n - 1) * ln (1 / INR n) <= 0) by nra.
    destruct H0 as [H0|H0].
    + assert (E := exp_increasing _ _ H0). rewrite exp_0 in E. lra.
    + rewrite H0, exp_0. lra.
  - rewrite Pow. replace (INR (pred n)) with (INR n - 1).
    + replace ((INR n - 1) / (INR n - 1)) with 1 by (field; lra). rewrite Rpower_1 by exact B.
      field. lra.
    + destruct n as [|k]; [lia|]. rewrite S_INR. simpl pred. ring.
Qed.

End Divergences.
