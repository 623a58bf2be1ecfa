(** * Interval arithmetic on integers

    The [interval] tactic in its usual form computes with machine floats, whose
    specification is a long list of axioms.  This instance computes with pairs
    of integers instead, so that a numerical goal is settled by the kernel
    evaluating integer arithmetic and rests on the axioms of the real numbers
    alone.  Always name a precision, [interval with (i_prec 60)]: without one
    the tactic turns to machine floats, whatever module it comes from. *)

Require Import Reals.
From Interval Require Import Float.Specific_stdz Float.Specific_ops.
From Interval Require Import Interval.Interval Interval.Float_full.
From Interval Require Export Tactic.

Module IntegerFloats := SpecificFloat StdZRadix2.
Module IntegerInterval := IntervalTactic IntegerFloats.
Export IntegerInterval.
