// The stable formulas, in doubles.
import { BestOfN, serve } from "./bestofn.mjs";

serve(BestOfN);
