#!/usr/bin/env bash
# Makes the secrets of a cluster, once: the token of its web endpoints and the password of its database, in the folder secrets beside this file or in the one that is given.
set -euo pipefail
umask 077
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
for name in token postgres-password pgpass; do
  if [ -e "$folder/$name" ]; then
    echo "$folder/$name is there already; remove it first if the cluster is to get new secrets" >&2
    exit 1
  fi
done

random() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

random > "$folder/token"
random > "$folder/postgres-password"
printf '*:*:*:actortraining:%s\n' "$(cat "$folder/postgres-password")" > "$folder/pgpass"
# A container's user has another number than yours: it has to read the files, and the folder keeps everyone else on this machine out.
chmod 0700 "$folder"
chmod 0444 "$folder"/{token,postgres-password,pgpass}
echo "secrets are in $folder; keep them out of version control"
