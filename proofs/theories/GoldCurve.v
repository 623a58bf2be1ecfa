(** * How often the mean of another reward turns as n grows

    Best-of-n ranks by one reward; f(n) is the mean of another value t of the level
    ("gold"), that is [mean_value] of [MoreDraws].

    - [gold_turns_twice], [gold_one_turn_false]: f can rise, fall and rise again, so it
      need not have one peak or one valley;
    - [gold_turning_points]: the differences f(n+1) - f(n) change their sign at most as
      often as the differences t_(i+1) - t_i do; the example attains it.  That is Descartes' rule of signs for
      sums of powers, [powers_sign_changes]: multiplying each coefficient by x_i - c, c
      between two nodes, takes one change from the coefficients, and at most one from
      the sums g(n), because g(n+1) - c g(n) takes the sign of g(b) somewhere between
      a < b when g(a) has the other sign. *)

Require Import Reals Lra Lia ZArith List Arith.
From BonVerify Require Import Sums BestOfN MoreDraws Numbers.
Import ListNotations.
Open Scope R_scope.

(** ** Up, down and up again *)

(** f has a single peak, or a single valley, or is monotone. *)
Definition turns_once (f : nat -> R) : Prop :=
  (exists N, (forall n, (1 <= n < N)%nat -> f n <= f (S n)) /\ (forall n, (1 <= n)%nat -> (N <= n)%nat -> f (S n) <= f n))
  \/ (exists N, (forall n, (1 <= n < N)%nat -> f (S n) <= f n) /\ (forall n, (1 <= n)%nat -> (N <= n)%nat -> f n <= f (S n))).

Definition gold : nat -> R := fun i => INR (nth i [0; 1; 0; 1]%nat 0%nat).

Theorem gold_turns_twice : let p := weights [1; 3; 1; 1]%Z in let f n := mean_value 4 p n gold in
  is_dist 4 p /\ f 1%nat = 2 / 3 /\ f 2%nat = 13 / 18 /\ f 3%nat = 77 / 108 /\ f 4%nat = 463 / 648.
Proof.
  intros p f. split.
  - split; [|unfold p, weights; simpl; lra]. intros i Hi. unfold p, weights.
    destruct i as [|[|[|[|i]]]]; simpl; lra || lia.
  - unfold f, mean_value, bon, cum, p, weights, gold. simpl. repeat split; field.
Qed.

Theorem gold_one_turn_false :
  ~ forall K p t, is_dist K p -> turns_once (fun n => mean_value K p n t).
Proof.
  intros H. destruct gold_turns_twice as (D & f1 & f2 & f3 & f4).
  destruct (H 4%nat _ gold D) as [[N [Up Down]]|[N [Down Up]]].
  - destruct (le_lt_dec N 3) as [L|L].
    + assert (X := Down 3%nat ltac:(lia) L). lra.
    + assert (X := Up 2%nat ltac:(lia)). lra.
  - destruct (le_lt_dec N 2) as [L|L].
    + assert (X := Up 2%nat ltac:(lia) L). lra.
    + assert (X := Down 1%nat ltac:(lia)). lra.
Qed.

(** ** Sign changes *)

(** c, at the indices that are inside, has v sign changes or more; zeros are passed over. *)
Definition sign_changes (v : nat) (inside : nat -> Prop) (c : nat -> R) : Prop :=
  exists a : nat -> nat, forall i, (i < v)%nat ->
    inside (a i) /\ inside (a (S i)) /\ (a i < a (S i))%nat /\ c (a i) * c (a (S i)) < 0.

Lemma choices v (P : nat -> nat -> Prop) :
  (forall i, (i < v)%nat -> exists m, P i m) -> exists f, forall i, (i < v)%nat -> P i (f i).
Proof.
  induction v as [|v IH]; intros H; [exists (fun _ => 0%nat); lia|].
  destruct IH as [f Hf]; [intros i Hi; apply H; lia|]. destruct (H v ltac:(lia)) as [m Hm].
  exists (fun i => if Nat.eqb i v then m else f i). intros i Hi.
  destruct (Nat.eqb_spec i v) as [->|]; [exact Hm|apply Hf; lia].
