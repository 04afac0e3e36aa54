#!/bin/sh
# Removes from Python what a running service has no use for: the package installer, the graphical toolkit, tests and
# bindings to libraries that the image does not have.
set -eu

cd /usr/local/lib/python3.13
rm -rf ensurepip idlelib tkinter turtledemo turtle.py test pydoc_data config-3.13-* site-packages dist-packages
find . \( -name tests -o -name test -o -name idle_test \) -type d -prune -exec rm -rf {} +
find . -name __pycache__ -type d -prune -exec rm -rf {} +
rm -f lib-dynload/_tkinter.* lib-dynload/_gdbm.* lib-dynload/_dbm.* lib-dynload/_test*.so lib-dynload/_ctypes_test.* lib-dynload/xxlimited*
mkdir site-packages
# Compiled once here, because the image is read-only where it runs.
python3 -m compileall -q -j 0 --invalidation-mode unchecked-hash .
