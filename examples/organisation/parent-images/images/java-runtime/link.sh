#!/bin/sh
# Links a Java runtime: everything of Java SE and what frameworks use beside it, without compiler, tools and windows.
# Usage: link.sh FOLDER
set -eu

modules=java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management
modules=$modules,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.security.jgss,jdk.unsupported,jdk.zipfs
jlink --add-modules "$modules" --strip-java-debug-attributes --no-man-pages --no-header-files --compress zip-6 --output "$1"

# Windows and sound need libraries that a server does not have; java.desktop itself is there for java.beans.
rm -f "$1"/lib/libawt_xawt.so "$1"/lib/libjawt.so "$1"/lib/libjsound.so "$1"/lib/libsplashscreen.so
rm -f "$1"/bin/keytool "$1"/bin/rmiregistry "$1"/bin/jrunscript "$1"/bin/jfr
ln -sf /etc/ssl/certs/java/cacerts "$1/lib/security/cacerts"
# Class data sharing halves the time to start.
"$1/bin/java" -Xshare:dump >/dev/null
