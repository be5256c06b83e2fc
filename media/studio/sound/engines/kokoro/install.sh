#!/bin/sh
# Puts the voice engine Kokoro into media/studio/.voices: a Python environment with the model, and the voices' styles.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home="$here/../../../.voices"
stamp="$home/installed-$(sha256sum "$here/requirements.txt" "$0" | sha256sum | cut -c1-16)"
[ -e "$stamp" ] && exit 0
mkdir -p "$home"
python3 -m venv "$home/python"
"$home/python/bin/pip" install --quiet --disable-pip-version-check --no-deps --only-binary :all: -r "$here/requirements.txt"
cd "$home"
npm pack --silent kokoro-js@1.2.1 >/dev/null
echo "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860  kokoro-js-1.2.1.tgz" | sha256sum --check --quiet -
tar xzf kokoro-js-1.2.1.tgz package/voices package/LICENSE
rm kokoro-js-1.2.1.tgz
touch "$stamp"
