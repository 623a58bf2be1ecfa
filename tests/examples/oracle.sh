#!/bin/sh
# Asks the oracle through a pipe: BONVERIFY is the command, `bonverify` by default.
#
#     ./oracle.sh
#     BONVERIFY="dotnet path/to/BonVerify.Cli.dll" ./oracle.sh
set -eu
bonverify=${BONVERIFY:-bonverify}

# A case in options; the win rate of best of 3 from two equally likely outcomes is 11/16.
$bonverify oracle --weights 1,1 --n 3 --quantities win_rate

# Many cases: one line in, one line out.
for n in 1 2 3 4 5
do
  echo "{\"id\":\"n = $n\",\"weights\":[2,1,1,1],\"n\":$n}"
done | $bonverify oracle --quantities kl,win_rate |
  sed 's/.*"id":"\([^"]*\)".*"win_rate":{"exact":"\([^"]*\)".*/\1: W = \2/'
