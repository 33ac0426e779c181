import { Temporal } from "temporal-polyfill";
import { makeRandom } from "../../../scripts/random.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import type { Database } from "../../../src/store/database.ts";

/** A report on record, as far as questions need it. */
interface AskedReport {
  id: string;
  recorded_at: Date;
  starts_at: Date | null;
}

/**
 * Makes `count` random questions about the crossings and reports of a database: addresses of the API and of pages. The
 * same `seed` gives the same questions.
 */
export async function makeRandomQuestions(db: Database, count: number, seed: number): Promise<string[]> {
  const { pool } = connectionsOf(db);
  const { rows: services } = await pool.query<{ crossing: string; mode: string; direction: string }>(
    "SELECT crossing, mode, direction FROM service ORDER BY 1, 2, 3",
  );
  const { rows: reports } = await pool.query<AskedReport>(
    `SELECT id, recorded_at, (SELECT min(starts_at) FROM status_change c WHERE c.seq = r.seq) AS starts_at
     FROM report r ORDER BY seq`,
  );
  const random = makeRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => random.pick(items);
  const textOf = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime());
  const ms = () => Math.floor((random.next() - 0.5) * 4 * 86_400_000);
  /** Returns a time near the beginning of a change, or any other. */
  const at = (): Temporal.Instant => {
    const { starts_at: startsAt } = pick(reports);
    if (startsAt !== null && random.next() < 0.8)
      return textOf(startsAt).add({ milliseconds: random.next() < 0.3 ? 0 : ms() });
    return Temporal.Instant.from("2008-01-01T00:00:00Z").add({ hours: Math.floor(random.next() * 160_000) });
  };
  const view = (): string => {
    const parts = [`at=${at()}`];
    if (random.next() < 0.5)
      parts.push(`knownAt=${textOf(pick(reports).recorded_at).add({ milliseconds: pick([-1, 0, 1]) })}`);
    else if (random.next() < 0.3) parts.push(`publishedBefore=${at()}`);
    return parts.join("&");
  };
  const period = (): string => {
    const from = at().toZonedDateTimeISO("UTC").toPlainDate();
    return `from=${from}&to=${from.add({ days: 1 + Math.floor(random.next() * 60) })}`;
  };
  const kinds: ((service: { crossing: string; mode: string; direction: string }) => string)[] = [
    ({ crossing }) => `/v1/crossings/${crossing}/status?${view()}`,
    ({ crossing, mode, direction }) => `/v1/crossings/${crossing}/status?${view()}&mode=${mode}&direction=${direction}`,
    ({ crossing }) => `/v1/crossings/${crossing}/status`,
    ({ crossing }) => `/v1/crossings/${crossing}/history?limit=${pick([5, 500])}`,
    ({ crossing }) => `/v1/crossings/${crossing}/history?view=spans&${period()}`,
    ({ crossing }) => `/v1/crossings/${crossing}/availability?${period()}`,
    ({ crossing }) => `/v1/crossings/${crossing}/counts`,
    ({ crossing }) => `/v1/crossings/${crossing}/waits`,
    ({ crossing, mode, direction }) =>
      `/v1/crossings/${crossing}/alternatives?${view()}&mode=${mode}&direction=${direction}`,
    ({ crossing }) => `/v1/crossings/${crossing}/calendar.ics`,
    ({ crossing }) => `/v1/crossings/${crossing}/atom.xml`,
    ({ crossing }) => `/v1/reports?crossing=${crossing}&limit=20`,
    ({ crossing }) => `/${crossing}`,
    ({ mode }) => `/v1/crossings?${view()}&mode=${mode}&limit=${pick([10, 500])}`,
    () => `/v1/crossings?${view()}&state=${pick(["TX", "AZ", "CA"])}`,
    () => `/v1/crossings/${pick(services).crossing}`,
    () => `/v1/restrictions?${period()}`,
    () => `/v1/reports/${encodeURIComponent(pick(reports).id)}`,
    () => `/v1/reports?kind=${pick(["feed", "news", "announcement"])}&limit=${pick([3, 50])}`,
    () => `/v1/changes?after=${Math.floor(random.next() * reports.length)}&limit=20`,
    () =>
      pick(["/v1/ports", "/v1/crossings", "/v1/log/head", "/v1/atom.xml", "/", "/v1/availability", "/v1/calendar.ics"]),
  ];
  return Array.from({ length: count }, (_, i) => (kinds[i % kinds.length] as (typeof kinds)[number])(pick(services)));
}
