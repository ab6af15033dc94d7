#!/usr/bin/env bash
# Unpacks what an earlier job has handed over, if it is what that job packed: take-over.sh FILE DIGEST
set -euo pipefail
file=$1
digest=$2
if ! [[ $digest =~ ^[0-9a-f]{64}$ ]] || ! sha256sum --check --status <<<"$digest  $file"; then
  echo "::error::$file is not what was handed over. Nothing was unpacked." >&2
  exit 1
fi
tar --extract --file "$file"
