#!/bin/sh
# Runs once, on an empty volume: a database and a role of its own for each service that has one.
set -eu

create() {
  psql -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -v name="$1" -v password="$2" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
}

create oncall "$ONCALL_DB_PASSWORD"
create auth "$AUTH_DB_PASSWORD"
create sync "$SYNC_DB_PASSWORD"
