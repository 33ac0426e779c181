import type { Crossing, Port } from "../domain/crossing.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import type { Database } from "./database.ts";
import { toCrossing } from "./rows.ts";

const parts = {
  services: { orderBy: [{ mode: "asc" }, { direction: "asc" }] },
  feedRows: { orderBy: { portNumber: "asc" } },
} satisfies Prisma.CrossingInclude;

/** All crossings, by slug, in the order in which they lie along the border of each state. */
export async function loadCrossings(db: Database): Promise<Map<string, Crossing>> {
  const rows = await db.prisma.crossing.findMany({ include: parts, orderBy: { position: "asc" } });
  return new Map(rows.map((row) => [row.slug, toCrossing(row)]));
}

/** One crossing, or undefined where the slug names none. */
export async function loadCrossing(db: Database, slug: string): Promise<Crossing | undefined> {
  const row = await db.prisma.crossing.findUnique({ where: { slug }, include: parts });
  return row === null ? undefined : toCrossing(row);
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
