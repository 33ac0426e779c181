import type pg from "pg";
import type { Crossing, Port } from "../../domain/places/crossing.ts";
import type { Region } from "../../domain/places/region.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { type CrossingRow, toCrossing } from "../rows.ts";

/** Returns SQL for a region with its country as JSON. The parameters are table aliases. */
const regionJson = (region: string, country: string): string =>
  `json_build_object('code', ${region}.code, 'name', ${region}.name, 'country',
    json_build_object('code', ${country}.code, 'name', ${country}.name, 'inText', ${country}.in_text, 'into', ${country}.into_text,
      'northOf', ${country}.north_of))`;

/** One statement loads a crossing with all its parts. Prisma takes three statements and ten times as long. */
const SELECT = `
  SELECT c.slug, c.port_code AS "portCode", c.name_en AS "nameEn", c.name_es AS "nameEs", c.aliases, c.kind,
    json_build_array(json_build_object('city', c.city, 'region', ${regionJson("own", "home")}),
      json_build_object('city', c.opposite_city, 'region', ${regionJson("opposite", "abroad")})) AS sides, c.county_name AS "countyName",
    c.county_fips AS "countyFips",
    CASE WHEN a.slug IS NOT NULL THEN json_build_object('slug', a.slug, 'name', a.name, 'position', a.position, 'rank', c.area_rank) END AS area,
    c.latitude, c.longitude, c.point_confidence AS "pointConfidence", c.time_zone AS "timeZone", c.note, c.source,
    (SELECT coalesce(json_agg(json_build_object('mode', s.mode, 'direction', s.direction) ORDER BY s.mode, s.direction), '[]')
      FROM service s WHERE s.crossing = c.slug) AS services,
    (SELECT coalesce(json_agg(json_build_object('portNumber', f.port_number, 'modes', f.modes, 'rssTitle', f.rss_title,
        'documentZone', f.document_zone, 'stampZone', f.stamp_zone) ORDER BY f.port_number), '[]')
      FROM feed_row f WHERE f.crossing = c.slug) AS "feedRows"
  FROM crossing c
    JOIN region own ON own.code = c.state JOIN country home ON home.code = own.country
    JOIN region opposite ON opposite.code = c.opposite_state JOIN country abroad ON abroad.code = opposite.country
    LEFT JOIN area a ON a.slug = c.area`;

/** Loads all crossings by slug, in order along the border within each state. */
export async function loadCrossings(db: Database): Promise<Map<string, Crossing>> {
  const { rows } = await connectionsOf(db).pool.query<CrossingRow>(`${SELECT} ORDER BY c.position`);
  return new Map(rows.map((row) => [row.slug, toCrossing(row)]));
}

/** Loads the crossing with this slug, or undefined. */
export async function loadCrossing(db: Database, slug: string): Promise<Crossing | undefined> {
  const { rows } = await connectionsOf(db).pool.query<CrossingRow>(`${SELECT} WHERE c.slug = $1`, [slug]);
  return rows[0] && toCrossing(rows[0]);
}

/** Channel that announces changed crossings. The payload is empty. */
export const PLACE_CHANNEL = "garita_place";

/** Returns a version that changes with any crossing, service, feed row, area, region or country. */
export async function loadPlacesVersion(db: Database): Promise<string> {
  const { rows } = await connectionsOf(db).pool.query<{ mark: string }>({
    name: "places-mark",
    text: `SELECT md5(concat((SELECT string_agg(c::text, '|' ORDER BY slug) FROM crossing c),
        (SELECT string_agg(s::text, '|' ORDER BY crossing, mode, direction) FROM service s),
        (SELECT string_agg(f::text, '|' ORDER BY port_number, crossing) FROM feed_row f),
        (SELECT string_agg(a::text, '|' ORDER BY slug) FROM area a),
        (SELECT string_agg(r::text, '|' ORDER BY code) FROM region r),
        (SELECT string_agg(k::text, '|' ORDER BY code) FROM country k))) AS mark`,
  });
  return rows[0]?.mark ?? "";
}

/** Loads all ports of entry by code, with the slugs of their crossings. */
export async function loadPorts(db: Database): Promise<(Port & { crossings: string[] })[]> {
  const rows = await connectionsOf(db).prisma.port.findMany({
    include: { crossings: { select: { slug: true }, orderBy: { position: "asc" } } },
    orderBy: { code: "asc" },
  });
  return rows.map((row) => ({ ...row, crossings: row.crossings.map(({ slug }) => slug) }));
}

const REGIONS = `SELECT ${regionJson("r", "k")} AS region FROM region r JOIN country k ON k.code = r.country`;

/** Loads all regions by code. */
export async function loadRegions(db: Database): Promise<Map<string, Region>> {
  const { rows } = await connectionsOf(db).pool.query<{ region: Region }>(`${REGIONS} ORDER BY r.code`);
  return new Map(rows.map(({ region }) => [region.code, region]));
}

