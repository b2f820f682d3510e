# Sourced by the commands beside it: finds a Python, and keeps .venv as pyproject.toml wants it.
# Works with the bash 3.2 of macOS.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv

# Images of containers set this. The tests start Python a thousand times, and without byte code each of them would
# compile sitegen anew, a quarter of a second long.
unset PYTHONDONTWRITEBYTECODE

stop() {
  printf '%s\n' "$@" >&2
  exit 2
}

# Print the newest Python on PATH that can run sitegen and make a virtual environment; PYTHON names another.
# Each is asked, because a name on PATH proves little: pyenv leaves names there that start nothing.
find_python() {
  local name lame="" names=(python3.14 python3.13 python3.12 python3.11 python3 python)
  if [ -n "${PYTHON:-}" ]; then
    names=("$PYTHON")
  fi
  for name in "${names[@]}"; do
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$name" -c 'import ensurepip, venv' 2>/dev/null; then
      command -v "$name"
      return
    fi
    lame=${lame:-$name}
  done
  if [ -n "$lame" ]; then
    stop "$lame cannot make a virtual environment: its venv module is a package of its own here." \
      "Debian and Ubuntu: apt-get install python3-venv"
  fi
  if [ -n "${PYTHON:-}" ]; then
    stop "PYTHON=$PYTHON is not a Python 3.11 or newer."
  fi
  stop "sitegen needs Python 3.11 or newer, and there is none on PATH." \
    "Debian and Ubuntu: apt-get install python3 python3-venv" \
    "macOS: brew install python, or take the installer from https://www.python.org/downloads/"
}

# Whether .venv runs, and with the Python asked for.
venv_fits() {
  local version='import sys; print(sys.version)' found
  found=$("$venv/bin/python" -c "$version" 2>/dev/null) || return 1
  [ -z "${PYTHON:-}" ] || [ "$found" = "$("$PYTHON" -c "$version")" ]
}

# Print what pyproject.toml requires, one a line, and what it requires for the extra that is named.
requirements() {
  "$venv/bin/python" - "$root/pyproject.toml" "$@" <<'PROGRAM'
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    project = tomllib.load(file)["project"]
extras = [project["optional-dependencies"][name] for name in sys.argv[2:]]
print(*project["dependencies"], *sum(extras, []), sep="\n")
PROGRAM
}

# Install packages. What is imported is compiled then; to compile all that is in them would take ten seconds more.
install() {
  "$venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check "$@"
}

# Make .venv hold sitegen and, when "test" is asked for, what the tests need. Does nothing when it already does:
# the stamp is the digest of pyproject.toml and the folder, because a virtual environment cannot be moved.
# sitegen itself comes last and is built with what is there: in isolation pip would install all that a wheel needs
# a second time, ten seconds long, for a link to this folder.
prepare() {
  local extra=${1:-} stamp python
  stamp="$(cksum <"$root/pyproject.toml") $root"
  if ! venv_fits; then
    python=$(find_python)
    printf 'Making .venv with %s\n' "$("$python" --version)" >&2
    "$python" -m venv --clear "$venv" >&2 || stop "$python could not make $venv (see above)."
  elif [ "$(cat "$venv/.ready-test" 2>/dev/null)" = "$stamp" ]; then
    return
  elif [ -z "$extra" ] && [ "$(cat "$venv/.ready" 2>/dev/null)" = "$stamp" ]; then
    return
  fi
  printf 'Installing what %s needs into .venv\n' "${extra:-sitegen}" >&2
  {
    requirements ${extra:+"$extra"} >"$venv/requirements.txt" &&
      install -r "$venv/requirements.txt" hatchling editables &&
      install --no-deps --no-build-isolation -e "$root"
  } >&2 || stop "pip could not install what sitegen needs (see above)."
  "$venv/bin/python" -m sitegen.engine.precompile || stop "the default layouts and patterns could not be compiled (see above)."
  printf '%s' "$stamp" >"$venv/.ready${extra:+-$extra}"
}
