import type { Crossing, Port } from "../domain/crossing.ts";
import type { Database } from "./database.ts";
import { type CrossingRow, toCrossing } from "./rows.ts";

/** One statement for a crossing with all its parts; Prisma takes three, and ten times as long. */
const SELECT = `
  SELECT c.slug, c.port_code AS "portCode", c.name_en AS "nameEn", c.name_es AS "nameEs", c.aliases, c.kind, c.state, c.city,
    c.mexican_city AS "mexicanCity", c.mexican_state AS "mexicanState", c.latitude, c.longitude,
    c.point_confidence AS "pointConfidence", c.time_zone AS "timeZone", c.note, c.source,
    (SELECT coalesce(json_agg(json_build_object('mode', s.mode, 'direction', s.direction) ORDER BY s.mode, s.direction), '[]')
      FROM service s WHERE s.crossing = c.slug) AS services,
    (SELECT coalesce(json_agg(json_build_object('portNumber', f.port_number, 'modes', f.modes, 'rssTitle', f.rss_title,
        'documentZone', f.document_zone, 'stampZone', f.stamp_zone) ORDER BY f.port_number), '[]')
      FROM feed_row f WHERE f.crossing = c.slug) AS "feedRows"
  FROM crossing c`;

/** All crossings, by slug, in the order in which they lie along the border of each state. */
export async function loadCrossings(db: Database): Promise<Map<string, Crossing>> {
  const { rows } = await db.pool.query<CrossingRow>(`${SELECT} ORDER BY c.position`);
  return new Map(rows.map((row) => [row.slug, toCrossing(row)]));
}

/** One crossing, or undefined where the slug names none. */
export async function loadCrossing(db: Database, slug: string): Promise<Crossing | undefined> {
  const { rows } = await db.pool.query<CrossingRow>(`${SELECT} WHERE c.slug = $1`, [slug]);
  return rows[0] && toCrossing(rows[0]);
}

/** Where changes of crossings are told; the payload is empty. */
export const PLACE_CHANNEL = "garita_place";

/** A mark that differs once anything about any crossing does. */
export async function loadPlacesMark(db: Database): Promise<string> {
  const { rows } = await db.pool.query<{ mark: string }>({
    name: "places-mark",
    text: `SELECT md5(concat((SELECT string_agg(c::text, '|' ORDER BY slug) FROM crossing c),
        (SELECT string_agg(s::text, '|' ORDER BY crossing, mode, direction) FROM service s),
        (SELECT string_agg(f::text, '|' ORDER BY port_number, crossing) FROM feed_row f))) AS mark`,
  });
  return rows[0]?.mark ?? "";
}

/** All ports of entry by code, with the slugs of their crossings. */
export async function loadPorts(db: Database): Promise<(Port & { crossings: string[] })[]> {
  const rows = await db.prisma.port.findMany({
    include: { crossings: { select: { slug: true }, orderBy: { position: "asc" } } },
    orderBy: { code: "asc" },
  });
  return rows.map((row) => ({ ...row, crossings: row.crossings.map(({ slug }) => slug) }));
}

/**
 * Makes the stored ports and crossings say what is given: adds what is new, corrects names, points and feed rows.
 * Nothing is removed, and nothing that was recorded is touched. `position` is the place in `crossings`.
 */
export async function saveCrossings(
  db: Database,
  ports: readonly Port[],
  crossings: readonly Crossing[],
): Promise<void> {
  await db.prisma.$transaction([
    ...ports.map((port) => db.prisma.port.upsert({ where: { code: port.code }, create: port, update: port })),
    ...crossings.flatMap((crossing, position) => saveCrossing(db, crossing, position)),
    db.prisma.$queryRaw`SELECT pg_notify(${PLACE_CHANNEL}, '')::text`,
  ]);
}

function saveCrossing(db: Database, crossing: Crossing, position: number) {
  const { slug, port, name, point, services, feedRows, ...rest } = crossing;
  const data = {
    ...rest,
    portCode: port,
    nameEn: name.en,
    nameEs: name.es,
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    pointConfidence: point?.confidence ?? null,
    position,
  };
  return [
    db.prisma.crossing.upsert({ where: { slug }, create: { slug, ...data }, update: data }),
    db.prisma.service.createMany({
      data: services.map((service) => ({ crossing: slug, ...service })),
      skipDuplicates: true,
    }),
    db.prisma.feedRow.deleteMany({ where: { crossing: slug } }),
    db.prisma.feedRow.createMany({ data: feedRows.map((row) => ({ crossing: slug, ...row })) }),
  ];
}
