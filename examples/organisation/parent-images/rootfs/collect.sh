#!/bin/sh
# Copies files and folders to a new root file system, with the shared libraries their programs ask for and, for scanners,
# the records of the packages they come from. A runtime image is made of nothing else.
# Usage: collect.sh ROOT [--package NAME]... PATH...
set -eu

root=$1
shift
records=$root/var/lib/dpkg/status.d
mkdir -p "$records"

# In the form distroless images use and scanners read: one file for each package.
record_package() {
  dpkg-query --status "$1" >"$records/${1%%:*}"
}

record_owner_of() {
  # A file that belongs to no package comes from the upstream of this image, which its label names.
  if owner=$(dpkg-query --search "$1" 2>/dev/null); then
    record_package "${owner%%: *}"
  fi
}

copy_library() {
  folder=$(readlink -f "$(dirname "$1")")
  mkdir -p "$root$folder"
  cp --dereference --preserve=mode,timestamps "$1" "$root$folder/$(basename "$1")"
  record_owner_of "$(readlink -f "$1")"
}

while [ $# -gt 0 ]; do
  case "$1" in
    --package)
      record_package "$2"
      shift 2
      ;;
    *)
      mkdir -p "$root$(dirname "$1")"
      cp -R --no-dereference --preserve=mode,links,timestamps "$1" "$root$(dirname "$1")/"
      [ -d "$1" ] || record_owner_of "$(readlink -f "$1")"
      shift
      ;;
  esac
done

find "$root" -type f \( -perm -u+x -o -name '*.so' -o -name '*.so.*' \) -exec ldd {} + 2>/dev/null >"$root.ldd" || true
# A library that lies among the files is found by the program that loads it, as Java does.
sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' "$root.ldd" | sort -u | while read -r name; do
  if [ -z "$(find "$root" -name "$name" -print -quit)" ]; then
    echo "error: $name is asked for, but not installed in the image the files come from." >&2
    exit 1
  fi
done
# Libraries that came with the files themselves are there already.
grep -o '/[^ ]*\.so[^ ]*' "$root.ldd" | grep -v "^$root/" | grep -v ':$' | sort -u | while read -r library; do
  copy_library "$library"
done
rm "$root.ldd"

# Nothing in an image may lend its owner's rights.
find "$root" -perm /6000 -type f -exec chmod a-s {} +
