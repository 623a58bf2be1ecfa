(** * The total variation of best-of-n against its KL divergence

    [deviation_per_kl], lemma 10 of FloatingPoint.md: for n >= 2 the sum of
    |q_i - p_i| is at most 9.25 KL.

    The ratio q/p increases, so the levels below some j have q <= p and the others
    q >= p ([crossing]).  With v = F_j the sum is 2 (v - v^n), and by the log-sum
    inequality KL is at least that of the two parts ([two_parts]).  For v <= 1/2 the
    lower part alone is enough, for v > 1/2 the upper one. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN KlBound Monotonicity CertifiedInterval.
Open Scope R_scope.

(** The log-sum inequality for m terms. *)
Lemma log_sum_many (q p : nat -> R) m :
  (1 <= m)%nat -> (forall i, (i < m)%nat -> 0 < q i) -> (forall i, (i < m)%nat -> 0 < p i) ->
  rsum q m * ln (rsum q m / rsum p m) <= rsum (fun i => q i * ln (q i / p i)) m.
Proof.
  intros Hm Hq Hp. assert (Q := rsum_pos q m Hm Hq). assert (P := rsum_pos p m Hm Hp).
  set (s := rsum q m / rsum p m). assert (S0 : 0 < s) by now apply Rdiv_lt_0_compat.
  enough (0 <= rsum (fun i => q i * ln (q i / p i) - q i * (ln s + 1) + p i * s) m) as H.
  { rewrite rsum_plus, rsum_minus, !rsum_scal_r in H.
    assert (rsum p m * s = rsum q m) by (unfold s; field; lra). lra. }
  apply rsum_nonneg. intros i Hi. specialize (Hq i Hi). specialize (Hp i Hi).
  assert (SP : 0 < p i * s) by now apply Rmult_lt_0_compat.
  assert (G := gibbs1 (q i) (p i * s) ltac:(lra) SP).
  rewrite !ln_div_eq, ln_mult in * by assumption. lra.
Qed.

(** psi(t) = t ln t - t + 1, from its tangent at 1/2 and at 3/2. *)
Lemma psi_below t : 0 < t <= 1 / 2 -> 8 / 37 * (1 - t) <= t * ln t - t + 1.
Proof.
  intros H. assert (G := gibbs1 t (1 / 2) ltac:(lra) ltac:(lra)).
  rewrite ln_div_eq in G by lra. assert (L : ln (1 / 2) = - ln 2) by (rewrite ln_div_eq, ln_1 by lra; ring).
  rewrite L in G. assert (X : 8 / 37 < ln 2 < 29 / 37) by (split; interval with (i_prec 60)). nra.
Qed.

Lemma psi_above t : 3 / 2 <= t -> 8 / 37 * (t - 1) <= t * ln t - t + 1.
Proof.
  intros H. assert (G := gibbs1 t (3 / 2) ltac:(lra) ltac:(lra)). rewrite ln_div_eq in G by lra.
  assert (X : 0.40546 < ln (3 / 2)) by interval with (i_prec 60).
  assert (0 <= t * (ln (3 / 2) - 0.40546)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma psi_nonneg t : 0 < t -> 0 <= t * ln t - t + 1.
Proof. intros H. assert (G := gibbs1 t 1 ltac:(lra) ltac:(lra)). replace (t / 1) with t in G by field. lra. Qed.

Section Deviation.
Variables (K : nat) (p : nat -> R) (n : nat).
Hypothesis Hp : is_dist K p.
Hypothesis Hn : (2 <= n)%nat.

Lemma ratio_mono i k : (i <= k)%nat -> (k < K)%nat -> bon n p k <= p k -> bon n p i <= p i.
Proof.
  intros Hik. induction Hik as [|k Hik IH]; intros Hk H; [exact H|]. apply IH; [lia|].
  assert (R := density_ratio_increasing K p Hp n k ltac:(lia) Hk).
  assert (P := dist_pos _ _ Hp k ltac:(lia)). assert (P' := dist_pos _ _ Hp (S k) Hk).
  assert (X : bon n p (S k) / p (S k) <= 1).
  { apply Rmult_le_reg_r with (p (S k)); [exact P'|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (Y : bon n p k / p k <= 1) by lra.
  apply (Rmult_le_compat_r (p k)) in Y; [|lra]. unfold Rdiv in Y. rewrite Rmult_assoc, Rinv_l in Y by lra. lra.
Qed.

Lemma crossing m : (m <= K)%nat -> exists j, (j <= m)%nat /\
  (forall i, (i < j)%nat -> bon n p i <= p i) /\ (forall i, (j <= i < m)%nat -> p i <= bon n p i).
Proof.
  induction m as [|m IH]; intros Hm.
  - exists 0%nat. split; [lia|]. split; intros; lia.
  - destruct (Rle_lt_dec (bon n p m) (p m)) as [H|H].
    + exists (S m). split; [lia|]. split; [|intros; lia].
      intros i Hi. apply (ratio_mono i m); [lia|lia|exact H].
    + destruct (IH ltac:(lia)) as (j & Hj & A & B). exists j. split; [lia|]. split; [exact A|].
      intros i Hi. destruct (Nat.eq_dec i m) as [->|Hne]; [lra|]. apply B. lia.
Qed.

Lemma two_parts j : (0 < j < K)%nat -> let v := cum p j in
  v ^ n * ln (v ^ n / v) + (1 - v ^ n) * ln ((1 - v ^ n) / (1 - v)) <= KL K p n.
Proof.
  intros Hj v. unfold KL, kl. replace K with (j + (K - j))%nat at 1 by lia. rewrite rsum_split.
  assert (A := log_sum_many (bon n p) p j ltac:(lia)
    ltac:(intros; apply (bon_pos K p Hp); lia) ltac:(intros; apply (dist_pos _ _ Hp); lia)).
  assert (B := log_sum_many (fun i => bon n p (j + i)) (fun i => p (j + i)%nat) (K - j) ltac:(lia)
    ltac:(intros; apply (bon_pos K p Hp); lia) ltac:(intros; apply (dist_pos _ _ Hp); lia)).
  cbv beta in B. rewrite bon_cum in A by lia. change (rsum p j) with v in A.
  assert (T1 : rsum (fun i => bon n p (j + i)) (K - j) = 1 - v ^ n).
  { assert (T := bon_total K p Hp n ltac:(lia)). replace K with (j + (K - j))%nat in T by lia.
    rewrite rsum_split, bon_cum in T by lia. fold v in T. lra. }
  assert (T2 : rsum (fun i => p (j + i)%nat) (K - j) = 1 - v).
  { assert (T := dist_total _ _ Hp). replace K with (j + (K - j))%nat in T by lia.
    rewrite rsum_split in T. fold (cum p j) in T. fold v in T. lra. }
  rewrite T1, T2 in B. fold v in A. lra.
Qed.

Theorem deviation_per_kl : rsum (fun i => Rabs (bon n p i - p i)) K <= 9.25 * KL K p n.
Proof.
  destruct (crossing K ltac:(lia)) as (j & Hj & Low & High). set (v := cum p j).
  assert (E : rsum (fun i => Rabs (bon n p i - p i)) K = 2 * (v - v ^ n)).
  { replace K with (j + (K - j))%nat by lia. rewrite rsum_split.
    rewrite (rsum_ext _ (fun i => p i - bon n p i) j) by (intros i Hi; specialize (Low i Hi); rewrite Rabs_left1; lra).
    rewrite (rsum_ext _ (fun i => bon n p (j + i) - p (j + i)%nat) (K - j))
      by (intros i Hi; specialize (High (j + i)%nat ltac:(lia)); rewrite Rabs_right; lra).
    rewrite !rsum_minus, bon_cum by lia. fold (cum p j). fold v.
    assert (T := bon_total K p Hp n ltac:(lia)). replace K with (j + (K - j))%nat in T by lia.
    rewrite rsum_split, bon_cum in T by lia. fold v in T.
    assert (T' := dist_total _ _ Hp). replace K with (j + (K - j))%nat in T' by lia.
    rewrite rsum_split in T'. fold (cum p j) in T'. fold v in T'. lra. }
  rewrite E. assert (Pos := kl_bon_nonneg K p Hp n ltac:(lia)).
  destruct (Nat.eq_dec j 0) as [J0|J0].
  { replace v with 0 by (unfold v; rewrite J0; reflexivity). rewrite pow_i by lia. lra. }
  destruct (Nat.eq_dec j K) as [JK|JK].
  { replace v with 1 by (unfold v; rewrite JK; symmetry; exact (cum_K K p Hp)). rewrite pow1. lra. }
  assert (V : 0 < v < 1).
  { assert (C := cum_cell K p Hp j ltac:(lia)). assert (C' := cum_cell K p Hp (pred j) ltac:(lia)).
    replace (S (pred j)) with j in C' by lia. unfold v. lra. }
  assert (T := two_parts j ltac:(lia)). cbv zeta in T. fold v in T.
  destruct n as [|m]; [lia|].
  assert (Vm : v ^ m <= v).
  { destruct m as [|k]; [lia|]. assert (A := pow_le_1 v k ltac:(lra)). assert (B := pow_le v k ltac:(lra)). simpl. nra. }
  assert (Vm0 : 0 < v ^ m) by (apply pow_lt; lra).
  change (v ^ S m) with (v * v ^ m) in *.
  set (t1 := v ^ m) in *. set (t2 := (1 - v * t1) / (1 - v)).
  replace (v * t1 / v) with t1 in T by (field; lra). fold t2 in T.
  assert (E2 : 1 - v * t1 = (1 - v) * t2) by (unfold t2; field; lra).
  assert (t20 : 1 <= t2).
  { apply Rmult_le_reg_l with (1 - v); [lra|]. rewrite <- E2. nra. }
  assert (S1 := psi_nonneg t1 Vm0). assert (S2 := psi_nonneg t2 ltac:(lra)).
  rewrite E2 in T.
  enough (8 / 37 * (v - v * t1) <= KL K p (S m)) by lra.
  destruct (Rle_lt_dec v (1 / 2)) as [H|H].
  - assert (A := psi_below t1 ltac:(lra)). apply (Rmult_le_compat_l v) in A; [|lra].
    apply (Rmult_le_compat_l (1 - v)) in S2; [|lra]. lra.
  - assert (X : 3 / 2 <= t2).
    { apply Rmult_le_reg_l with (1 - v); [lra|]. rewrite <- E2. nra. }
    assert (A := psi_above t2 X). apply (Rmult_le_compat_l (1 - v)) in A; [|lra].
    apply (Rmult_le_compat_l v) in S1; [|lra]. lra.
Qed.

End Deviation.
