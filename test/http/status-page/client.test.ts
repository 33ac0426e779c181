import { Statuspage, type Summary } from "statuspage.io";
import type { z } from "zod";
import type { PageSummaryAnswer } from "../../../src/http/status-page/schemas.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

/** A type whose enums are replaced by their texts, as JSON contains them. */
type Plain<Value> = Value extends string
  ? `${Value}`
  : Value extends (infer Item)[]
    ? Plain<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Plain<Value[Key]> }
      : Value;

type Own = z.input<typeof PageSummaryAnswer>;
type Theirs = Plain<Summary>;

/**
 * Differences from the client's types that are meant. `scheduled_until` is null if no end is announced, and a
 * maintenance has the impact `maintenance`, as on Statuspage itself. The client gives updates of maintenances the
 * statuses of incidents.
 */
type Meant = "scheduled_until" | "impact" | "incident_updates";

/** The type checker compares the answers with the types of a client that was written for Statuspage. */
const asTheirs = {
  components: (own: Own["components"]): Theirs["components"] => own,
  incidents: (own: Own["incidents"]): Theirs["incidents"] => own,
  maintenances: (own: Own["scheduled_maintenances"]): Omit<Theirs["scheduled_maintenances"][number], Meant>[] => own,
  page: (own: Pick<Own, "page" | "status">): Pick<Theirs, "page" | "status"> => own,
};

test("a client of Statuspage reads all answers", async () => {
  const desk = await service.keyFor("desk", "recorder");
  const change = { effectiveAt: "2026-11-29", modes: undefined, directions: undefined };
  await service.post("/v1/reports", soundReport(change), desk);
  await service.post("/v1/reports", soundReport({ ...change, crossing: "naco", effectiveAt: "2100-01-01" }), desk);
  const client = new Statuspage("garita");
  client.setApiUrl(service.url);
  const { api } = client;
  const summary = await api.getSummary();
  expect(Object.keys(asTheirs)).toHaveLength(4);
  expect(summary.components.length).toBeGreaterThan(50);
  expect(await api.getStatus()).toEqual({ page: summary.page, status: summary.status });
  expect(await api.getComponents()).toEqual({ page: summary.page, components: summary.components });
  const { incidents } = await api.incidents.getUnresolved();
  expect(incidents).toEqual(summary.incidents);
  expect((await api.incidents.getAll()).incidents).toEqual(expect.arrayContaining(incidents));
  const { scheduled_maintenances: planned } = await api.scheduledMaintenances.getUpcoming();
  expect(planned).toHaveLength(1);
  expect((await api.scheduledMaintenances.getAll()).scheduled_maintenances).toEqual(planned);
});
