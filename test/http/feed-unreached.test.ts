import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { jsonDocument, moving } from "../feeds/port-sample.ts";
import { eventually } from "../support/eventually.ts";
import { type LoanedService, loanService } from "../support/service.ts";

/** The feed server's response: a document, or an error status without a document. */
let given: string | number = 503;
let feed: Server;
let service: LoanedService;
let admin: string;

beforeAll(async () => {
  feed = createServer((_req, res) => {
    if (typeof given === "number") res.writeHead(given).end();
    else res.writeHead(200, { "content-type": "application/json" }).end(given);
  });
  await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  const { port } = feed.address() as AddressInfo;
  service = await loanService({ settings: { BWT_URLS: `http://127.0.0.1:${port}/feed`, NOTICE_POLL_SECONDS: "1" } });
  admin = await service.keyFor("chief", "admin");
});
afterAll(async () => {
  await service.release();
  await new Promise((done) => feed.close(done));
});

/** Sets the clock, runs one poll and waits for its end. */
async function poll(at: string): Promise<void> {
  service.clock.set(at);
  expect((await service.post("/v1/jobs/poll-feed/runs", "", admin)).status).toBe(202);
  await eventually(async () => {
    const { body } = await service.ask("/v1/jobs");
    expect(body.jobs[0].lastRuns[0].outcome).not.toBe("running");
  });
}

/** Returns the notice about the feed on a page, or null if the page has none. */
const said = async (path: string): Promise<string | null> => {
  const { text } = await service.ask(path, { headers: { accept: "text/html" } });
  return /<strong>([^<]*CBP[^<]*)<\/strong>/.exec(text)?.[1] ?? null;
};

/** Creates a document with the row of Gateway in Brownsville on 10 November 2026, in Central Standard Time. */
const document = (time: string) =>
  jsonDocument({
    port_number: "535504",
    date: "11/10/2026",
    time,
    passenger: { standard: moving("25", "At 11:00 am CST"), ready: { operational_status: "Update Pending" } },
    pedestrian: { standard: { operational_status: "Update Pending" } },
  });

test("pages about the current status say since when the feed has been unreachable, in local time", async () => {
  service.clock.set("2026-11-10T17:00:00Z");
  expect(await said("/lukeville")).toBeNull();
  expect(await said("/")).toBeNull();

  await poll("2026-11-10T17:10:00Z");
  const never = "There has been no connection to CBP’s feed since this service started.";
  await eventually(async () => expect(await said("/lukeville")).toBe(never));
  expect(await said("/")).toBe(never);
  expect(await said("/laredo")).toBe(never);
  expect(await said("/?lang=es")).toBe("No ha habido conexión con los datos de CBP desde que inició este servicio.");
  expect(await said("/lukeville?on=2026-11-09")).toBeNull();

  given = document("11:40:00");
  await poll("2026-11-10T17:40:00Z");
  await eventually(async () => expect(await said("/lukeville")).toBeNull());
  const { text } = await service.ask("/rio-grande-valley", { headers: { accept: "text/html" } });
  expect(text).toMatch(/data-slug="brownsville-gateway".*?Cars: open,<\/span> <b>25 min<\/b>/s);
  given = 503;
  await poll("2026-11-10T17:50:00Z");
  await poll("2026-11-10T18:10:00Z");
  await eventually(async () =>
    expect(await said("/lukeville")).toBe("There has been no connection to CBP’s feed since 10:40 MST."),
  );
  expect(await said("/")).toBe("There has been no connection to CBP’s feed since 11:40 CST · 10:40 MST · 09:40 PST.");
  expect(await said("/laredo")).toBe("There has been no connection to CBP’s feed since 11:40 CST.");
  expect(await said("/laredo-colombia?lang=es")).toBe(
    "No hay conexión con los datos de CBP. Último contacto: 11:40 CST.",
  );
});
