#!/bin/sh
# Finds a Python that is new enough and lets it make the environment: `venv.sh runtime|dev`, see venv.py.
# PYTHON names one; otherwise the first of the usual names is taken.
here=$(dirname "$0")
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if [ -n "$PYTHON" ]; then
  new_enough "$PYTHON" && exec "$PYTHON" -I "$here/venv.py" "$@"
  found=$("$PYTHON" --version 2>&1) && found="is $found" || found="does not run"
  echo "PYTHON=$PYTHON $found; feedsvc needs Python 3.11 or later (make PYTHON=/path/to/python3.11, or leave PYTHON out)." >&2
  exit 1
fi
for python in python3 python3.14 python3.13 python3.12 python3.11 \
  /usr/local/bin/python3 /usr/bin/python3 /opt/homebrew/bin/python3 "$here/../.venv/bin/python"; do
  new_enough "$python" && exec "$python" -I "$here/venv.py" "$@"
done
found=$(python3 --version 2>&1) && found="python3 is $found" || found="there is no python3"
echo "feedsvc needs Python 3.11 or later, and $found: install one (apt-get install python3 python3-venv), or name one (make PYTHON=/path/to/python3)." >&2
exit 1
