import { type LoanedService, loanService } from "../support/service.ts";

/**
 * The weeks that the seed's article covers, as answered over HTTP. The expectations come from the announcements
 * themselves (docs/article.md): who suspended which service, at what local time, and when it resumed.
 */
let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const CBP = "U.S. Customs and Border Protection";

type Asked = { crossing: string; mode: string; direction: string };
interface Told {
  open: boolean | null;
  because: string;
  status: string;
  since: string | null;
  next: { status: string; effectiveAt: string } | null;
  limited: boolean;
  overdue: boolean;
  certainty: string | null;
  conflict: { status: string; source: { publisher: string } } | null;
  report: { reason: string | null; source: { publisher: string; publishedAt: string | null } } | null;
}

async function ask({ crossing, mode, direction }: Asked, at: string, view = ""): Promise<Told> {
  const { body } = await service.ask(
    `/v1/crossings/${crossing}/status?mode=${mode}&direction=${direction}&at=${at}${view}`,
  );
  expect(body.services).toHaveLength(1);
  return body.services[0];
}

const of = (crossing: string, mode: string, direction = "northbound"): Asked => ({ crossing, mode, direction });
const LUKEVILLE_CARS = of("lukeville", "passenger");
const LUKEVILLE_CARS_SOUTH = of("lukeville", "passenger", "southbound");
const LUKEVILLE_WALK = of("lukeville", "pedestrian");
const EAGLE_CARS = of("eagle-pass-bridge-1", "passenger");
const EAGLE_WALK = of("eagle-pass-bridge-1", "pedestrian");
const EAGLE_RAIL = of("eagle-pass-rail", "rail");
const BNSF = of("el-paso-rail-bnsf", "rail");
const UP = of("el-paso-rail-up", "rail");
const PEDWEST = of("san-ysidro-pedwest", "pedestrian");
const PEDWEST_SOUTH = of("san-ysidro-pedwest", "pedestrian", "southbound");
const MORLEY = of("nogales-morley-gate", "pedestrian");
const BROWNSVILLE_RAIL = of("brownsville-west-rail", "rail");
const LAREDO_RAIL = of("laredo-rail", "rail");

type Row = [Asked, boolean | null, string];
const MOMENTS: [string, string, Row[]][] = [
  [
    "a minute before the first restrictions, 27 Nov 20:59Z",
    "2023-11-27T20:59:00Z",
    [
      [EAGLE_CARS, true, "in_service"],
      [LUKEVILLE_CARS, true, "in_service"],
      [MORLEY, null, "overdue"],
      [EAGLE_RAIL, true, "in_service"],
    ],
  ],
  [
    "the first restrictions, 27 Nov 21:00Z: 15:00 at Eagle Pass, 14:00 at Lukeville",
    "2023-11-27T21:00:00Z",
    [
      [EAGLE_CARS, false, "suspended"],
      [EAGLE_WALK, true, "in_service"],
      [LUKEVILLE_CARS, true, "in_service"],
    ],
  ],
  [
    "4 Dec, from local midnight at Lukeville",
    "2023-12-04T07:00:00Z",
    [
      [LUKEVILLE_CARS, false, "suspended"],
      [LUKEVILLE_CARS_SOUTH, false, "suspended"],
      [LUKEVILLE_WALK, false, "suspended"],
    ],
  ],
  [
    "9 Dec 14:00Z: 06:00 at San Ysidro",
    "2023-12-09T14:00:00Z",
    [
      [PEDWEST, false, "suspended"],
      [PEDWEST_SOUTH, false, "suspended"],
      [of("san-ysidro", "passenger"), true, "in_service"],
    ],
  ],
  [
    "18 Dec 14:30Z: 08:30 at Eagle Pass, 07:30 at El Paso",
    "2023-12-18T14:30:00Z",
    [
      [EAGLE_RAIL, false, "suspended"],
      [BNSF, true, "in_service"],
      [UP, true, "in_service"],
      [LAREDO_RAIL, true, "in_service"],
      [BROWNSVILLE_RAIL, true, "in_service"],
    ],
  ],
  [
    "18 Dec 15:00Z: 08:00 at El Paso",
    "2023-12-18T15:00:00Z",
    [
      [EAGLE_RAIL, false, "suspended"],
      [BNSF, false, "suspended"],
      [UP, false, "suspended"],
    ],
  ],
  [
    "22 Dec 18:59Z: a minute before 2 p.m. Eastern",
    "2023-12-22T18:59:00Z",
    [
      [EAGLE_RAIL, false, "suspended"],
      [BNSF, false, "suspended"],
      [UP, false, "suspended"],
    ],
  ],
  [
    "22 Dec 19:00Z: 2 p.m. Eastern",
    "2023-12-22T19:00:00Z",
    [
      [EAGLE_RAIL, true, "in_service"],
      [BNSF, true, "in_service"],
      [UP, true, "in_service"],
      [EAGLE_CARS, false, "suspended"],
      [MORLEY, false, "suspended"],
    ],
  ],
  [
    "28 Dec, when the article was written",
    "2023-12-28T19:00:00Z",
    [
      [EAGLE_RAIL, true, "in_service"],
      [BNSF, true, "in_service"],
      [UP, true, "in_service"],
      [EAGLE_CARS, false, "suspended"],
      [EAGLE_WALK, true, "in_service"],
      [LUKEVILLE_CARS, false, "suspended"],
      [LUKEVILLE_WALK, false, "suspended"],
      [PEDWEST, false, "suspended"],
      [MORLEY, false, "suspended"],
      [of("amistad-dam", "passenger"), true, "in_service"],
      [of("falcon-dam", "passenger"), true, "in_service"],
    ],
  ],
  [
    "4 Jan 13:00Z: 07:00 at Eagle Pass, 06:00 at Lukeville",
    "2024-01-04T13:00:00Z",
    [
      [EAGLE_CARS, true, "in_service"],
      [LUKEVILLE_CARS, true, "in_service"],
      [LUKEVILLE_WALK, true, "in_service"],
      [PEDWEST, false, "suspended"],
      [MORLEY, false, "suspended"],
    ],
  ],
  [
    "4 Jan 14:00Z: 06:00 at San Ysidro",
    "2024-01-04T14:00:00Z",
    [
      [PEDWEST, true, "in_service"],
      [PEDWEST_SOUTH, false, "outside_hours"],
      [MORLEY, false, "suspended"],
    ],
  ],
  ["4 Jan 17:00Z: 10:00 at Nogales", "2024-01-04T17:00:00Z", [[MORLEY, true, "in_service"]]],
];

