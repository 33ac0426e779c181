#!/bin/sh
# Substitute for the entry point of Docker's PostgreSQL image: creates the database at the first start.
set -eu
as_postgres='setpriv --reuid=postgres --regid=postgres --init-groups'
install -d -o postgres -g postgres -m 700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  chown postgres /tmp/password
  $as_postgres initdb -D "$PGDATA" -U "$POSTGRES_USER" -E UTF8 --locale=C.UTF-8 \
    --auth-local=trust --auth-host=scram-sha-256 --pwfile=/tmp/password
  rm /tmp/password
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  $as_postgres pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
  $as_postgres createdb -U "$POSTGRES_USER" "$POSTGRES_DB"
  $as_postgres pg_ctl -D "$PGDATA" -w stop
fi
exec $as_postgres postgres -D "$PGDATA" -c 'listen_addresses=*'
