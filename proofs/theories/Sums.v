(** * Finite sums of real numbers

    [rsum f K] is the sum of [f 0], ..., [f (K - 1)].  The bound is exclusive,
    so cumulative masses [F i = p_0 + ... + p_(i-1)] satisfy [F 0 = 0] and
    [F (i+1) = F i + p i] by computation alone.  The file collects the few
    rules used everywhere else: congruence, order, linearity, telescoping,
    exchange of two sums, and sums that pick out one term. *)

Require Import Reals Lra Lia Arith.
Open Scope R_scope.

Fixpoint rsum (f : nat -> R) (K : nat) : R :=
  match K with
  | O => 0
  | S k => rsum f k + f k
  end.

Lemma rsum_S f k : rsum f (S k) = rsum f k + f k.
Proof. reflexivity. Qed.

Lemma rsum_ext f g K : (forall i, (i < K)%nat -> f i = g i) -> rsum f K = rsum g K.
Proof.
  induction K as [|K IH]; simpl; intros H; [reflexivity|].
  rewrite IH, H; auto with arith.
Qed.

Lemma rsum_le f g K : (forall i, (i < K)%nat -> f i <= g i) -> rsum f K <= rsum g K.
Proof.
  induction K as [|K IH]; simpl; intros H; [lra|].
  apply Rplus_le_compat; auto with arith.
Qed.

Lemma rsum_zero K : rsum (fun _ => 0) K = 0.
Proof. induction K as [|K IH]; simpl; lra. Qed.

Lemma rsum_nonneg f K : (forall i, (i < K)%nat -> 0 <= f i) -> 0 <= rsum f K.
Proof. intros H. rewrite <- (rsum_zero K). now apply rsum_le. Qed.

Lemma rsum_plus f g K : rsum (fun i => f i + g i) K = rsum f K + rsum g K.
Proof. induction K as [|K IH]; simpl; [lra|]. rewrite IH; ring. Qed.

Lemma rsum_minus f g K : rsum (fun i => f i - g i) K = rsum f K - rsum g K.
Proof. induction K as [|K IH]; simpl; [lra|]. rewrite IH; ring. Qed.

Lemma rsum_scal c f K : rsum (fun i => c * f i) K = c * rsum f K.
Proof. induction K as [|K IH]; simpl; [lra|]. rewrite IH; ring. Qed.

Lemma rsum_scal_r c f K : rsum (fun i => f i * c) K = rsum f K * c.
Proof. induction K as [|K IH]; simpl; [lra|]. rewrite IH; ring. Qed.

Lemma rsum_telescope g K : rsum (fun i => g (S i) - g i) K = g K - g 0%nat.
Proof. induction K as [|K IH]; simpl; [lra|]. rewrite IH; ring. Qed.

Lemma rsum_split f m k : rsum f (m + k) = rsum f m + rsum (fun i => f (m + i)%nat) k.
Proof.
  induction k as [|k IH]; simpl; [rewrite Nat.add_0_r; lra|].
  rewrite Nat.add_succ_r; simpl. rewrite IH; ring.
Qed.

(** In the opposite order. *)
Lemma rsum_rev f K : rsum (fun i => f (K - S i)%nat) K = rsum f K.
Proof.
  induction K as [|K IH]; [reflexivity|].
  transitivity (rsum f K + f K); [|reflexivity].
  change (S K) with (1 + K)%nat. rewrite rsum_split, <- IH. simpl.
  rewrite Nat.sub_0_r, Rplus_0_l. apply Rplus_comm.
Qed.

(** Nonnegative terms: any one of them, and any initial segment, is at most the sum. *)
Lemma rsum_mono f j K :
  (forall i, (i < K)%nat -> 0 <= f i) -> (j <= K)%nat -> rsum f j <= rsum f K.
Proof.
  intros H; induction 1 as [|K Hle IH]; simpl; [lra|].
  assert (rsum f j <= rsum f K) by (apply IH; auto).
  assert (0 <= f K) by auto. lra.
Qed.

Lemma rsum_term_le f j K :
  (forall i, (i < K)%nat -> 0 <= f i) -> (j < K)%nat -> f j <= rsum f K.