Qed.

(** Where g has changed its sign, g(n+1) - c g(n) has had the new one. *)
Lemma step_up g c a b : 0 < c -> (a < b)%nat -> g a < 0 -> 0 < g b ->
  exists m, (a <= m < b)%nat /\ 0 < g (S m) - c * g m.
Proof.
  intros Hc Hab A B. remember (b - a)%nat as k eqn:Ek. revert a Hab A Ek.
  induction k as [|k IH]; intros a Hab A Ek; [lia|].
  destruct (Rlt_dec 0 (g (S a) - c * g a)) as [Y|N]; [exists a; split; [lia|exact Y]|].
  assert (A' : g (S a) < 0) by nra.
  assert (S a <> b) by (intros E; rewrite E in A'; lra).
  destruct (IH (S a) ltac:(lia) A' ltac:(lia)) as [m [Hm E]]. exists m. split; [lia|exact E].
Qed.

Lemma step_of_sign g c a b : 0 < c -> (a < b)%nat -> g a * g b < 0 ->
  exists m, (a <= m < b)%nat /\ 0 < (g (S m) - c * g m) * g b.
Proof.
  intros Hc Hab Hg.
  destruct (step_up (fun n => g n * g b) c a b Hc Hab Hg) as [m [Hm E]]; [nra|].
  exists m. split; [exact Hm|]. lra.
Qed.

Lemma fewer_changes v g c : 0 < c -> sign_changes (S v) (fun _ => True) g ->
  sign_changes v (fun _ => True) (fun n => g (S n) - c * g n).
Proof.
  intros Hc [a Ha].
  destruct (choices (S v) (fun i m => (a i <= m < a (S i))%nat /\ 0 < (g (S m) - c * g m) * g (a (S i)))) as [m Hm].
  { intros i Hi. destruct (Ha i Hi) as (_ & _ & L & N). now apply step_of_sign. }
  exists m. intros i Hi. destruct (Hm i ltac:(lia)) as [A P]. destruct (Hm (S i) ltac:(lia)) as [B Q].
  destruct (Ha (S i) ltac:(lia)) as (_ & _ & _ & N). repeat split; [lia|].
  assert (X := Rmult_lt_0_compat _ _ P Q).
  set (d := g (S (m i)) - c * g (m i)) in *. set (e := g (S (m (S i))) - c * g (m (S i))) in *.
  set (h := g (a (S i))) in *. set (k := g (a (S (S i)))) in *. nra.
Qed.

(** All of one sign, or a first change. *)
Lemma first_change K c :
  (forall i j, (i < K)%nat -> (j < K)%nat -> 0 <= c i * c j)
  \/ exists s i, (i <= s)%nat /\ (S s < K)%nat /\ c i * c (S s) < 0 /\ forall l, (l <= s)%nat -> c l * c (S s) <= 0.
Proof.
  induction K as [|K IH]; [left; lia|].
  destruct IH as [Same|[s [i (Hi & Hs & N & L)]]]; [|right; exists s, i; repeat split; auto; lia].
  assert (Dec : (exists i, (i < K)%nat /\ c i * c K < 0) \/ forall i, (i < K)%nat -> 0 <= c i * c K).
  { clear Same. generalize (c K). intros z. induction K as [|K IH]; [right; lia|].
    destruct IH as [[i [Hi N]]|A]; [left; exists i; split; [lia|exact N]|].
    destruct (Rlt_dec (c K * z) 0) as [Y|N]; [left; exists K; split; [lia|exact Y]|].
    right. intros i Hi. destruct (Nat.eq_dec i K) as [->|]; [lra|apply A; lia]. }
  destruct Dec as [[i [Hi N]]|A].
  - right. destruct K as [|s]; [lia|]. exists s, i. repeat split; [lia|lia|exact N|].
    intros l Hl. assert (Z := Same i l ltac:(lia) ltac:(lia)).
    set (x := c i) in *. set (y := c l) in *. set (z := c (S s)) in *.
    destruct (Rle_dec (y * z) 0) as [Y|P]; [exact Y|exfalso]. apply Rnot_le_lt in P.
    assert (X : 0 < (- (x * z)) * (y * z)) by (apply Rmult_lt_0_compat; lra).
    assert (Q : 0 <= z * z * (x * y)) by (apply Rmult_le_pos; [apply Rle_0_sqr|exact Z]). lra.
  - left. intros i j Hi Hj. destruct (Nat.eq_dec i K) as [->|Ni], (Nat.eq_dec j K) as [->|Nj].
    + apply Rle_0_sqr.
    + rewrite Rmult_comm. apply A. lia.
    + apply A. lia.
    + apply Same; lia.
Qed.

Lemma opposite_signs x y z : x * z < 0 -> 0 < y * z -> x * y < 0.
Proof.
  intros A B. assert (X : 0 < (- (x * z)) * (y * z)) by (apply Rmult_lt_0_compat; lra).
  assert (Z : 0 <= z * z) by apply Rle_0_sqr. nra.
Qed.

Section Powers.
Variables (K : nat) (x : nat -> R).
Hypothesis Hpos : forall i, (i < K)%nat -> 0 < x i.
Hypothesis Hinc : forall i, (S i < K)%nat -> x i < x (S i).

Lemma nodes_increase i j : (i <= j < K)%nat -> x i <= x j.
Proof.
  intros [H Hj]. induction H as [|j H IH]; [lra|]. assert (A := Hinc j Hj). specialize (IH ltac:(lia)). lra.
Qed.

Theorem powers_sign_changes v : forall c,
  sign_changes v (fun _ => True) (fun n => rsum (fun i => c i * x i ^ n) K) -> sign_changes v (fun i => i < K)%nat c.
Proof.
  induction v as [|v IH]; intros c Hg; [exists (fun _ => 0%nat); lia|].
  destruct (first_change K c) as [Same|[s [i (Hi & Hs & N & L)]]].
  { (* all coefficients of one sign *)
    exfalso. destruct Hg as [a Ha]. destruct (Ha 0%nat ltac:(lia)) as (_ & _ & _ & Neg).
    enough (0 <= rsum (fun i => c i * x i ^ a 0%nat) K * rsum (fun i => c i * x i ^ a 1%nat) K) by lra.
    rewrite <- rsum_scal_r. apply rsum_nonneg. intros i Hi. rewrite <- rsum_scal. apply rsum_nonneg. intros j Hj.
    replace (c i * x i ^ a 0%nat * (c j * x j ^ a 1%nat)) with (c i * c j * (x i ^ a 0%nat * x j ^ a 1%nat)) by ring.
    apply Rmult_le_pos; [now apply Same|]. apply Rmult_le_pos; apply pow_le; left; now apply Hpos. }
  set (m := (x s + x (S s)) / 2). assert (M := Hinc s Hs). assert (P := Hpos s ltac:(lia)).
  assert (Low : forall l, (l <= s)%nat -> x l < m).
  { intros l Hl. assert (X := nodes_increase l s ltac:(lia)). unfold m. lra. }
  assert (High : forall l, (S s <= l < K)%nat -> m < x l).
  { intros l Hl. assert (X := nodes_increase (S s) l ltac:(lia)). unfold m. lra. }
  set (d := fun l => c l * (x l - m)).
  assert (Hd : sign_changes v (fun i => i < K)%nat d).
  { apply IH. destruct (fewer_changes v _ m ltac:(unfold m; lra) Hg) as [a Ha]. exists a. intros j Hj.
    destruct (Ha j Hj) as (_ & _ & A & B). repeat split; [exact A|].
    assert (E : forall n, rsum (fun i => d i * x i ^ n) K
      = rsum (fun i => c i * x i ^ S n) K - m * rsum (fun i => c i * x i ^ n) K).
    { intros n. rewrite <- rsum_scal, <- rsum_minus. apply rsum_ext. intros l _. unfold d. simpl. ring. }
    rewrite !E. exact B. }
  clear Hg IH. destruct Hd as [b Hb].
  (* up to S s the new coefficients have the sign of c (S s); above it they keep theirs *)
  assert (Below : forall l, (l <= S s)%nat -> 0 <= d l * c (S s)).
  { intros l Hl. destruct (Nat.eq_dec l (S s)) as [->|Ne].
    - assert (X := High (S s) ltac:(lia)). unfold d. assert (0 <= c (S s) * c (S s)) by apply Rle_0_sqr. nra.
    - assert (X := Low l ltac:(lia)). specialize (L l ltac:(lia)). unfold d. nra. }
  assert (Above : forall l j, (S s <= l < K)%nat -> (S s <= j < K)%nat -> d l * d j < 0 -> c l * c j < 0).
  { intros l j Hl Hj X. assert (A := High l Hl). assert (B := High j Hj). unfold d in X.
    assert (Y : 0 < (x l - m) * (x j - m)) by (apply Rmult_lt_0_compat; lra).
    destruct (Rlt_dec (c l * c j) 0) as [T|F]; [exact T|]. apply Rnot_lt_le in F.
    assert (Z := Rmult_le_pos _ _ F (Rlt_le _ _ Y)). lra. }
  destruct v as [|v].
  { exists (fun n => match n with O => i | _ => S s end). intros n Hn. replace n with 0%nat by lia.
    repeat split; lia || exact N. }
  destruct (Hb 0%nat ltac:(lia)) as (B0 & B1 & B01 & D01).
  assert (Later : forall n, (1 <= n <= S v)%nat -> (b 1%nat <= b n)%nat /\ (b n < K)%nat).
  { intros n Hn. induction n as [|n IHn]; [lia|]. destruct (Hb n ltac:(lia)) as (_ & X & Y & _).
    destruct (Nat.eq_dec n 0) as [->|]; [lia|]. destruct (IHn ltac:(lia)). lia. }
  assert (One : (S s < b 1%nat)%nat).
  { destruct (le_lt_dec (b 1%nat) (S s)) as [T|T]; [exfalso|exact T].
    assert (A1 := Below (b 0%nat) ltac:(lia)). assert (A2 := Below (b 1%nat) T).
    assert (A3 := Rmult_le_pos _ _ A1 A2). assert (c (S s) <> 0) by (intros Z; rewrite Z in N; lra).
    assert (0 < c (S s) * c (S s)) by (destruct (Rtotal_order (c (S s)) 0) as [|[|]]; nra). nra. }
  assert (Rest : forall n, (1 <= n < S v)%nat ->
    (b n < K)%nat /\ (b (S n) < K)%nat /\ (b n < b (S n))%nat /\ c (b n) * c (b (S n)) < 0).
  { intros n Hn. destruct (Hb n ltac:(lia)) as (X & Y & Z & T). repeat split; [exact X|exact Y|exact Z|].
    destruct (Later n ltac:(lia)), (Later (S n) ltac:(lia)). apply Above; lia || exact T. }
  destruct (le_lt_dec (b 0%nat) s) as [T|T].
  - (* i, S s, b 1, ... *)
    exists (fun n => match n with O => i | S O => S s | S (S k) => b (S k) end).
    intros [|[|n]] Hn; [repeat split; lia || exact N| |apply Rest; lia].
    repeat split; [lia|lia|lia|].
    assert (X : d (b 1%nat) * c (S s) < 0).
    { apply (opposite_signs _ _ (d (b 0%nat))); [lra|]. rewrite Rmult_comm.
      destruct (Below (b 0%nat) ltac:(lia)) as [Y|Y]; [exact Y|exfalso].
      assert (c (S s) <> 0) by (intros Z; rewrite Z in N; lra).
      symmetry in Y. apply Rmult_integral in Y. destruct Y as [Y|Y]; [rewrite Y in D01; lra|contradiction]. }
    assert (Hi1 := High (b 1%nat) ltac:(lia)). unfold d in X. rewrite Rmult_comm.
    destruct (Rlt_dec (c (b 1%nat) * c (S s)) 0) as [G|F]; [exact G|]. apply Rnot_lt_le in F.
    assert (Z : 0 <= (x (b 1%nat) - m) * (c (b 1%nat) * c (S s))) by (apply Rmult_le_pos; lra). lra.
  - assert (C01 : c (b 0%nat) * c (b 1%nat) < 0) by (apply Above; lia || exact D01).
    destruct (Rlt_dec 0 (c (b 0%nat) * c (S s))) as [G|F].
    + (* i, b 0, b 1, ... *)
      exists (fun n => match n with O => i | S k => b k end).
      intros [|[|n]] Hn; [|repeat split; lia || exact C01|apply Rest; lia].
      repeat split; [lia|lia|lia|]. exact (opposite_signs _ _ _ N G).
    + (* S s, b 0, b 1, ... *)
      assert (G : c (S s) * c (b 0%nat) < 0).
      { apply Rnot_lt_le in F. rewrite Rmult_comm. destruct F as [F|F]; [exact F|exfalso].
        apply Rmult_integral in F. destruct F as [F|F]; [rewrite F in C01; lra|rewrite F in N; lra]. }
      exists (fun n => match n with O => S s | S k => b k end).
      intros [|[|n]] Hn; [|repeat split; lia || exact C01|apply Rest; lia].
      assert (b 0%nat <> S s) by (intros E; rewrite E in G; assert (Y := Rle_0_sqr (c (S s))); unfold Rsqr in Y; lra).
      repeat split; [lia|lia|lia|exact G].
Qed.

End Powers.

(** ** The turning points of f *)

Theorem gold_turning_points K p t v : is_dist K p ->
  sign_changes v (fun n => 1 <= n)%nat (fun n => mean_value K p (S n) t - mean_value K p n t) ->
  sign_changes v (fun i => S i < K)%nat (fun i => t (S i) - t i).
Proof.
  intros Hp [a Ha]. assert (K0 := dist_nonempty K p Hp).
  assert (Cell : forall i, (i < pred K)%nat -> 0 < cum p (S i) < 1 /\ ((S i < pred K)%nat -> cum p (S i) < cum p (S (S i)))).
  { intros i Hi. assert (A := cum_cell K p Hp i ltac:(lia)). assert (B := cum_cell K p Hp (S i) ltac:(lia)). lra. }
  destruct (powers_sign_changes (pred K) (fun i => cum p (S i))) with (v := v)
    (c := fun i => (t (S i) - t i) * (1 - cum p (S i))) as [b Hb].
  - intros i Hi. apply Cell, Hi.
  - intros i Hi. apply Cell; lia.
  - exists a. intros j Hj. destruct (Ha j Hj) as (A & B & C & D). repeat split; [exact C|].
    rewrite !(mean_step K p Hp) in D by assumption.
    rewrite !(rsum_ext (fun i => (t (S i) - t i) * (1 - cum p (S i)) * cum p (S i) ^ _)
      (fun i => (t (S i) - t i) * (cum p (S i) ^ _ * (1 - cum p (S i))))) by (intros; ring).
    exact D.
  - exists b. intros j Hj. destruct (Hb j Hj) as (A & B & C & D). repeat split; [lia|lia|exact C|].
    assert (X := proj1 (Cell _ A)). assert (Y := proj1 (Cell _ B)).
    assert (Z : 0 < (1 - cum p (S (b j))) * (1 - cum p (S (b (S j))))) by (apply Rmult_lt_0_compat; lra).
    destruct (Rlt_dec ((t (S (b j)) - t (b j)) * (t (S (b (S j))) - t (b (S j)))) 0) as [T|F]; [exact T|].
    apply Rnot_lt_le in F. assert (Q := Rmult_le_pos _ _ F (Rlt_le _ _ Z)). lra.
Qed.
