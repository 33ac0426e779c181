import { Temporal } from "temporal-polyfill";
import { storeReadings } from "../../src/actions/feed/store-readings.ts";
import { apiRoutes } from "../../src/http/routes.ts";
import { makeCountyWord } from "../../src/http/wire/county-code.ts";
import { makeStateWord } from "../../src/http/wire/state-code.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  // With a public address, answers with absolute links are cached, too.
  service = await loanService({ settings: { PUBLIC_URL: "https://garita.example" } });
});
afterAll(() => service.release());

/** A Saturday, half an hour before midnight in Arizona, long after Lukeville has closed. */
const START = Temporal.Instant.from("2026-11-29T06:30:00Z");

const PAGE = { accept: "text/html" };
const at = (minutes: number) => encodeURIComponent(String(START.add({ minutes })));

/** The requests to send to each route. Routes that are not cached or that need a key get no requests. */
const ASKED: Record<string, readonly string[]> = {
  "/v1/crossings": [
    "/v1/crossings?state=CA",
    "/v1/crossings?format=csv&state=AZ",
    `/v1/crossings?state=AZ&at=${at(1)}`,
    "/v1/crossings?county=Pima",
  ],
  "/v1/crossings/:slug": ["/v1/crossings/lukeville"],
  "/v1/crossings/:slug/status": [
    "/v1/crossings/lukeville/status",
    "/v1/crossings/presidio-rail/status",
    `/v1/crossings/lukeville/status?at=${at(1)}`,
  ],
  "/v1/crossings/:slug/counts": ["/v1/crossings/lukeville/counts", "/v1/crossings/lukeville/counts?format=csv"],
  "/v1/crossings/:slug/history": ["/v1/crossings/lukeville/history", "/v1/crossings/lukeville/history?view=spans"],
  "/v1/crossings/:slug/waits": ["/v1/crossings/lukeville/waits", "/v1/crossings/san-ysidro/waits"],
  "/v1/crossings/:slug/alternatives": ["/v1/crossings/lukeville/alternatives?mode=passenger&direction=northbound"],
  "/v1/crossings/:slug/availability": [
    "/v1/crossings/lukeville/availability?from=2026-11",
    "/v1/crossings/lukeville/availability?from=2023-12&to=2023-12",
  ],
  "/v1/availability": ["/v1/availability?from=2026-11&port=2602"],
  "/v1/restrictions": ["/v1/restrictions?from=2026-11&to=2026-11", "/v1/restrictions?from=2023-12&to=2023-12"],
  "/v1/ports": ["/v1/ports"],
  "/v1/changes": ["/v1/changes?after=100"],
  "/v1/reports": ["/v1/reports?limit=3"],
  "/v1/reports/:id": [],
  "/v1/log/head": ["/v1/log/head"],
  "/v1/log/key": [],
  "/v1/proposals": [],
  "/v1/proposals/:id": [],
  "/v1/atom.xml": ["/v1/atom.xml"],
  "/v1/crossings/:slug/atom.xml": ["/v1/crossings/lukeville/atom.xml"],
  "/v1/alerts.atom": ["/v1/alerts.atom", "/v1/alerts.atom?state=CA"],
  "/v1/alerts/:identifier.cap": [],
  "/v1/calendar.ics": ["/v1/calendar.ics?state=AZ"],
  "/v1/crossings/:slug/calendar.ics": ["/v1/crossings/lukeville/calendar.ics"],
  "/v1/crossings/:slug/badge.svg": ["/v1/crossings/lukeville/badge.svg", "/v1/crossings/san-ysidro/badge.svg"],
  ...Object.fromEntries(
    [
      ...["summary", "status", "components", "incidents", "incidents/unresolved"],
      ...["", "/upcoming", "/active"].map((path) => `scheduled-maintenances${path}`),
    ].map((path) => [`/api/v2/${path}.json`, [`/api/v2/${path}.json`]]),
  ),
  "/ogc": ["/ogc"],
  "/ogc/conformance": ["/ogc/conformance"],
  "/ogc/collections": ["/ogc/collections"],
  "/ogc/collections/crossings": ["/ogc/collections/crossings"],
  "/ogc/collections/crossings/items": [
    "/ogc/collections/crossings/items?limit=20",
    `/ogc/collections/crossings/items?bbox=-115,31,-109,33&datetime=${at(1)}`,
    `/ogc/collections/crossings/items?limit=20&datetime=${at(1)}/..`,
    `/ogc/collections/crossings/items?bbox=-115,31,-109,33&datetime=../${at(1)}`,
  ],
  "/ogc/collections/crossings/items/:slug": ["/ogc/collections/crossings/items/san-ysidro"],
  "/v1/jobs": [],
  "/v1/subscriptions": [],
  "/v1/subscriptions/:id": [],
};

