"""The stable formulas, in doubles."""
from bestofn import BestOfN, serve

serve(BestOfN)
