import { parseAtom } from "../../support/atom.ts";
import { capTrouble, readCap } from "../../support/cap.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let desk: string;
beforeAll(async () => {
  service = await loanService();
  desk = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

// Reports are recorded by the clock of the database, so the tests begin at the present and move ahead.
const record = async (change: object) => {
  const { status, body } = await service.post("/v1/reports", soundReport({ modes: undefined, ...change }), desk);
  expect(status).toBe(201);
  return service.ctx.now.round({ smallestUnit: "second", roundingMode: "ceil" }).add({ seconds: body.seq > 0 ? 1 : 0 });
};

/** Returns the kind, the path and the text of the newest message about a crossing. */
async function newest(slug: string) {
  const { text } = await service.ask("/v1/alerts.atom?lang=en");
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  const entries: any[] = parseAtom(text).entry;
  const entry = entries.find((each) => each["cap:identifier"].startsWith(`garita-${slug}-`));
  // Without a public address, links are relative to that of the index.
  const path: string = entry.link[0]["@href"];
  const file = (await service.ask(path)).text;
  expect([file, await capTrouble(file)]).toEqual([file, []]);
  return { type: entry["cap:msgType"], title: entry.title, path, file, cap: readCap(file) };
}

test("an announced reopening is an Update, and a Cancel a minute after its time, also if the index was cached", async () => {
  const now = await record({ crossing: "naco", status: "suspended", effectiveAt: "2026-11-01" });
  const opens = now.add({ hours: 2 });
  await record({ crossing: "naco", status: "open", effectiveAt: String(opens) });
  const update = await newest("naco");
  expect(update.type).toBe("Update");
  expect(update.cap.sender).toBe("garita");
  expect(update.cap.info[0]?.web).toBeUndefined();
  service.clock.set(String(opens.add({ seconds: 58 })));
  expect((await newest("naco")).type).toBe("Update");
  service.clock.set(String(opens.add({ seconds: 60 })));
  const cancel = await newest("naco");
  expect([cancel.type, cancel.title]).toEqual(["Cancel", expect.stringMatching(/^Reopened .*: Naco/)]);
  expect(cancel.cap.references?.split(" ").at(-1)).toBe(`garita,${update.cap.identifier},${update.cap.sent}`);
  expect(cancel.cap.info[0]).toMatchObject({ responseType: ["AllClear"], urgency: "Past" });
  expect((await service.ask(update.path)).text).toBe(update.file);
  service.clock.set(String(opens.add({ hours: 24 * 31 })));
  const { text } = await service.ask("/v1/alerts.atom?lang=en");
  expect(text).not.toContain("garita-naco-");
  expect((await service.ask(cancel.path)).text).toBe(cancel.file);
});

test("an expected end that passes is an Update that doubts, and there is no Cancel until a report says more", async () => {
  service.clock.set(String(service.ctx.now));
  const now = await record({ crossing: "sasabe", status: "suspended", effectiveAt: "2026-11-01" });
  const ends = now.add({ hours: 24 * 60 });
  await record({ crossing: "sasabe", status: "suspended", effectiveAt: "2026-11-01", expectedUntil: String(ends) });
  for (const hours of [1, 25, 24 * 40]) {
    service.clock.set(String(ends.add({ hours })));
    const { type, title, cap } = await newest("sasabe");
    expect([type, title]).toEqual(["Update", expect.stringMatching(/^In doubt: on record suspended from 1 Nov 2026/)]);
    expect(cap.info.map(({ certainty }) => certainty)).toEqual(["Possible", "Possible"]);
  }
});
