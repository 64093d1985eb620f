#!/bin/sh
# enter-broker.sh ROOT PROGRAM [ARGUMENTS]
#
# Becomes a program of the system that lies in the folder ROOT. It shares processes, network, temporary files and this
# checkout with the system around it, so that signals, ports and the files of a test mean the same on both sides.
set -e

if [ "$1" != inside ]; then exec unshare --mount "$0" inside "$@"; fi
root=$2
shift 2
checkout=$(cd "$(dirname "$0")/../.." && pwd -P)

mount --make-rprivate /
for shared in "${TMPDIR:-/tmp}" "$checkout"; do
  mkdir -p "$root$shared"
  mount --rbind "$shared" "$root$shared"
done
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
exec chroot "$root" "$@"
