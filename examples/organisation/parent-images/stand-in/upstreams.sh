#!/usr/bin/env bash
# Makes stand-ins for the upstream images, which no registry has to serve: Debian from its mirror, Node.js, Go and Java from
# this machine. They are good for trying the golden paths, not for production.
# Usage: stand-in/upstreams.sh LANGUAGE...    node, go, python, java
#   CONTAINER_TOOL   docker, podman or buildah
#   CACHE            folder for what is downloaded; ~/.cache/parent-images when not set
#   DEBIAN_MIRROR    the mirror that this machine installs from when not set
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

cache=${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/parent-images}
# shellcheck disable=SC2016 # apt-get sets REPO_URI
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | awk '!/security/ && !found { print; found = 1 }' || true)}
[[ -n "$mirror" ]] || die 'no mirror of Debian is known here; set DEBIAN_MIRROR.'
suite=trixie
tool=$(container_tool)
mkdir -p "$cache"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Everything the Dockerfiles install, so that their own installation finds it there and needs no network.
packages=(
  ca-certificates tzdata gcc libc6-dev git libatomic1 libstdc++6
  libbz2-1.0 libexpat1 libffi8 liblzma5 libncursesw6 libreadline8t64 libsqlite3-0 libssl3t64 libuuid1 zlib1g
)
only_programs=(
  --dpkgopt='path-exclude=/usr/share/doc/*'
  --dpkgopt='path-exclude=/usr/share/locale/*'
  --dpkgopt='path-exclude=/usr/share/man/*'
)

# cached NAME RECIPE... runs the recipe with the name of a new file; the file is kept as NAME-<hash of the recipe>.tar.
cached() {
  local name=$1 key
  shift
  key=$(printf '%s\n' "$suite" "$(declare -f "$1")" "${packages[@]}" | sha256sum | cut -c 1-12)
  archive=$cache/$name-$key.tar
  if [[ ! -f "$archive" ]]; then
    log "making $archive"
    "$@" "$archive.new"
    mv "$archive.new" "$archive"
  fi
}

debian_files() {
  need mmdebstrap
  # shellcheck disable=SC2016 # mmdebstrap sets $1
  mmdebstrap --quiet --format=tar --variant=minbase --include="$(IFS=,; printf '%s' "${packages[*]}")" \
    --aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io "${only_programs[@]}" \
    --customize-hook='rm -rf "$1/etc/apt/sources.list" "$1/etc/apt/sources.list.d"' \
    "$suite" "$1" "$mirror"
}

# Python as its own image has it, under /usr/local; Debian's is moved there.
python_files() {
  need mmdebstrap
  local root=$scratch/python library
  mmdebstrap --quiet --format=tar --variant=extract --include=python3.13-venv "${only_programs[@]}" "$suite" "$scratch/python.tar" "$mirror"
  mkdir -p "$root/all" "$root/usr/local/bin" "$root/usr/local/lib"
  tar --extract --file "$scratch/python.tar" --directory "$root/all" ./usr/bin ./usr/lib/python3.13 ./usr/share/python-wheels
  library=$root/usr/local/lib/python3.13
  mv "$root/all/usr/bin/python3.13" "$root/usr/local/bin/"
  mv "$root/all/usr/lib/python3.13" "$library"
  ln -s python3.13 "$root/usr/local/bin/python3"
  # Debian keeps pip outside and forbids it to install.
  mv "$root/all/usr/share/python-wheels" "$library/wheels"
  sed -i "s#/usr/share/python-wheels#/usr/local/lib/python3.13/wheels#" "$library"/_sysconfigdata_*.py
  rm -f "$library/EXTERNALLY-MANAGED" "$library/sitecustomize.py"
  mkdir "$library/site-packages"
  # Debian's interpreter looks into a folder of another name.
  ln -s site-packages "$library/dist-packages"
  # A wheel of Python alone is installed by unpacking it.
  python3 -m zipfile --extract "$(find "$library/wheels" -name 'pip-*.whl')" "$library/site-packages"
  archive_of "$root" "$1" usr
}

archive_of() {
  local root=$1 archive=$2
  shift 2
  tar --create --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --file "$archive" --directory "$root" "$@"
}

node_files() {
  need node npm
  local root=$scratch/node program npm
  program=$(readlink -f "$(command -v node)")
  npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
  mkdir -p "$root/usr/local/bin" "$root/usr/local/lib/node_modules"
  install -m 0755 "$program" "$root/usr/local/bin/node"
  cp -R "$npm" "$root/usr/local/lib/node_modules/npm"
  archive_of "$root" "$1" usr
}

# Go fetches the toolchain of exactly this version when the one of the machine is another.
go_files() {
  need go
  local root=$scratch/go goroot
  goroot=$(GOTOOLCHAIN=go$(version_of go-build | cut -d - -f 1) go env GOROOT)
  mkdir -p "$root/usr/local"
  cp -R --dereference "$goroot" "$root/usr/local/go"
  chmod -R u+w "$root/usr/local/go"
  archive_of "$root" "$1" usr
}

java_home() {
  local home major
  major=$(version_of java-build | cut -d . -f 1)
  for home in "${JAVA_HOME:-}" "$(printenv "JAVA_HOME_${major}_X64" || true)" "/usr/lib/jvm/temurin-$major-jdk-$(dpkg --print-architecture)"; do
    if [[ -n "$home" ]] && grep --quiet "^JAVA_VERSION=\"${major}[.\"]" "$home/release" 2>/dev/null; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  die "there is no JDK $major on this machine; set JAVA_HOME to one."
}

java_files() {
  need mvn
  local root=$scratch/java home maven
  home=$(java_home)
  maven=$(dirname "$(dirname "$(readlink -f "$(command -v mvn)")")")
  mkdir -p "$root/opt/java" "$root/usr/share"
  cp -R --dereference "$home" "$root/opt/java/openjdk"
  # Packages of distributions link to files outside their folder.
  cp -R --dereference "$maven" "$root/usr/share/maven"
  archive_of "$root" "$1" opt usr
}

# image_from NAME ARCHIVE makes an image of an archive of files.
image_from() {
  local context=$scratch/context
  rm -rf "$context"
  mkdir "$context"
  ln "$2" "$context/files.tar" 2>/dev/null || cp "$2" "$context/files.tar"
  printf 'FROM scratch\nADD files.tar /\nCMD ["/bin/sh"]\n' >"$context/Dockerfile"
  log "building localhost/upstream/$1:local"
  case "$tool" in
    buildah) buildah build --layers --format docker --tag "localhost/upstream/$1:local" "$context" ;;
    *) "$tool" build --tag "localhost/upstream/$1:local" "$context" ;;
  esac
}

# The authorities that the owner of this machine added, for builds behind a proxy that inspects.
if [[ -n "${NODE_EXTRA_CA_CERTS:-}" ]]; then
  cp "$NODE_EXTRA_CA_CERTS" certs/machine.pem
fi

for upstream in debian "$@"; do
  case "$upstream" in
    debian | python) cached "$upstream" "${upstream}_files" ;;
    node | go | java)
      archive=$scratch/$upstream.tar
      "${upstream}_files" "$archive"
      ;;
    *) die "there is no stand-in for '$upstream'; choose from node, go, python and java." ;;
  esac
  image_from "$upstream" "$archive"
done
