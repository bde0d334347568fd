#!/bin/sh
# Before a package is removed, not when it is replaced by a newer one: the service is stopped. Its data stay.
set -e
case "$1" in
remove | 0) systemctl disable --now feyre.service || true ;;
esac
