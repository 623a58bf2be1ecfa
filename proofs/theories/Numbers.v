(** * Numerical values of KL, certified by the kernel

    [weights l] is the distribution whose masses are proportional to the
    positive integers of the list [l], in ascending order of reward;
    [weights_is_dist] says that it is one.  The tactic [certify_kl] proves goals
    [a <= KL (length l) (weights l) n <= b] for decimals a, b: it unfolds [KL]
    down to its sum of logarithms and encloses that in integer interval
    arithmetic of that many bits.  The script [proofs/check] states such goals for reference
    values computed elsewhere; the example below is one by hand. *)

Require Import Reals Lra Lia ZArith List.
From BonVerify Require Import Sums BestOfN CertifiedInterval.
Import ListNotations.
Open Scope R_scope.

Definition total (l : list Z) : Z := fold_right Z.add 0%Z l.

Definition weights (l : list Z) (i : nat) : R := IZR (nth i l 0%Z) / IZR (total l).

Lemma total_pos l : l <> nil -> Forall (fun z => (0 < z)%Z) l -> (0 < total l)%Z.
Proof.
  intros Hne H. destruct H as [|z l Hz Hl]; [congruence|]. clear Hne.
  enough (0 <= total l)%Z by (simpl; lia).
  induction Hl as [|y l Hy Hl IH]; simpl; lia.
Qed.

Lemma rsum_nth l : rsum (fun i => IZR (nth i l 0%Z)) (length l) = IZR (total l).
Proof.
  induction l as [|z l IH]; [reflexivity|].
  change (length (z :: l)) with (1 + length l)%nat. rewrite rsum_split.
  simpl rsum at 1. rewrite (rsum_ext _ (fun i => IZR (nth i l 0%Z))) by reflexivity.
  rewrite IH. simpl total. rewrite plus_IZR. ring.
Qed.

Theorem weights_is_dist l :
  l <> nil -> Forall (fun z => (0 < z)%Z) l -> is_dist (length l) (weights l).
Proof.
  intros Hne H. assert (T := IZR_lt _ _ (total_pos l Hne H)). split.
  - intros i Hi. unfold weights. apply Rdiv_lt_0_compat; [|exact T]. apply IZR_lt.
    rewrite Forall_forall in H. now apply H, nth_In.
  - unfold weights, Rdiv. rewrite rsum_scal_r, rsum_nth. field. lra.
Qed.

Ltac certify_kl bits :=
  cbv [KL kl rsum bon cum weights nth total fold_right length
       Z.add Pos.add Pos.succ Pos.add_carry];
  split; interval with (i_prec bits).

(** Masses 1/2, 1/3, 1/6 and n = 5. *)
Example kl_example : 0.716944035983 <= KL 3 (weights [3; 2; 1]%Z) 5 <= 0.716944035984.
Proof. certify_kl 90%positive. Qed.
