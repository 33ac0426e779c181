import type { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import { type LoanedService, loanService, soundReport } from "./service.ts";

/** A service whose answers in the format of status pages a test reads. */
export interface UsedStatusPage {
  readonly service: LoanedService;
  /** Key of a recorder. */
  readonly desk: string;
  /** Start of the test, in whole seconds. The database dates reports by its own clock, so it is the present time. */
  readonly now: Temporal.Instant;
  /** Returns the instant some hours from the start. */
  inHours(hours: number): string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  read(path: string): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  componentOf(slug: string): Promise<any>;
  /** Returns what an answer lists about a crossing. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  incidentsOf(slug: string, path?: string): Promise<any[]>;
  /** Records a change to all services of Lukeville. Returns the id of the report. */
  record(change: Record<string, unknown>, report?: Record<string, unknown>): Promise<string>;
  /** Records that Lukeville is open in all its services, with these hours. */
  open(hours?: string): Promise<string>;
}

/** Provides each test of a file with a service of its own. */
export function useStatusPage(): UsedStatusPage {
  const used = {} as { service: LoanedService; now: Temporal.Instant; desk: string };
  beforeEach(async () => {
    used.service = await loanService({ settings: { PUBLIC_URL: "https://garita.example" } });
    used.desk = await used.service.keyFor("desk", "recorder");
    used.now = machineClock().round({ smallestUnit: "second", roundingMode: "floor" });
  });
  afterEach(() => used.service.release());
  const inHours = (hours: number) => String(used.now.add({ minutes: 60 * hours }));
  const read = async (path: string) => (await used.service.ask(`/api/v2/${path}`)).body;
  const record = async (change: Record<string, unknown>, report: Record<string, unknown> = {}): Promise<string> => {
    const whole = { modes: undefined, directions: undefined, effectiveAt: inHours(0), ...change };
    const { status, body } = await used.service.post("/v1/reports", soundReport(whole, report), used.desk);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body.id;
  };
  return Object.assign(used, {
    inHours,
    read,
    record,
    componentOf: async (slug: string) =>
      (await read("components.json")).components.find(({ id }: { id: string }) => id === slug),
    incidentsOf: async (slug: string, path = "incidents.json") =>
      Object.values(await read(path))
        .filter(Array.isArray)
        .flat()
        .filter(({ shortlink }) => shortlink === `https://garita.example/${slug}`),
    open: (hours = "24/7") => record({ status: "open", effectiveAt: inHours(-24), lifts: "all", hours }),
  });
}
