#!/bin/sh
# enter.sh namespaces|no-namespaces ROOT PROGRAM [ARGUMENTS]
#
# Runs a program in the system that lies in the folder ROOT, as the first of its own process namespace: when it ends, all
# that it started ends. In the first way ROOT becomes the root of a mount namespace, as on a real machine. In the second
# it is a chroot, from where the kernel lets nobody but root make a user namespace: as on a system that forbids them.
set -e

if [ "$1" != inside ]; then exec unshare --mount --pid --fork --kill-child "$0" inside "$@"; fi
way=$2
root=$3
shift 3

mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"

if [ "$way" = no-namespaces ]; then exec chroot "$root" "$@"; fi
cd "$root"
pivot_root . .
umount -l .
cd /
exec "$@"
