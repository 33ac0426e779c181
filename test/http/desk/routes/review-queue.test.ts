import { storeReadings } from "../../../../src/actions/feed/store-readings.ts";
import { connectionsOf } from "../../../../src/store/connections.ts";
import { type LoanedService, loanService, soundReport } from "../../../support/service.ts";
import { makeVisitor, type SeenPage, signIn, type Visitor } from "../../../support/visitor.ts";

const NOW = "2026-11-24T22:00:00Z";

let service: LoanedService;
let visitor: Visitor;
let key: string;
beforeAll(async () => {
  service = await loanService();
  service.clock.set(NOW);
  visitor = makeVisitor(service.url);
  key = await service.keyFor("desk", "recorder");
  await signIn(visitor, key);
});
afterAll(() => service.release());

const section = (page: SeenPage, kind: string) =>
  new RegExp(`<section class="work" aria-labelledby="work-${kind}">([\\s\\S]*?)</section>`).exec(page.markup)?.[1] ??
  "";

test("the review queue lists conflicts first, then overdue restrictions, silent services and proposals", async () => {
  const page = await visitor.open("/desk");
  const order = ["Conflicts", "Overdue", "Silent", "Proposals"].map((title) => page.text.indexOf(title));
  expect([...order].sort((a, b) => a - b)).toEqual(order);
  expect(section(page, "overdue")).toContain("Presidio-Ojinaga International Rail Bridge");
  expect(section(page, "conflict")).toContain("No conflicts.");
});

test("a contradiction by another publisher is listed as a conflict, with a link to a report form", async () => {
  await service.post("/v1/reports", soundReport({ effectiveAt: "2026-11-24T20:00:00Z" }), key);
  const claim = {
    crossing: "lukeville",
    status: "open",
    effectiveAt: "2026-11-24T21:00:00Z",
    modes: ["passenger"],
    directions: ["northbound"],
  };
  const said = {
    source: { kind: "news", publisher: "Example News", title: "Seen open" },
    changes: [],
    claims: [claim],
  };
  expect((await service.post("/v1/reports", { ...soundReport(), ...said }, key)).status).toBe(201);
  const page = await visitor.open("/desk");
  const conflicts = section(page, "conflict");
  expect(conflicts).toContain("Lukeville");
  expect(conflicts).toContain("Reported open");
  expect(conflicts).toContain("Example News");
  const form = await visitor.open(/href="(\/desk\/report\?crossing=[^"]*)"/.exec(conflicts)?.[1] ?? "");
  expect(form.markup).toContain('name="lines.0.crossings" value="lukeville" checked');
});

test("traffic in the feed during a suspension is listed as a conflict", async () => {
  const service_ = { crossing: "lukeville", mode: "passenger", direction: "northbound" } as const;
  const at = service.ctx.now.subtract({ minutes: 10 });
  await service.post("/v1/reports", soundReport({ effectiveAt: "2026-11-24T21:30:00Z" }), key);
  const lanes = [{ kind: "standard", says: "number", minutes: 5, lanesOpen: 1, at } as const];
  await storeReadings(service.ctx, [{ service: service_, lanes, hoursText: null }]);
  expect(section(await visitor.open("/desk"), "conflict")).toMatch(/traffic is moving/);
});

test("an open service without its usual traffic is in the review queue", async () => {
  await connectionsOf(service.ctx.db).pool.query(
    `INSERT INTO observation (crossing, mode, direction, kind, since, polled_at, lanes, missing_since)
     VALUES ('san-ysidro', 'passenger', 'northbound', 'silent', $1, $1, '[]', $1)`,
    [NOW],
  );
  service.ctx.snapshot?.touch(["san-ysidro"]);
  expect(section(await visitor.open("/desk"), "silent")).toContain("San Ysidro");
});
