#!/usr/bin/env bash
# Assembles the root file system of a parent image from what this machine has, because the example has no registry to
# pull an upstream from: rootfs.sh build|runtime OUTPUT.tar
set -euo pipefail

flavour=$1
output=$2
here=$(cd "$(dirname "$0")" && pwd)
node=$(readlink -f "$(command -v node)")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# A program with the shared libraries it asks for.
add_program() {
  install -D -m 0755 "$1" "$root/$2"
  local library
  while read -r library; do
    install -D -m 0755 "$library" "$root$library"
  done < <(ldd "$1" | grep -oE '/[^ ]+\.so[^ ]*')
}

mkdir -p "$root"/{app,etc/ssl/certs,tmp,usr/local/bin}
chmod 1777 "$root/tmp"
printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

# The authorities of this machine, and those that its owner added for Node.js.
cat /etc/ssl/certs/ca-certificates.crt ${NODE_EXTRA_CA_CERTS:+"$NODE_EXTRA_CA_CERTS"} >"$root/etc/ssl/certs/ca-certificates.crt"

add_program "$node" usr/local/bin/node
cc -O2 -static -s -o "$root/usr/local/bin/healthprobe" "$here/healthprobe/healthprobe.c"

if [ "$flavour" = build ]; then
  npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
  mkdir -p "$root"/{bin,root,usr/bin,usr/local/lib/node_modules}
  cp -R "$npm" "$root/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
  install -m 0755 "$(command -v busybox)" "$root/bin/busybox"
  for applet in $("$root/bin/busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
  done
  ln -s /bin/env "$root/usr/bin/env"
fi

find "$root" -perm /6000 -type f -exec chmod a-s {} +
tar --create --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --file "$output" --directory "$root" .
