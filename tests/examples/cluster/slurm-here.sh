#!/bin/bash
# Runs a command in a Slurm cluster of one node, this machine, which is started for it and stopped behind it. Needs root, and Debian's
# packages slurm-wlm and munge; nothing of a Slurm that is installed here is touched.
#
#     sudo ./slurm-here.sh sbatch --wait --array=1-4 slurm.sh results verify --max-test 800 --threads 1
#
# Exit code 77: it could not be started.
set -u
PATH=$PATH:/usr/sbin
here=$(mktemp -d /tmp/slurm-here.XXXXXX)
chmod 755 "$here"
host=$(hostname -s)
stop() {
  for service in slurmd slurmctld munged; do
    [ -s "$here/$service.pid" ] && kill "$(cat "$here/$service.pid")" 2>/dev/null
    for _ in $(seq 50); do
      [ -s "$here/$service.pid" ] && kill -0 "$(cat "$here/$service.pid")" 2>/dev/null || break
      sleep 0.1
    done
  done
  rm -rf "$here"
}
trap stop EXIT
give_up() {
  echo "slurm-here: $1" >&2
  cat "$here"/*.log "$here"/munge/log 2>/dev/null | tail -n 20 >&2
  exit 77
}

# Ports that nobody has here, unless two of these run at once.
port=$((20000 + $$ % 20000))
cat >"$here/slurm.conf" <<END
ClusterName=here
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$here/munge/socket
CredType=cred/munge
SlurmctldPort=$port
SlurmdPort=$((port + 1))
StateSaveLocation=$here/state
SlurmdSpoolDir=$here/spool
SlurmctldPidFile=$here/slurmctld.pid
SlurmdPidFile=$here/slurmd.pid
SlurmctldLogFile=$here/slurmctld.log
SlurmdLogFile=$here/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=0,sched_interval=1
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=here Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$here/slurm.conf
mkdir "$here/state" "$here/spool" "$here/munge"
head -c 1024 /dev/urandom >"$here/munge/key"
chown -R munge: "$here/munge" && chmod 400 "$here/munge/key" || give_up "there is no user munge, or this is not root"

# munged writes its own number into a folder of its user.
runuser -u munge -- munged --key-file="$here/munge/key" --socket="$here/munge/socket" --pid-file="$here/munge/pid" \
  --log-file="$here/munge/log" --seed-file="$here/munge/seed" >/dev/null 2>&1 || give_up "munged does not start"
cp "$here/munge/pid" "$here/munged.pid"
{ slurmctld && slurmd -N "$host"; } >/dev/null 2>&1 || give_up "slurmctld or slurmd does not start"
for _ in $(seq 100); do
  sinfo --noheader --format=%T 2>/dev/null | grep -q idle && break
  sleep 0.2
done
sinfo --noheader --format=%T 2>/dev/null | grep -q idle || give_up "the node does not become idle"
"$@"
