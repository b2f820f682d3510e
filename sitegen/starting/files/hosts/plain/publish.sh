#!/bin/sh
# Builds the hub and copies what differs to a web server:  sh publish.sh user@server:/var/www/hub/
# A line in a crontab keeps pages right that change by the clock:  17 * * * * cd /path/to/hub && sh publish.sh SERVER
set -eu
server=${1:?name the folder on the server, as in: sh publish.sh user@server:/var/www/hub/}
cd "$(dirname "$0")"
sitegen build --strict
rsync --archive --delete --delay-updates output/ "$server"
