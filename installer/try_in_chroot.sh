#!/usr/bin/env bash
# Tries the README's two commands in a bare Debian: debootstrap's minbase and python3, nothing else.
#
#   installer/try_in_chroot.sh root  [bookworm|trixie]   root types the commands; apt does the rest
#   installer/try_in_chroot.sh clerk [bookworm|trixie]   someone without rights types them, root
#                                                        types only the line that `test` asks for
#
# WITH_VENV=1 installs python3-venv beforehand, KEEP=1 leaves the chroot for a look. Words for pytest go into TESTS, seconds to keep the
# window open into OPEN. Needs root, a network, git, debootstrap, zstd; Xvfb to try the window too, and
# ImageMagick for its picture. The commit that is checked out is tried, not the work tree.
set -euo pipefail

who=${1:?root or clerk}
suite=${2:-bookworm}
source=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
place=${PLACE:-/var/tmp/gridhall-chroot}
base=$place/$suite.tar.zst
house=$place/$suite-$who-$$
screen=
user=$who

tidy() {
    if [ -n "$screen" ]; then kill "$screen" 2>/dev/null || true; fi
    umount -l "$house/proc" "$house/dev" 2>/dev/null || true
    if grep -q " $house/" /proc/mounts; then
        echo "still mounted, left alone: $house"
    elif [ -z "${KEEP:-}" ]; then
        rm -rf --one-file-system "$house"
    fi
}

inside() { # inside USER COMMAND...: with this machine's own way to the package registries
    local name=$1
    shift
    chroot "$house" su - "$name" -c "cd ~/gridhall && env ${ways[*]} $*" </dev/null
}

expect() { # expect CODE USER COMMAND...
    local wanted=$1 code=0 start=$SECONDS
    shift
    echo "== $*"
    inside "$@" || code=$?
    echo "== exit $code after $((SECONDS - start)) s (expected $wanted)"
    if [ "$code" -ne "$wanted" ]; then exit 1; fi
}

mkdir -p "$place"
if [ ! -e "$base" ]; then
    debootstrap --variant=minbase --include=python3,ca-certificates "$suite" "$house"
    tar --zstd -cf "$base.part" -C "$house" .
    mv "$base.part" "$base"
    rm -rf "$house"
fi
mkdir "$house"
trap tidy EXIT
tar --zstd -xf "$base" -C "$house"
cp -L /etc/resolv.conf /etc/hosts "$house/etc/"
cp -L /etc/ssl/certs/ca-certificates.crt "$house/etc/ssl/certs/"
mount -t proc proc "$house/proc"
mount --bind /dev "$house/dev"

mapfile -t ways < <(env | grep -E '^(PIP_(CERT|INDEX_URL|PROXY|DEFAULT_TIMEOUT)|https?_proxy)=' || true)
ways+=(LANG=C.UTF-8 DISPLAY="${DISPLAY_INSIDE:-}")
home=/root
if [ "$who" = clerk ]; then
    chroot "$house" useradd -m clerk
    home=/home/clerk
fi
git clone -q "file://$source" "$house$home/gridhall"
chroot "$house" chown -R "$user" "$home/gridhall"
if [ -n "${WITH_VENV:-}" ]; then
    chroot "$house" sh -c 'apt-get update -q && apt-get install -qy python3-venv'
fi
echo "== $suite: $(chroot "$house" python3 --version), $(chroot "$house" dpkg -l | grep -c ^ii) packages"

if [ "$who" = clerk ]; then
    expect 1 clerk python3 installer/bootstrap.py test 2>&1 | tee "$house/tmp/told"
    line=$(grep -oE '^ +(su|sudo) .*' "$house/tmp/told")
    echo "== root types: $line"
    chroot "$house" sh -c "export DEBIAN_FRONTEND=noninteractive; $line" >"$house/tmp/apt"
fi
expect 0 "$user" python3 installer/bootstrap.py test "${TESTS:-}"
expect 1 "$user" python3 installer/bootstrap.py run
if command -v Xvfb >/dev/null; then
    Xvfb :97 -screen 0 1366x768x24 -nolisten tcp 2>/dev/null &
    screen=$!
    sleep 2
    # 124: the desk was still open when the time was over.
    expect 124 "$user" DISPLAY=:97 timeout -s TERM "${OPEN:-60}" python3 installer/bootstrap.py run &
    wait_for=$!
    sleep "$((${OPEN:-60} - 5))"
    if command -v import >/dev/null; then DISPLAY=:97 import -window root "$place/$suite-$who.png"; fi
    wait "$wait_for"
fi
echo "== tried: $suite as $who"
