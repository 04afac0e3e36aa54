#!/bin/sh
exec copilot deploy --name storefront --env "$1"