Proof.
  intros H Hj.
  assert (rsum f (S j) <= rsum f K) as H1 by (apply rsum_mono; auto).
  assert (0 <= rsum f j) by (apply rsum_nonneg; intros; apply H; lia).
  simpl in H1; lra.
Qed.

Lemma rsum_pos f K :
  (0 < K)%nat -> (forall i, (i < K)%nat -> 0 < f i) -> 0 < rsum f K.
Proof.
  intros HK H. apply Rlt_le_trans with (f 0%nat); auto.
  apply rsum_term_le; auto. intros i Hi; left; auto.
Qed.

(** Strict comparison: one strict term suffices. *)
Lemma rsum_lt f g j K :
  (forall i, (i < K)%nat -> f i <= g i) -> (j < K)%nat -> f j < g j -> rsum f K < rsum g K.
Proof.
  intros H Hj Hs.
  assert (g j - f j <= rsum (fun i => g i - f i) K) as H1.
  { apply (rsum_term_le (fun i => g i - f i)); auto.
    intros i Hi; specialize (H i Hi); lra. }
  rewrite rsum_minus in H1; lra.
Qed.

Lemma rsum_swap (f : nat -> nat -> R) K M :
  rsum (fun i => rsum (f i) M) K = rsum (fun j => rsum (fun i => f i j) K) M.
Proof.
  induction K as [|K IH]; simpl; [now rewrite rsum_zero|].
  rewrite IH. rewrite <- rsum_plus. reflexivity.
Qed.

Lemma rsum_const c K : rsum (fun _ => c) K = INR K * c.
Proof. induction K as [|K IH]; [simpl; ring|]. rewrite S_INR; simpl; rewrite IH; ring. Qed.

(** Picking out the term of index [j]. *)
Lemma rsum_pick f j K :
  (j < K)%nat -> rsum (fun i => if Nat.eqb i j then f i else 0) K = f j.
Proof.
  induction K as [|K IH]; intros H; [lia|]. simpl.
  destruct (Nat.eqb_spec K j) as [->|Hne].
  - rewrite (rsum_ext _ (fun _ => 0)); [rewrite rsum_zero; ring|].
    intros i Hi. destruct (Nat.eqb_spec i j); [lia|reflexivity].
  - rewrite IH by lia. ring.
Qed.

(** Summation by parts, in the form used for stochastic dominance: if [r]
    does not decrease and every partial sum of [d] is nonpositive while the
    total is zero, then [d] puts its weight on the large values of [r]. *)
Lemma rsum_by_parts (d r : nat -> R) K :
  rsum (fun i => d i * r i) (S K)
  = rsum d (S K) * r K - rsum (fun i => rsum d (S i) * (r (S i) - r i)) K.
Proof.
  induction K as [|K IH]; [simpl; ring|].
  change (rsum (fun i => d i * r i) (S (S K)))
    with (rsum (fun i => d i * r i) (S K) + d (S K) * r (S K)).
  rewrite IH. simpl. ring.
Qed.

Lemma rsum_dominance (d r : nat -> R) K :
  rsum d K = 0 ->
  (forall j, (j < K)%nat -> rsum d (S j) <= 0) ->
  (forall i, (S i < K)%nat -> r i <= r (S i)) ->
  0 <= rsum (fun i => d i * r i) K.
Proof.
  destruct K as [|K]; intros H0 Hd Hr; [simpl; lra|].
  rewrite rsum_by_parts, H0.
  assert (0 <= rsum (fun i => - rsum d (S i) * (r (S i) - r i)) K) as H.
  { apply rsum_nonneg; intros i Hi.
    apply Rmult_le_pos.
    - specialize (Hd i ltac:(lia)); lra.
    - specialize (Hr i ltac:(lia)); lra. }
  assert (rsum (fun i => - rsum d (S i) * (r (S i) - r i)) K
          = - rsum (fun i => rsum d (S i) * (r (S i) - r i)) K) as E.
  { replace (- rsum (fun i => rsum d (S i) * (r (S i) - r i)) K)
      with (-1 * rsum (fun i => rsum d (S i) * (r (S i) - r i)) K) by ring.
    rewrite <- rsum_scal. apply rsum_ext; intros; ring. }
  lra.
Qed.
