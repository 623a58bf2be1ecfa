(** * Estimating best-of-n from one pool of m draws

    Sort a pool of m independent draws by reward and give rank i (counted from
    1) the weight C(i-1, n-1) / C(m, n).

    - [pool_weight_of_level]: the ranks of one level together weigh
      (C(a, n) - C(b, n)) / C(m, n), where a and b count the draws at most at
      and strictly below that level;
    - [pool_unbiased]: the expectation over pools of the weighted sum of any
      level values is exactly their best-of-n mean;
    - [pool_unbiased_outcomes]: the same for values of single outcomes, the
      ties of a level being averaged;
    - [pass_at_k_unbiased]: 1 - C(m-c, k)/C(m, k), c successes in the pool, has
      expectation 1 - (1-s)^k, s the chance of success. *)

Require Import Reals Lra Lia List Arith Bool Permutation Sorted.
From BonVerify Require Import Sums BestOfN Draws Ties.
Import ListNotations.
Open Scope R_scope.

(** Binomial coefficients by Pascal's rule, zero for k > n. *)
Fixpoint choose (n k : nat) : nat :=
  match n, k with
  | _, O => 1
  | O, S _ => 0
  | S n, S k => choose n k + choose n (S k)
  end.

Lemma choose_0 n : choose n 0 = 1%nat.
Proof. destruct n; reflexivity. Qed.

Lemma choose_pos n k : (k <= n)%nat -> (0 < choose n k)%nat.
Proof.
  revert k. induction n as [|n IH]; intros [|k] H; simpl; try lia.
  specialize (IH k ltac:(lia)). lia.
Qed.

(** The factorial moments of a binomial count. *)
Lemma expect_choose M r m n f :
  rsum r M = 1 ->
  expect M r m (fun t => INR (choose (count f t) n)) = INR (choose m n) * mass M r f ^ n.
Proof.
  intros Hr. revert n. induction m as [|m IH]; intros n; simpl expect.
  - destruct n; simpl; ring.
  - destruct n as [|n].
    { rewrite (rsum_ext _ r); [rewrite Hr, choose_0; simpl; ring|].
      intros y _.
      rewrite (expect_ext M r m _ (fun _ => 1)) by (intros; now rewrite choose_0).
      rewrite expect_const by exact Hr. ring. }
    rewrite (rsum_ext _ (fun y =>
      r y * (if f y then INR (choose m n) * mass M r f ^ n else 0)
      + r y * (INR (choose m (S n)) * mass M r f ^ S n))).
    + rewrite rsum_plus, rsum_mass, rsum_scal_r, Hr. simpl choose. rewrite plus_INR. simpl. ring.
    + intros y _. rewrite <- !IH, <- Rmult_plus_distr_l. f_equal. destruct (f y).
      * rewrite <- expect_plus. apply expect_ext. intros t. simpl. now rewrite plus_INR.
      * rewrite Rplus_0_l. reflexivity.
Qed.

(** ** Ranks and levels *)

Definition rank_sum (n : nat) (v : nat -> R) (s : list nat) : R :=
  rsum (fun i => INR (choose i (pred n)) * v (nth i s 0%nat)) (length s).

Definition pool_estimate (n : nat) (v : nat -> R) (s : list nat) : R :=
  rank_sum n v s / INR (choose (length s) n).

(** C(draws at most j, n) - C(draws below j, n) for a list of levels. *)
Definition level_count (n j : nat) (s : list nat) : R :=
  INR (choose (count (fun l => Nat.ltb l (S j)) s) n) - INR (choose (count (fun l => Nat.ltb l j) s) n).

Lemma count_app f s s' : count f (s ++ s') = (count f s + count f s')%nat.
Proof. induction s as [|x s IH]; simpl; [reflexivity|rewrite IH; lia]. Qed.

Lemma count_all f s : Forall (fun x => f x = true) s -> count f s = length s.
Proof. induction 1 as [|x s Hx H IH]; simpl; [reflexivity|]. rewrite Hx, IH. reflexivity. Qed.

Lemma count_permutation f s s' : Permutation s s' -> count f s = count f s'.
Proof. induction 1; simpl; lia. Qed.

Lemma sorted_snoc (below : nat -> nat -> Prop) s x :
  StronglySorted below (s ++ [x]) -> StronglySorted below s /\ Forall (fun y => below y x) s.
Proof.
  induction s as [|y s IH]; simpl; intros H; [split; constructor|].
  apply StronglySorted_inv in H. destruct H as [H1 H2]. destruct (IH H1) as [A B].
  apply Forall_app in H2. destruct H2 as [H2 H3]. inversion H3; subst.
  split; constructor; assumption.
Qed.

Lemma rsum_snoc (f : nat -> nat -> R) s x :
  rsum (fun i => f i (nth i (s ++ [x]) 0%nat)) (length (s ++ [x]))
  = rsum (fun i => f i (nth i s 0%nat)) (length s) + f (length s) x.
Proof.
  rewrite app_length, Nat.add_1_r, rsum_S, nth_middle. f_equal.
  apply rsum_ext. intros i Hi. now rewrite app_nth1 by exact Hi.
Qed.

Lemma count_positions (f : nat -> bool) c s :
  rsum (fun i => if f (nth i s 0%nat) then c else 0) (length s) = INR (count f s) * c.
Proof.
  induction s as [|x s IH] using rev_ind; [simpl; ring|].
  rewrite (rsum_snoc (fun _ y => if f y then c else 0)), IH, count_app, plus_INR. simpl count.
  destruct (f x); simpl; ring.
Qed.

(** Any weights of the ranks, written as steps of g: a level has the step over its draws. *)
Lemma rank_steps K (g : nat -> R) v s : StronglySorted le s -> Forall (fun l => (l < K)%nat) s ->
  rsum (fun i => (g (S i) - g i) * v (nth i s 0%nat)) (length s)
  = rsum (fun j => (g (count (fun l => Nat.ltb l (S j)) s) - g (count (fun l => Nat.ltb l j) s)) * v j) K.
Proof.
  induction s as [|x s IH] using rev_ind; intros Hs HK.
  { simpl. rewrite (rsum_ext _ (fun _ => 0)), rsum_zero; [reflexivity|]. intros; ring. }
  apply sorted_snoc in Hs. destruct Hs as [Hs Hx].
  apply Forall_app in HK. destruct HK as [HK HxK]. inversion HxK as [|? ? Hlt _]; subst.
  rewrite (rsum_snoc (fun i l => (g (S i) - g i) * v l)), IH by assumption.
  rewrite <- (rsum_pick (fun j => (g (S (length s)) - g (length s)) * v j) x K Hlt), <- rsum_plus.
  apply rsum_ext. intros j Hj. rewrite !count_app. simpl count.
  assert (All : forall k, (x < k)%nat -> count (fun l => Nat.ltb l k) s = length s).
  { intros k Hk. apply count_all. eapply Forall_impl; [|exact Hx].
    intros y Hy. cbv beta in *. apply Nat.ltb_lt. lia. }
  destruct (Nat.eqb_spec j x) as [->|Hne].
  - (* the new draw raises the upper count only *)
    rewrite (All (S x)) by lia.
    destruct (Nat.ltb_spec x (S x)); [|lia]. destruct (Nat.ltb_spec x x); [lia|].
    rewrite Nat.add_1_r, !Nat.add_0_r. ring.
  - destruct (Nat.ltb_spec x (S j)), (Nat.ltb_spec x j); try lia.
    + (* below level j: both counts were and are the number of draws *)
      rewrite !All by lia. ring.
    + rewrite !Nat.add_0_r. ring.
Qed.

Theorem pool_weight_of_level K n v s :
  (1 <= n)%nat -> StronglySorted le s -> Forall (fun l => (l < K)%nat) s ->
  rank_sum n v s = rsum (fun j => level_count n j s * v j) K.
Proof.
  intros Hn Hs HK. unfold rank_sum, level_count. rewrite <- (rank_steps K (fun i => INR (choose i n))) by assumption.
  apply rsum_ext. intros i _. destruct n as [|n]; [lia|]. simpl. rewrite plus_INR. ring.
Qed.

(** ** Unbiasedness *)

Section Unbiased.
Variables (M K : nat) (r : nat -> R) (lev : nat -> nat) (m n : nat).
Hypothesis Hr : is_dist M r.
Hypothesis Hlev : forall y, (y < M)%nat -> (lev y < K)%nat.
Hypothesis Hn : (1 <= n <= m)%nat.
Let P := level_mass M r lev.

Lemma choose_m_pos : 0 < INR (choose m n).
Proof. apply lt_0_INR. apply choose_pos. lia. Qed.

(** The expected weight of a level is its best-of-n mass. *)
Lemma expect_level_count j :
  expect M r m (fun t => level_count n j (map lev t)) = INR (choose m n) * bon n P j.
Proof.
  unfold level_count. rewrite expect_minus.
  rewrite (expect_ext M r m (fun t => INR (choose (count (fun l => Nat.ltb l (S j)) (map lev t)) n))
             (fun t => INR (choose (count (fun y => Nat.ltb (lev y) (S j)) t) n)))
    by (intros; now rewrite (count_map lev (fun l => Nat.ltb l (S j)))).
  rewrite (expect_ext M r m (fun t => INR (choose (count (fun l => Nat.ltb l j) (map lev t)) n))
             (fun t => INR (choose (count (fun y => Nat.ltb (lev y) j) t) n)))
    by (intros; now rewrite (count_map lev (fun l => Nat.ltb l j))).
  rewrite !expect_choose by apply (dist_total _ _ Hr).
  unfold bon, P. rewrite !cum_level_mass. ring.
Qed.

(** [sort t] is the list of the levels of the draws t in ascending order. *)
Theorem pool_unbiased (sort : list nat -> list nat) (v : nat -> R) :
  (forall t, Permutation (sort t) (map lev t) /\ StronglySorted le (sort t)) ->
  expect M r m (fun t => pool_estimate n v (sort t)) = rsum (fun j => bon n P j * v j) K.
Proof.
  intros Hsort. assert (C := choose_m_pos).
  rewrite (expect_ext_in M r m _ (fun t =>
    rsum (fun j => v j / INR (choose m n) * level_count n j (map lev t)) K)).
  - rewrite expect_rsum. apply rsum_ext. intros j _.
    rewrite expect_scal, expect_level_count. field. lra.
  - intros t Ht HM. destruct (Hsort t) as [Hp Hs].
    unfold pool_estimate.
    assert (HK : Forall (fun l => (l < K)%nat) (sort t)).
    { apply (Permutation_Forall (Permutation_sym Hp)). apply Forall_map.
      eapply Forall_impl; [|exact HM]. auto. }
    rewrite (pool_weight_of_level K) by (assumption || lia).
    assert (E : length (sort t) = m) by (rewrite Hp, map_length; exact Ht).
    rewrite E. unfold Rdiv. rewrite <- rsum_scal_r. apply rsum_ext. intros j _.
    unfold level_count. rewrite !(count_permutation _ _ _ Hp). ring.
Qed.

(** Values of outcomes; a level's weight is shared equally by its draws. *)
Definition pool_estimate_outcomes (v : nat -> R) (t : list nat) : R :=
  rsum (fun y => v y * INR (count (Nat.eqb y) t)
    / INR (count (fun z => Nat.eqb (lev z) (lev y)) t)
    * (level_count n (lev y) (map lev t) / INR (choose m n))) M.

Theorem pool_unbiased_outcomes (v : nat -> R) :
  expect M r m (pool_estimate_outcomes v) = rsum (fun y => best_of_n M r lev n y * v y) M.
Proof.
  assert (C := choose_m_pos).
  unfold pool_estimate_outcomes. rewrite expect_rsum. apply rsum_ext. intros y Hy.
  assert (HP : 0 < P (lev y)) by now apply level_mass_pos.
  rewrite pmf by (assumption || lia). fold P.
  set (g := fun ls => / INR (count (fun l => Nat.eqb l (lev y)) ls) * level_count n (lev y) ls).
  assert (X := exchange M r lev m y g Hy). fold P in X.
  rewrite (expect_ext M r m _ (fun t => v y / INR (choose m n)
             * (INR (count (Nat.eqb y) t) * g (map lev t)))).
  2: { intros t. unfold g. rewrite <- (count_map lev (fun l => Nat.eqb l (lev y))).
       unfold Rdiv. ring. }
  rewrite expect_scal.
  (* the draws of the level cancel: a level that was not drawn has weight 0 *)
  rewrite (expect_ext M r m (fun t => INR (count (fun z => Nat.eqb (lev z) (lev y)) t) * g (map lev t))
            (fun t => level_count n (lev y) (map lev t))) in X.
  2: { intros t. unfold g. rewrite (count_map lev (fun l => Nat.eqb l (lev y))).
       set (s := map lev t). set (c := count (fun l => Nat.eqb l (lev y)) s).
       assert (Split : count (fun l => Nat.ltb l (S (lev y))) s
                       = (count (fun l => Nat.ltb l (lev y)) s + c)%nat).
       { unfold c. clear. induction s as [|l s IH]; simpl; [reflexivity|]. rewrite IH.
         destruct (Nat.ltb_spec l (S (lev y))), (Nat.ltb_spec l (lev y)), (Nat.eqb_spec l (lev y)); lia. }
       destruct (Nat.eq_dec c 0) as [E|E].
       - unfold level_count. rewrite Split, E, Nat.add_0_r. simpl. ring.
       - field. apply not_0_INR. exact E. }
  rewrite expect_level_count in X.
  apply Rmult_eq_reg_l with (P (lev y)); [|lra].
  transitivity (v y / INR (choose m n) * (r y * (INR (choose m n) * bon n P (lev y)))).
  - rewrite <- X. ring.
  - field. split; lra.
Qed.

End Unbiased.

Lemma count_complement f t : (count f t + count (fun y => negb (f y)) t = length t)%nat.
Proof. induction t as [|y t IH]; simpl; [reflexivity|]. destruct (f y); simpl; lia. Qed.

Theorem pass_at_k_unbiased M r (success : nat -> bool) m k :
  is_dist M r -> (k <= m)%nat ->
  expect M r m (fun t => 1 - INR (choose (m - count success t) k) / INR (choose m k))
  = 1 - (1 - mass M r success) ^ k.
Proof.
  intros Hr Hk. assert (C : 0 < INR (choose m k)) by (apply lt_0_INR, choose_pos, Hk).
  set (fail := fun y => negb (success y)).
  assert (F : mass M r fail = 1 - mass M r success).
  { rewrite <- (dist_total _ _ Hr). unfold mass, fail. rewrite <- rsum_minus.
    apply rsum_ext. intros y _. destruct (success y); simpl; ring. }
  rewrite expect_minus, expect_const by apply (dist_total _ _ Hr). f_equal.
  rewrite (expect_ext_in M r m _ (fun t => / INR (choose m k) * INR (choose (count fail t) k))).
  - rewrite expect_scal, expect_choose, F by apply (dist_total _ _ Hr). field. lra.
  - intros t Ht _. unfold Rdiv. rewrite Rmult_comm. do 4 f_equal. rewrite <- Ht. clear Ht.
    assert (L := count_complement success t). fold fail in L. lia.
Qed.
