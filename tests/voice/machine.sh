#!/bin/sh
# Installs the speech that the voice test listens to. Root on Debian: by apt. Anyone else: one line that says what.
set -eu
need="asterisk-core-sounds-es-wav asterisk-core-sounds-es"
[ -d /usr/share/asterisk/sounds/es_MX_f_Allison ] && [ -f /usr/share/doc/asterisk-core-sounds-es/core-sounds-es.txt.gz ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing for the voice test: $need"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null
else
  echo "The voice test needs: $need. Install them (as root: apt-get install $need) and run make test-voice again." >&2
  exit 1
fi
