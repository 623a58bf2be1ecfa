(** * Estimators of KL from single draws

    For a draw y from s, with the ratio x = s(y) / p(y), the estimators ln x (k1),
    (ln x)^2 / 2 (k2) and 1/x - 1 + ln x (k3) are in use for KL(s || p).  k1 is unbiased by
    definition.  Masses of 0 are allowed, in s and in p, as long as KL is finite.

    - [k3_mean]: the mean of k3 is KL minus the mass that p has where s has none;
      [k3_unbiased_false]: s = (1, 0), p = (1/2, 1/2), ln 2 - 1/2 against ln 2;
    - [k2_unbiased_false]: best of 2 of two equal masses. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums BestOfN Refutations AnyPolicy CertifiedInterval.
Open Scope R_scope.

Definition mean_k2 (K : nat) (s p : nat -> R) : R := rsum (fun i => s i * (ln (s i / p i) ^ 2 / 2)) K.
Definition mean_k3 (K : nat) (s p : nat -> R) : R := rsum (fun i => s i * (p i / s i - 1 + ln (s i / p i))) K.

(** The mass of p on outcomes that s never gives. *)
Definition outside (K : nat) (s p : nat -> R) : R := rsum (fun i => if Req_EM_T (s i) 0 then p i else 0) K.

Theorem k3_mean K s p : is_policy K s -> is_policy K p -> (forall i, (i < K)%nat -> 0 < s i -> 0 < p i) ->
  mean_k3 K s p = kl K s p - outside K s p.
Proof.
  intros [_ Hs] [_ Hp] _. unfold mean_k3, kl, outside. rewrite <- rsum_minus.
  rewrite (rsum_ext _ (fun i => s i * ln (s i / p i) - (if Req_EM_T (s i) 0 then p i else 0) + (p i - s i))).
  - rewrite (rsum_plus _ (fun i => p i - s i)), (rsum_minus p), Hs, Hp. ring.
  - intros i _. destruct (Req_EM_T (s i) 0) as [->|N]; [ring|]. field. exact N.
Qed.

Definition certain (i : nat) : R := match i with O => 1 | _ => 0 end.

Lemma certain_is_policy : is_policy 2 certain.
Proof. split; [intros [|i] _; simpl; lra|simpl; lra]. Qed.

Theorem k3_unbiased_false : is_policy 2 certain /\ is_policy 2 coin /\
  mean_k3 2 certain coin = ln 2 - 1 / 2 /\ kl 2 certain coin = ln 2.
Proof.
  assert (E : kl 2 certain coin = ln 2).
  { unfold kl, certain, coin. simpl. replace (1 / (1 / 2)) with 2 by field. ring. }
  assert (D := dist_is_policy 2 coin coin_is_dist).
  repeat split; try apply certain_is_policy; try apply D; [|exact E].
  rewrite k3_mean, E by (apply certain_is_policy || exact D || (intros; unfold coin; lra)).
  unfold outside, certain, coin. simpl. destruct (Req_EM_T 1 0), (Req_EM_T 0 0); lra.
Qed.

Theorem k2_unbiased_false : is_dist 2 coin /\ mean_k2 2 (bon 2 coin) coin < KL 2 coin 2.
Proof.
  split; [exact coin_is_dist|]. unfold mean_k2, KL, kl, bon, cum, coin. simpl. interval with (i_prec 60).
Qed.