const PAGES = [
  "/laredo",
  "/about",
  "/article",
  "/history?lang=en",
  "/?state=AZ",
  "/lukeville",
  `/lukeville?at=${at(1)}`,
  `/?at=${at(1)}&state=CA`,
  "/san-ysidro?on=2026-11-29&time=00:10",
];
const LINES = ["/lukeville", "/san-ysidro", `/lukeville?at=${at(1)}`, "/lukeville?told=then"];

/** Returns true for answers that are cached for more than a minute, and whose `at` may therefore be older. */
const isLasting = (path: string): boolean => /availability|restrictions/.test(path);

/**
 * Each step ends just before or after a time at which cached answers expire: after one minute, 24 hours before the
 * announced change, when the wait is two hours old, at local midnight, and at the change itself.
 */
const STEPS = ["PT0S", "PT59S", "PT2S", "PT9M", "PT9M58.999S", "PT0.002S", "PT10M", "PT23H40M"];

beforeAll(async () => {
  service.clock.set(String(START));
  const key = await service.keyFor("desk", "recorder");
  const tomorrow = String(START.add({ hours: 24, minutes: 10 }));
  await service.post("/v1/reports", soundReport({ crossing: "san-ysidro", effectiveAt: tomorrow }), key);
  const stamp = START.subtract({ minutes: 100 });
  const lane = { kind: "standard", says: "number", minutes: 20, lanesOpen: 3, at: stamp } as const;
  const of = { crossing: "san-ysidro", mode: "passenger", direction: "northbound" } as const;
  await storeReadings(service.ctx, [{ service: of, hoursText: null, lanes: [lane] }]);
});

test("the list of requests covers every GET route", () => {
  const get = apiRoutes(
    {} as never,
    { channels: ["webhook"], schemes: [], vet: async () => ({ channel: "webhook", fault: null }) },
    null,
    makeStateWord(() => []),
    makeCountyWord(() => []),
    null,
  ).filter(({ method }) => method === "get");
  expect(Object.keys(ASKED).sort()).toEqual([...new Set(get.map(({ path }) => path))].sort());
});

const TEXT = { accept: "*/*" };

test.each([
  ...Object.entries(ASKED)
    .filter(([, paths]) => paths.length > 0)
    .map(([route, paths]) => [route, paths.map((path) => ({ path, ...TEXT }))] as const),
  ["pages", PAGES.map((path) => ({ path, ...PAGE }))] as const,
  ["lines", LINES.map((path) => ({ path, ...TEXT }))] as const,
])(
  "every cached answer of %s equals a fresh one, and states no time more than a minute old",
  async (kind, asked) => {
    // A unique header causes a cache miss.
    let strangers = 0;
    let now = START;
    const ask = (path: string, accept: string, language = "en") => {
      service.clock.set(String(now));
      return service.ask(path, { headers: { accept, "accept-language": language } });
    };
    // The snapshot may read the clock before the request does, while loading new reports.
    const whole = (text: string) => text.replaceAll(/(:\d\d)\.00\dZ/g, "$1Z");
    // A permanent link in an answer states the instant of the answer, too.
    const timeless = (text: string) => text.replaceAll(/"(at|timeStamp)":"[^"]*"|knownAt=[^&"]*|,[^,]*Z,\d+$/gm, "");
    for (const [i, step] of STEPS.entries()) {
      now = now.add(step);
      const isShort = i > 0 && Temporal.Duration.compare(step, { minutes: 1 }) < 0;
      for (const { path, accept } of asked) {
        const kept = await ask(path, accept);
        const fresh = await ask(path, accept, `en, x-${strangers++};q=0.1`);
        expect([path, kept.status]).toEqual([path, 200]);
        // A page may be up to a minute old, so it may state an earlier time.
        if (isShort && kind === "pages") continue;
        const shown = isShort || isLasting(path) || path.startsWith("/ogc") ? timeless : whole;
        expect([step, path, shown(kept.text)]).toEqual([step, path, shown(fresh.text)]);
        // A single feature does not state its own time, only those of its evidence.
        const told = (
          path.startsWith("/ogc") ? /^\{"type":"FeatureCollection","timeStamp":"([^"]*)"/ : /"at":"([^"]*)"/
        ).exec(kept.text)?.[1];
        if (told === undefined || /at=|datetime=/.test(path) || isLasting(path)) continue;
        expect([path, now.since(Temporal.Instant.from(told)).total("seconds") < 60]).toEqual([path, true]);
      }
    }
  },
  120_000,
);
