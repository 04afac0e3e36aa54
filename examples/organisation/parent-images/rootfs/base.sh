#!/bin/sh
# The root file system of the base image: folders, two users, certificates, time zones. No program.
# Usage: base.sh ROOT
set -eu

root=$1
mkdir -p "$root/app" "$root/etc/ssl/certs" "$root/home/nonroot" "$root/root" "$root/tmp" "$root/usr/bin" "$root/usr/lib" \
  "$root/usr/lib64" "$root/usr/local/bin" "$root/usr/sbin" "$root/usr/share" "$root/var/lib/dpkg/status.d"
for folder in bin lib lib64 sbin; do
  ln -s "usr/$folder" "$root/$folder"
done
chmod 1777 "$root/tmp"
chmod 0700 "$root/root"
chown 65532:65532 "$root/home/nonroot"

printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
cp -R /usr/share/zoneinfo "$root/usr/share/"
# Scanners decide by these two which advisories apply.
cp /usr/lib/os-release "$root/usr/lib/"
ln -s ../usr/lib/os-release "$root/etc/os-release"
