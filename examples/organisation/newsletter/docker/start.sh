#!/bin/sh
# Prepares the folder of the form, then serves it.
chown -R www-data:www-data /var/www/html
apache2-foreground
