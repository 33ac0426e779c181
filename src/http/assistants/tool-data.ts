/** An answer of a route, as JSON. */
export type Wire = Record<string, unknown>;

type PageOf = (slug: string) => string;

/** Returns the members of an answer with these names. */
const pick = (wire: Wire, ...names: string[]): Wire =>
  Object.fromEntries(names.filter((name) => wire[name] !== undefined).map((name) => [name, wire[name]]));

/** Returns one line for each crossing of a list. The services of each would fill the memory of an assistant. */
export const listLines = (wire: Wire, pageOf: PageOf): Wire => ({
  ...pick(wire, "at", "asOf"),
  crossings: (wire.crossings as Wire[]).map((each) => ({
    ...pick(each, "slug", "name", "port", "state", "city", "mexicanCity", "timeZone", "distanceKm"),
    ...pick(each, "open", "partial"),
    unconfirmed: (each.services as Wire[]).some(isDoubtful),
    ...pick(each, "summary"),
    page: pageOf(String(each.slug)),
  })),
  next: wire.next,
});

/** Returns true if a service is open by the last report, but without a recent confirmation, or against another source. */
const isDoubtful = ({ open, certainty, conflict }: Wire): boolean =>
  open === true && (certainty === "unconfirmed" || conflict !== null);

/** Returns the status of the crossing itself, and one line for each alternative. */
export function nearestLines(wire: Wire, pageOf: PageOf): Wire {
  const line = (each: Wire): Wire => ({
    ...pick(each, "slug", "name", "state", "timeZone", "distanceKm", "open", "closesAt"),
    unconfirmed: isDoubtful(each),
    ...pick(each, "summary"),
    page: pageOf(String(each.slug)),
  });
  const { alternatives, nearestSure } = wire as { alternatives: Wire[] | null; nearestSure: Wire | null };
  return {
    ...pick(wire, "crossing", "name", "state", "timeZone", "mode", "direction", "at", "asOf", "open", "summary"),
    alternatives: alternatives?.map(line) ?? null,
    nearestSure: nearestSure === null ? null : line(nearestSure),
    ...pick(wire, "unplaced", "notes"),
  };
}

/** Returns all different sources in an answer, in the order in which it names them. */
export function sourcesIn(wire: unknown): Wire[] {
  const found = new Map<string, Wire>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, each] of Object.entries(value)) {
      if (name === "source" && typeof each === "object" && each !== null) found.set(JSON.stringify(each), each as Wire);
      else walk(each);
    }
  };
  walk(wire);
  return [...found.values()];
}
