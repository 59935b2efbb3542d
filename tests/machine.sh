#!/bin/sh
# Installs what the tests run against but pip cannot bring: PostgreSQL, Chromium and, as root, Firebird and MariaDB.
# Root on Debian: by apt. Anyone else: one line that says what is missing.
set -eu
need=""
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || need="$need postgresql"
command -v chromium >/dev/null 2>&1 || need="$need chromium fonts-dejavu-core"
if [ "$(id -u)" = 0 ]; then  # without root their tests skip and say so: the servers need users of their own
  [ -x /usr/sbin/firebird ] || need="$need firebird3.0-server firebird3.0-utils libfbclient2"
  command -v mariadbd >/dev/null 2>&1 || need="$need mariadb-server"
fi
[ -z "$need" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing for the tests:$need"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null
else
  echo "The tests need:$need. Install them (as root: apt-get install$need) and run make test again." >&2
  exit 1
fi