describe.each(MOMENTS)("%s", (_name, at, rows) => {
  test.each(rows.map((row) => [Object.values(row[0]).join("/"), ...row] as const))(
    "the answer for %s is correct",
    async (_service, asked, open, because) => {
      expect(await ask(asked, at)).toMatchObject({ open, because });
    },
  );
});

describe("sources and precision", () => {
  test("Lukeville was limited before it was suspended, and its suspension began on a day, without an hour", async () => {
    expect(await ask(LUKEVILLE_CARS, "2023-11-28T19:00:00Z")).toMatchObject({ status: "open", limited: true });
    const suspended = await ask(LUKEVILLE_CARS, "2023-12-20T19:00:00Z");
    expect(suspended).toMatchObject({
      since: "2023-12-04",
      report: { reason: "staffing", source: { publisher: CBP, publishedAt: "2023-12-01" } },
    });
  });

  test("one announcement of the previous day stopped the railway bridges at two instants", async () => {
    expect(await ask(EAGLE_RAIL, "2023-12-19T19:00:00Z")).toMatchObject({
      since: "2023-12-18T14:00:00Z",
      report: { source: { publisher: CBP, publishedAt: "2023-12-17" } },
    });
    expect(await ask(BNSF, "2023-12-19T19:00:00Z")).toMatchObject({ since: "2023-12-18T15:00:00Z" });
  });

  test("the closure of Morley Gate lasted beyond its planned end, and became a suspension in December", async () => {
    expect(await ask(MORLEY, "2023-12-19T19:00:00Z")).toMatchObject({
      status: "closed",
      since: "2023-09-25",
      overdue: true,
      // False, not null, because the closure was restated in December.
      open: false,
      certainty: "unconfirmed",
      report: { reason: "construction" },
    });
    expect(await ask(MORLEY, "2023-12-28T19:00:00Z")).toMatchObject({
      status: "suspended",
      since: "2023-09-25",
      report: { source: { publisher: CBP } },
    });
  });

  test('the article\'s "being opened" is a conflict where it differs from CBP', async () => {
    for (const asked of [LUKEVILLE_CARS, EAGLE_CARS, PEDWEST, MORLEY])
      expect(await ask(asked, "2023-12-29T19:00:00Z")).toMatchObject({
        open: false,
        conflict: { status: "open", source: { publisher: expect.stringMatching(/Mexico|México/) } },
      });
    expect((await ask(EAGLE_RAIL, "2023-12-29T19:00:00Z")).conflict).toBeNull();
  });

  test("the Mexican foreign ministry confirms the reopenings", async () => {
    for (const asked of [LUKEVILLE_CARS, EAGLE_CARS, PEDWEST])
      expect(await ask(asked, "2024-01-04T15:00:00Z")).toMatchObject({ certainty: "confirmed" });
  });

  test("services without a report have no assumed status", async () => {
    expect(await ask(of("tecate-rail", "rail"), "2023-12-28T19:00:00Z")).toMatchObject({
      open: null,
      because: "no_report",
      status: "unknown",
    });
  });
});

describe("the reopening", () => {
  test("is announced on 3 Jan", async () => {
    expect(await ask(LUKEVILLE_CARS, "2024-01-03T12:00:00Z")).toMatchObject({
      open: false,
      next: { status: "open", effectiveAt: "2024-01-04T13:00:00Z" },
    });
  });

  test("is not announced on 2 Jan, with only the reports published before 1 Jan", async () => {
    const view = "&publishedBefore=2024-01-01T00:00:00Z";
    for (const asked of [LUKEVILLE_CARS, EAGLE_CARS, PEDWEST, MORLEY])
      expect(await ask(asked, "2024-01-02T12:00:00Z", view)).toMatchObject({ open: false, next: null });
  });

  test("is unknown with a `knownAt` before the seed was recorded", async () => {
    expect(await ask(LUKEVILLE_CARS, "2023-12-20T19:00:00Z", "&knownAt=2024-01-01T00:00:00Z")).toMatchObject({
      open: null,
      because: "no_report",
    });
  });
});
