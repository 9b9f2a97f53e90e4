#!/bin/sh
# Installs what the Playground's browser test needs and this machine lacks:
# Chromium, and a font with Chinese letters so that screenshots show them.
# CHROMIUM names another Chromium or Chrome to use instead of Debian's.
set -eu

have_browser() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null
}

have_chinese_font() {
  command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family)" ]
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

packages=
have_browser || packages="$packages chromium"
have_chinese_font || packages="$packages fontconfig fonts-wqy-microhei"
if [ -n "$packages" ]; then
  as_root apt-get update -qq
  # shellcheck disable=SC2086 # a list of names, split on purpose
  as_root apt-get install -y -qq --no-install-recommends $packages
fi
