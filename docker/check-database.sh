#!/bin/sh
# Health check of PostgreSQL in docker-compose.yml: the database accepts connections and has the two roles of Garita. Creates them
# if they are missing: at the first start, and in a volume of an earlier version, which had one role.
set -eu
for password in "$OWNER_PASSWORD" "$SERVICE_PASSWORD"; do
  case $password in
    '' | *[!A-Za-z0-9._~-]*)
      echo 'OWNER_PASSWORD and SERVICE_PASSWORD may only have letters, digits and . _ ~ -, because they are parts of URLs.' >&2
      exit 1
      ;;
  esac
done
export PGPASSWORD="$POSTGRES_PASSWORD"
# While the image prepares a new volume, its server has no TCP port, so this waits for the final server.
ask() {
  psql --host 127.0.0.1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --no-psqlrc --quiet --tuples-only --no-align \
    --set ON_ERROR_STOP=1 "$@"
}
roles=$(ask --command "SELECT count(*) FROM pg_roles WHERE rolname IN ('garita_owner', 'garita_service')")
[ "$roles" -eq 2 ] && exit 0
export OWNER_PASSWORD SERVICE_PASSWORD
ask --single-transaction --output /dev/null --file - --file "$(dirname "$0")/provide-roles.sql" <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv service_password SERVICE_PASSWORD
SELECT set_config('garita.owner', 'garita_owner', false), set_config('garita.owner_password', :'owner_password', false),
  set_config('garita.service', 'garita_service', false), set_config('garita.service_password', :'service_password', false);
SQL
