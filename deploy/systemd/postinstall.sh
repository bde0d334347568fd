#!/bin/sh
# After a package is installed: the unit's user, who alone may read the configuration. A service that runs gets the new program.
set -e
systemd-sysusers feyre.conf
chown root:feyre /etc/feyre/config.yaml
chmod 640 /etc/feyre/config.yaml
systemctl daemon-reload || true
systemctl try-restart feyre.service || true
