import { machineClock } from "../../src/clock.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { formsOf } from "../support/form.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

// A truck bridge was suspended for an accident, and has reopened for members of FAST only.

const NOW = machineClock().round({ smallestUnit: "hour", roundingMode: "floor" });
const hoursAgo = (hours: number) => String(NOW.subtract({ hours }));
const BRIDGE = "laredo-world-trade";
const OTHER = "laredo-colombia";
const CBP = "U.S. Customs and Border Protection";
const TRUCKS = "mode=commercial&direction=northbound";

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
type Body = any;

let database: LoanedDatabase;
let service: ServiceProcess;
let key: string;
let reopening: Body;

beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  service = await startProcess(database.url);
  key = await service.operatorKey();
  await tell("Trade bridge suspended", { status: "suspended", effectiveAt: hoursAgo(72), hours: "24/7" });
  reopening = await tell("Trade bridge reopened for FAST only", {
    status: "open",
    programmes: ["fast"],
    effectiveAt: hoursAgo(24),
  });
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await database?.release();
});

const post = async (change: object, title = "Trade bridge", claims: object[] = []): Promise<Body> => {
  const answer = await fetch(`${service.url}/v1/reports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      source: { kind: "announcement", publisher: CBP, title },
      reason: "accident",
      changes: [{ crossing: BRIDGE, modes: ["commercial"], directions: ["northbound"], ...change }],
      claims,
    }),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
};
async function tell(title: string, change: object): Promise<Body> {
  const body = await post(change, title);
  expect([body.status, body.errors]).toEqual([201, undefined]);
  return body;
}
const get = (path: string, accept = "application/json") => fetch(`${service.url}${path}`, { headers: { accept } });
const ask = async (path: string): Promise<Body> => (await get(path)).json();
const read = async (path: string, accept?: string): Promise<string> => (await get(path, accept)).text();
const trucks = (query = ""): Promise<Body> => ask(`/v1/crossings/${BRIDGE}/status?${TRUCKS}${query}`);
const names = ({ alternatives }: Body): string[] => alternatives.map(({ slug }: { slug: string }) => slug);

describe("a bridge that has reopened for FAST only", () => {
  test("is open and limited to FAST if no programme is requested, and the summary begins with the limit", async () => {
    const { open, summary, services } = await trucks();
    expect([open, services[0]]).toMatchObject([
      true,
      { open: true, status: "open", because: "in_service", limited: true, programmes: ["fast"], since: hoursAgo(24) },
    ]);
    expect(summary).toMatch(/^Open for FAST only since /);
    const spanish = await fetch(`${service.url}/v1/crossings/${BRIDGE}/status?${TRUCKS}`, {
      headers: { "accept-language": "es" },
    });
    expect(((await spanish.json()) as Body).summary).toMatch(/^Abierto solo para FAST desde /);
  });

  test("is open for FAST, but not for another programme", async () => {
    expect(await trucks("&programme=fast")).toMatchObject({ open: true, services: [{ because: "in_service" }] });
    const other = await trucks("&programme=empties");
    expect(other).toMatchObject({
      open: false,
      services: [{ open: false, status: "open", because: "limited_to_others", programmes: ["fast"], closesAt: null }],
    });
    expect(other.summary).toMatch(/^Not open for empty trucks: open for FAST only since /);
  });

  test("was suspended for all travellers before, with the announcement that it would open for FAST", async () => {
    expect(await trucks(`&programme=fast&at=${hoursAgo(48)}`)).toMatchObject({
      open: false,
      services: [{ because: "suspended", next: { status: "open", limited: true, programmes: ["fast"] } }],
    });
    expect((await trucks(`&at=${hoursAgo(25)}`)).summary).toContain("announced open for FAST only from");
  });

  test("is not open for SENTRI in the list, unlike the other bridges", async () => {
    const answers = async (query: string): Promise<Map<string, Body>> => {
      const { crossings } = await ask(`/v1/crossings?${TRUCKS}${query}`);
      return new Map(crossings.map(({ slug, open, services }: Body) => [slug, [open, services[0]?.because]]));
    };
    const [all, sentri] = [await answers(""), await answers("&programme=sentri")];
    expect([all.get(BRIDGE), sentri.get(BRIDGE)]).toEqual([
      [true, "in_service"],
      [false, "limited_to_others"],
    ]);
    expect(all.size).toBeGreaterThan(15);
    expect(sentri).toEqual(new Map(all).set(BRIDGE, [false, "limited_to_others"]));
    const fast = await ask(`/v1/crossings?programme=fast&open=true&${TRUCKS}`);
    expect(fast.crossings.map(({ slug }: Body) => slug)).toContain(BRIDGE);
  });

  test("is listed as an alternative only if FAST is requested", async () => {
    const near = (query = "") => ask(`/v1/crossings/${OTHER}/alternatives?${TRUCKS}&limit=20${query}`);
    expect(names(await near("&programme=fast"))).toContain(BRIDGE);
    expect(names(await near("&programme=empties"))).not.toContain(BRIDGE);
    expect(names(await near())).not.toContain(BRIDGE);
  });

  test("has the limit on its page and on the board, and the page has a filter by programme", async () => {
    const visitor = makeVisitor(service.url);
    const page = await visitor.open(`/${BRIDGE}?${TRUCKS}`);
    expect(page.heading).toBe("World Trade Bridge is open for FAST only");
    const sentri = await visitor.open(`/${BRIDGE}?${TRUCKS}&programme=sentri`);
    expect(sentri.heading).toBe("World Trade Bridge is not open for SENTRI");
    expect(sentri.text).toContain("The answer on this page is for SENTRI only.");
    expect(sentri.text).toContain("Where else you can cross");
    expect(sentri.text).toMatch(/Trucks Northbound, into the U.S. Open for FAST only/);
    expect(await read(`/${BRIDGE}`, "text/html")).toContain('name="programme"');
    const board = await read(`/?${TRUCKS}&programme=sentri`, "text/html");
    expect(board).toContain("Not open for SENTRI: open for FAST only");
    expect(board).toContain(`href="/${BRIDGE}?programme=sentri"`);
  });

  test("has the limit in text, badge, calendar, Atom, CSV, GeoJSON and history", async () => {
    expect(await read(`/${BRIDGE}?${TRUCKS}`, "text/plain")).toMatch(/^World Trade Bridge: open for FAST only/);
    expect(await read(`/v1/crossings/${BRIDGE}/badge.svg?${TRUCKS}`)).toContain(">open for FAST only: accident</text>");
    expect(await read(`/v1/crossings/${BRIDGE}/badge.svg?${TRUCKS}&programme=sentri`)).toContain(
      ">not open for SENTRI: open for FAST only</text>",
    );
    expect(await read(`/v1/crossings/${BRIDGE}/calendar.ics?mode=commercial`)).toContain("Reopening for FAST only");
    expect(await read(`/v1/crossings/${BRIDGE}/atom.xml`)).toContain("Open for FAST only from");
    const [head = "", row = ""] = (await read(`/v1/crossings?format=csv&q=world%20trade&${TRUCKS}`)).split("\r\n");
    expect(row.split(",")[head.split(",").indexOf("programmes")]).toBe("fast");
    const places = await ask(`/v1/crossings?format=geojson&q=world%20trade&${TRUCKS}`);
    expect(places.features[0].properties.summary).toMatch(/^Open for FAST only/);
    expect(await read(`/v1/reports?format=csv&crossing=${BRIDGE}`)).toMatch(
      /^.*,programmes,exception,kind\r\n[\s\S]*,fast,,status\r\n/,
    );
    const { history } = await ask(`/v1/crossings/${BRIDGE}/history?view=spans&${TRUCKS}`);
    expect(history.at(-1)).toMatchObject({ status: "open", limited: true, programmes: ["fast"], from: hoursAgo(24) });
  });

  test("counts as limited in its account since it reopened", async () => {
    const { services } = await ask(
      `/v1/crossings/${BRIDGE}/availability?from=${hoursAgo(72)}&to=${hoursAgo(0)}&${TRUCKS}`,
    );
    expect(services[0].hours).toMatchObject({ total: 72, suspended: 48, limited: 24 });
  });

  test("keeps the programmes in its report as they were posted, so that the report can be posted again", async () => {
    const { changes } = await ask(`/v1/reports/${reopening.id}`);
    expect(changes).toMatchObject([{ status: "open", limited: true, programmes: ["fast"] }]);
  });

  test("can be limited to another programme at the desk; the preview shows the limit and keeps it ticked", async () => {
    const visitor = makeVisitor(service.url);
    await signIn(visitor, key);
    const form = await visitor.open(`/desk/report?crossing=${BRIDGE}`);
    const seen = await visitor.press(form, "Preview", {
      kind: "operator",
      publisher: "The bridge",
      title: "Call from the bridge",
      "lines.0.status": "open",
      "lines.0.programmes": "empties",
      "lines.0.from.known": "day",
      "lines.0.from.day": hoursAgo(24 * 4).slice(0, 10),
      "lines.0.from.time": "",
    });
    expect(seen.text).toMatch(/open for empty trucks only/i);
    const ticked = formsOf(seen.markup).flatMap(({ pairs }) => pairs.filter(([name]) => name === "lines.0.programmes"));
    expect(ticked).toEqual([["lines.0.programmes", "empties"]]);
  });
});

test("programmes are refused in lines to which they cannot apply, with the field, the rule and the value", async () => {
  const errors = async (change: object, claims: object[] = []) => {
    const { status, errors } = await post({ effectiveAt: hoursAgo(1), ...change }, "Refused", claims);
    expect([status, errors?.length]).toEqual([400, 1]);
    return `${errors[0].path} ${errors[0].message}`;
  };
  expect(await errors({ status: "suspended", programmes: ["fast"] })).toBe(
    "changes.0.programmes is allowed only if the status is open, but it is suspended; got fast",
  );
  expect(await errors({ status: "open", limited: false, programmes: ["fast"] })).toBe(
    "changes.0.limited must be true or omitted, because the service is limited to fast; got false",
  );
  expect(await errors({ status: "open", programmes: ["nexus"] })).toMatch(
    /^changes\.0\.programmes\.0 must be one of fast, .*nexus/,
  );
  expect(await errors({ hours: "24/7", programmes: ["fast"] })).toMatch(
    /^changes\.0\.programmes is allowed only together/,
  );
  const claim = { crossing: BRIDGE, modes: ["commercial"], effectiveAt: "2026-01" };
  expect(await errors({ hours: "24/7" }, [{ ...claim, status: "closed", programmes: ["fast"] }])).toMatch(
    /^claims\.0\.programmes is allowed only if the status is open/,
  );
  expect(await errors({ hours: "24/7" }, [{ ...claim, status: "open", count: 30, programmes: ["fast"] }])).toMatch(
    /^claims\.0\.programmes is not allowed with a count/,
  );
  const unknown = await get(`/v1/crossings/${BRIDGE}/status?programme=nexus`);
  expect([unknown.status, ((await unknown.json()) as Body).errors]).toMatchObject([
    400,
    [{ path: "programme", message: expect.stringMatching(/^must be one of fast, .*nexus/) }],
  ]);
});
