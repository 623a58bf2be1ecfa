(** * Worst of n

    [worst_law]: any draw of the lowest level among n has the law [worst], from the
    product measure.  It is the best of n when the levels are listed in the opposite
    order ([worst_reversed]).  Hence

    - [worst_kl_upper_bound]: its KL from the reference is at most ln n - (n-1)/n;
    - [worst_win_rate]: its win rate is 1 minus that of best-of-n in the opposite
      order, and [worst_win_rate_lower_bound]: at least 1/(n+1). *)

Require Import Reals Lra Lia List Arith Bool.
From BonVerify Require Import Sums BestOfN KlBound WinRate Draws Ties WorstOfN.
Open Scope R_scope.

Theorem worst_law M r lev n (select : list nat -> nat) j : rsum r M = 1 ->
  (forall t, length t = n -> In (select t) t /\ forall y, In y t -> (lev (select t) <= lev y)%nat) ->
  expect M r n (fun t => indicator (Nat.eqb (lev (select t)) j)) = worst n (level_mass M r lev) j.
Proof.
  intros H1 Hs.
  assert (E : forall i, 1 - cum (level_mass M r lev) i = mass M r (fun y => Nat.leb i (lev y))).
  { intros i. rewrite cum_level_mass, <- H1. unfold mass. rewrite <- rsum_minus. apply rsum_ext. intros y _.
    destruct (Nat.ltb_spec (lev y) i), (Nat.leb_spec i (lev y)); lia || ring. }
  unfold worst. rewrite !E, <- !expect_all, <- expect_minus. apply expect_ext_in. intros t Ht _.
  destruct (Hs t Ht) as [A B].
  assert (L : forall i, forallb (fun y => Nat.leb i (lev y)) t = Nat.leb i (lev (select t))).
  { intros i. destruct (Nat.leb_spec i (lev (select t))) as [H|H].
    - apply forallb_forall. intros y Hy. apply Nat.leb_le. specialize (B y Hy). lia.
    - apply not_true_is_false. intros F. rewrite forallb_forall in F. specialize (F _ A).
      apply Nat.leb_le in F. lia. }
  rewrite !L. unfold indicator.
  destruct (Nat.eqb_spec (lev (select t)) j), (Nat.leb_spec j (lev (select t))), (Nat.leb_spec (S j) (lev (select t)));
    lra || lia.
Qed.

Section WorstPolicy.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Definition reversed (i : nat) : R := p (K - S i)%nat.

Lemma reversed_is_dist : is_dist K reversed.
Proof.
  split; [intros i Hi; apply (dist_pos _ _ Hp); lia|].
  unfold reversed. rewrite rsum_rev. exact (dist_total _ _ Hp).
Qed.

Lemma reversed_cum i : (i <= K)%nat -> cum reversed i = 1 - cum p (K - i).
Proof.
  induction i as [|i IH]; intros Hi.
  - rewrite Nat.sub_0_r, (cum_K K p Hp), cum_0. ring.
  - rewrite cum_S, IH by lia. unfold reversed. replace (K - i)%nat with (S (K - S i)) by lia. rewrite cum_S. ring.
Qed.

Lemma worst_reversed n i : (i < K)%nat -> worst n p i = bon n reversed (K - S i).
Proof.
  intros Hi. unfold worst, bon. replace (S (K - S i)) with (K - i)%nat by lia.
  rewrite !reversed_cum by lia. replace (K - (K - i))%nat with i by lia. replace (K - (K - S i))%nat with (S i) by lia.
  reflexivity.
Qed.

Theorem worst_is_dist n : (1 <= n)%nat -> is_dist K (worst n p).
Proof.
  intros Hn. assert (D := bon_is_dist K reversed reversed_is_dist n Hn). split.
  - intros i Hi. rewrite worst_reversed by exact Hi. apply (dist_pos _ _ D). lia.
  - rewrite (rsum_ext _ (fun i => bon n reversed (K - S i)%nat)) by (intros; now apply worst_reversed).
    rewrite rsum_rev. exact (dist_total _ _ D).
Qed.

Theorem worst_kl n : kl K (worst n p) p = KL K reversed n.
Proof.
  unfold KL, kl. rewrite <- (rsum_rev (fun i => bon n reversed i * ln (bon n reversed i / reversed i))).
  apply rsum_ext. intros i Hi.
  rewrite worst_reversed by exact Hi. cbv beta.
  replace (p i) with (reversed (K - S i)) by (unfold reversed; f_equal; lia). reflexivity.
Qed.

Theorem worst_kl_upper_bound n : (1 <= n)%nat -> kl K (worst n p) p <= ln (INR n) - (INR n - 1) / INR n.
Proof. intros Hn. rewrite worst_kl. exact (kl_upper_bound K reversed reversed_is_dist n Hn). Qed.

Theorem worst_win_rate n : (1 <= n)%nat -> win_rate_of K (worst n p) p = 1 - win_rate K reversed n.
Proof.
  intros Hn. assert (D := bon_is_dist K reversed reversed_is_dist n Hn).
  rewrite win_rate_of_midpoints, (win_rate_midpoints K reversed), <- (dist_total _ _ D).
  rewrite <- rsum_minus, <- (rsum_rev (fun i => bon n reversed i - _)). apply rsum_ext. intros i Hi.
  rewrite worst_reversed by exact Hi. replace (S (K - S i)) with (K - i)%nat by lia.
  rewrite !reversed_cum by lia. replace (K - (K - i))%nat with i by lia. replace (K - (K - S i))%nat with (S i) by lia.
  field.
Qed.

Theorem worst_win_rate_lower_bound n : (1 <= n)%nat -> 1 / (INR n + 1) <= win_rate_of K (worst n p) p.
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn). rewrite worst_win_rate by exact Hn.
  assert (B := win_rate_upper_bound K reversed reversed_is_dist n Hn).
  replace (1 / (INR n + 1)) with (1 - INR n / (INR n + 1)) by (field; lra). lra.
Qed.

End WorstPolicy.
