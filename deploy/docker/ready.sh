#!/usr/bin/env bash
# Whether the silo of this container is ready to work. It speaks HTTP by itself, since the image has neither curl nor wget.
set -eu
address=${ACTORTRAINING_LISTEN:-http://127.0.0.1:5081}
port=${address##*:}
exec 3<>"/dev/tcp/127.0.0.1/${port%%/*}"
printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
