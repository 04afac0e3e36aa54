#!/bin/sh
# Adds the organisation's certificates to the trust store of the system. Files without a certificate count as placeholders.
# Usage: trust.sh FOLDER
set -eu

for file in "$1"/*.pem; do
  if grep -q 'BEGIN CERTIFICATE' "$file" 2>/dev/null; then
    cp "$file" "/usr/local/share/ca-certificates/$(basename "$file" .pem).crt"
  fi
done
update-ca-certificates --fresh >/dev/null
