(** * A geometric number of draws

    Draw, and after each draw stop with probability s: n draws have the chance
    s (1-s)^(n-1), 1/s on average.

    - [geometric_series]: sum over n >= 1 of s (1-s)^(n-1) F^n = s F / (1 - (1-s) F);
    - [geometric_law]: so the best of a geometric number of draws has this function of
      F as its distribution function. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums BestOfN Rewind.
Open Scope R_scope.

Definition geometric_cum (s F : R) : R := s * F / (1 - (1 - s) * F).

(** Term k is that of n = k + 1. *)
Theorem geometric_series s F : 0 < s <= 1 -> 0 <= F <= 1 ->
  is_series (fun k => s * (1 - s) ^ k * F ^ S k) (geometric_cum s F).
Proof.
  intros Hs HF.
  assert (B : 0 <= (1 - s) * F <= 1 - s).
  { split; [apply Rmult_le_pos; lra|]. assert (0 <= (1 - s) * (1 - F)) by (apply Rmult_le_pos; lra). lra. }
  apply (is_series_ext (fun k => s * F * ((1 - s) * F) ^ k)).
  - intros k. rewrite Rpow_mult_distr. simpl. ring.
  - unfold geometric_cum, Rdiv. apply is_series_times. apply is_series_geom. rewrite Rabs_right; lra.
Qed.

Theorem geometric_law K p s i : is_dist K p -> 0 < s <= 1 -> (i < K)%nat ->
  is_series (fun k => s * (1 - s) ^ k * bon (S k) p i) (geometric_cum s (cum p (S i)) - geometric_cum s (cum p i)).
Proof.
  intros Hp Hs Hi. assert (C := cum_cell K p Hp i Hi).
  apply (is_series_ext (fun k => s * (1 - s) ^ k * cum p (S i) ^ S k - s * (1 - s) ^ k * cum p i ^ S k)).
  - intros k. unfold bon. simpl. ring.
  - apply (is_series_minus (K := R_AbsRing) (V := R_NormedModule)
      (fun k => s * (1 - s) ^ k * cum p (S i) ^ S k)); apply geometric_series; lra.
Qed.

(** The masses of the levels have the total 1. *)
Theorem geometric_total K p s : is_dist K p -> 0 < s <= 1 ->
  rsum (fun i => geometric_cum s (cum p (S i)) - geometric_cum s (cum p i)) K = 1.
Proof.
  intros Hp Hs. rewrite (rsum_telescope (fun i => geometric_cum s (cum p i))), (cum_K K p Hp), cum_0.
  unfold geometric_cum. field. lra.
Qed.