// One statement, so one transaction and one round trip. Deletes only feed rows that are not given. The documents are
// taken apart first: a row that carried a whole document would be copied with it, for minutes if there are thousands.
const SAVE = `
WITH given_regions AS (SELECT r FROM jsonb_array_elements($1::jsonb) AS each (r)),
given AS (SELECT c, n FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS each (c, n)),
countries AS (
  INSERT INTO country (code, name, in_text, into_text, north_of)
  SELECT DISTINCT ON (k->>'code') k->>'code', k->'name', k->'inText', k->'into', ARRAY(SELECT jsonb_array_elements_text(k->'northOf'))
  FROM given_regions, jsonb_extract_path(r, 'country') AS k
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, in_text = excluded.in_text, into_text = excluded.into_text,
    north_of = excluded.north_of
),
regions AS (
  INSERT INTO region (code, country, name)
  SELECT r->>'code', r#>>'{country,code}', r->'name' FROM given_regions
  ON CONFLICT (code) DO UPDATE SET country = excluded.country, name = excluded.name
),
ports AS (
  INSERT INTO port (code, name, state)
  SELECT p.* FROM jsonb_to_recordset($2::jsonb) AS p (code text, name text, state text)
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, state = excluded.state
),
areas AS (
  INSERT INTO area (slug, name, position)
  SELECT DISTINCT ON (a->>'slug') a->>'slug', a->'name', (a->>'position')::int
  FROM given, jsonb_extract_path(c, 'area') AS a WHERE a->>'slug' IS NOT NULL
  ON CONFLICT (slug) DO UPDATE SET name = excluded.name, position = excluded.position
),
crossings AS (
  INSERT INTO crossing (slug, port_code, name_en, name_es, aliases, kind, state, city, opposite_state, opposite_city, county_name,
    county_fips, area, area_rank, latitude, longitude, point_confidence, time_zone, note, source, position)
  SELECT c->>'slug', c->>'port', c#>>'{name,en}', c#>>'{name,es}', ARRAY(SELECT jsonb_array_elements_text(c->'aliases')),
    (c->>'kind')::"CrossingKind", c#>>'{sides,0,region,code}', c#>>'{sides,0,city}',
    c#>>'{sides,1,region,code}', c#>>'{sides,1,city}', c#>>'{county,name}', c#>>'{county,fips}',
    c#>>'{area,slug}', (c#>>'{area,rank}')::int,
    (c#>>'{point,latitude}')::float8, (c#>>'{point,longitude}')::float8, c#>>'{point,confidence}', c->>'timeZone',
    c->>'note', c->>'source', n - 1
  FROM given
  ON CONFLICT (slug) DO UPDATE SET port_code = excluded.port_code, name_en = excluded.name_en, name_es = excluded.name_es,
    aliases = excluded.aliases, kind = excluded.kind, state = excluded.state, city = excluded.city,
    opposite_state = excluded.opposite_state, opposite_city = excluded.opposite_city, county_name = excluded.county_name,
    county_fips = excluded.county_fips, area = excluded.area, area_rank = excluded.area_rank, latitude = excluded.latitude, longitude = excluded.longitude, point_confidence = excluded.point_confidence, time_zone = excluded.time_zone,
    note = excluded.note, source = excluded.source, position = excluded.position
),
services AS (
  INSERT INTO service (crossing, mode, direction)
  SELECT c->>'slug', s.* FROM given, jsonb_to_recordset(c->'services') AS s (mode "Mode", direction "Direction")
  ON CONFLICT DO NOTHING
),
kept AS (
  INSERT INTO feed_row (port_number, crossing, modes, rss_title, document_zone, stamp_zone)
  SELECT f."portNumber", c->>'slug', f.modes, f."rssTitle", f."documentZone", f."stampZone"
  FROM given, jsonb_to_recordset(c->'feedRows') AS f (
    "portNumber" text, modes "Mode"[], "rssTitle" text, "documentZone" text, "stampZone" text)
  ON CONFLICT (port_number, crossing) DO UPDATE SET modes = excluded.modes, rss_title = excluded.rss_title,
    document_zone = excluded.document_zone, stamp_zone = excluded.stamp_zone
),
dropped AS (
  DELETE FROM feed_row WHERE crossing IN (SELECT c->>'slug' FROM given)
    AND (port_number, crossing) NOT IN (
      SELECT f."portNumber", c->>'slug' FROM given,
        jsonb_to_recordset(c->'feedRows') AS f ("portNumber" text))
)
SELECT pg_notify('${PLACE_CHANNEL}', '')`;

/**
 * Saves regions, countries, areas, ports and crossings: adds new ones, and corrects names, points and feed rows.
 * Removes no service and changes no report. Lists show crossings in the given order.
 */
export const saveCrossings = (
  db: Database,
  regions: readonly Region[],
  ports: readonly Port[],
  crossings: readonly Crossing[],
): Promise<void> => savePlaces(connectionsOf(db).pool, { regions, ports, crossings });

/** All places. Crossings are in the order of lists, and contain their areas, services and feed rows. */
export interface AllPlaces {
  regions: readonly Region[];
  ports: readonly Port[];
  crossings: readonly Crossing[];
}

/** Saves places as {@link saveCrossings} does, with a connection of the caller. */
export async function savePlaces(
  connection: Pick<pg.ClientBase, "query">,
  { regions, ports, crossings }: AllPlaces,
): Promise<void> {
  await connection.query(SAVE, [JSON.stringify(regions), JSON.stringify(ports), JSON.stringify(crossings)]);
}

/** Loads all places. `ask` runs a statement and returns its rows. */
export async function loadPlaces(ask: <Row>(sql: string) => Promise<Row[]>): Promise<AllPlaces> {
  const listOf = async <Row>(sql: string): Promise<Row[]> => {
    const [first] = await ask<{ list: Row[] }>(`SELECT coalesce(jsonb_agg(to_jsonb(q)), '[]') AS list FROM (${sql}) q`);
    return first?.list ?? [];
  };
  const regions = await listOf<{ region: Region }>(`${REGIONS} ORDER BY r.code`);
  const ports = await listOf<Port>("SELECT code, name, state FROM port ORDER BY code");
  const crossings = await listOf<CrossingRow>(`${SELECT} ORDER BY c.position`);
  return { regions: regions.map(({ region }) => region), ports, crossings: crossings.map(toCrossing) };
}
