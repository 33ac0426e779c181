import { Temporal } from "temporal-polyfill";
import { jsonDocument, moving } from "../feeds/port-sample.ts";
import { loanPolledService, type PolledService } from "../support/polled-service.ts";
import { soundReport } from "../support/service.ts";

/** Trucks at the World Trade Bridge on a Saturday, when its hours are unknown. */
let story: PolledService;
const report = async (body: unknown) =>
  expect((await story.service.post("/v1/reports", body, story.admin)).status).toBe(201);
beforeAll(async () => {
  story = await loanPolledService();
  await report(
    soundReport({
      crossing: "laredo-world-trade",
      modes: ["commercial"],
      status: "open",
      hours: "Mo-Fr 07:00-24:00; Sa-Su unknown",
      effectiveAt: "2026-09-01T06:00:00-05:00",
    }),
  );
});
afterAll(() => story.release());

/** 13:30 on Saturday 3 October in Laredo. */
const AT = Temporal.Instant.from("2026-10-03T18:30:00Z");
const TRADE = jsonDocument({
  port_number: "230404",
  date: "10/3/2026",
  time: "13:30:00",
  commercial: { standard: moving("20", "At 1:00 pm CDT") },
});
const PATH = "/v1/crossings/laredo-world-trade/status?mode=commercial&direction=northbound";
const asked = async (at: Temporal.Instant) => {
  story.service.clock.set(String(at));
  return (await story.service.ask(PATH)).body.services[0];
};
const then = async (at: string, more = "") => (await story.service.ask(`${PATH}&at=${at}${more}`)).body.services[0];

test("a service with unknown hours is in doubt before there is any traffic", async () => {
  expect(await asked(AT)).toMatchObject({ open: null, because: "hours_unknown" });
});

test("a service with unknown hours is open while trucks cross, and in doubt once the filing is too old", async () => {
  story.given["/first"] = TRADE;
  expect(await story.poll(String(AT))).toMatchObject({ outcome: "succeeded", counts: { moving: 1 } });
  expect(await asked(AT)).toMatchObject({ open: true, because: "in_service", certainty: "confirmed", closesAt: null });
  // One second before the limit, because the test's clock advances at each reading.
  expect(await asked(AT.add({ minutes: 90 }).subtract({ seconds: 1 }))).toMatchObject({
    open: true,
    because: "in_service",
  });
  expect(await asked(AT.add({ minutes: 91 }))).toMatchObject({ open: null, because: "hours_unknown" });
});

test("a service with unknown hours was open in an hour with a stored wait", async () => {
  story.service.clock.set("2026-10-05T12:00:00Z");
  expect(await then("2026-10-03T18:10:00Z")).toMatchObject({ open: true, because: "in_service" });
  expect(await then("2026-10-03T17:59:59Z")).toMatchObject({ open: null, because: "hours_unknown" });
  expect(await then("2026-10-03T19:00:00Z")).toMatchObject({ open: null, because: "hours_unknown" });
  expect(await then("2026-10-03T18:10:00Z", "&publishedBefore=2026-10-03T17:00:00Z")).toMatchObject({ open: null });
});

test("a suspended service with unknown hours is not opened by traffic", async () => {
  await report(
    soundReport({
      crossing: "laredo-world-trade",
      modes: ["commercial"],
      status: "suspended",
      effectiveAt: "2026-10-03T12:00:00-05:00",
    }),
  );
  expect(await asked(AT)).toMatchObject({ open: false, status: "suspended", conflict: { status: "open" } });
  expect(await then("2026-10-03T18:10:00Z")).toMatchObject({ open: false, because: "suspended" });
});
