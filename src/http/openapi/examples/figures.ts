import { service, suspensionSource } from "./statuses.ts";

/** Figures about Lukeville in December 2023, shortened: one service, and one item of each list. */

const countSource = {
  kind: "announcement",
  publisher: "Bureau of Transportation Statistics",
  title: "Border Crossing Entry Data, December 2023",
  url: "https://data.bts.gov/d/keg4-3bc2",
  publishedAt: "2024-02",
};

const account = {
  hours: { total: 744, open: 0, limited: 42, suspended: 672, closed: 0, outsideHours: 30, unknown: 0 },
  unconfirmed: 0,
  contradicted: 0,
  evidence: { traffic: 0, count: 42, announced: 0 },
  causes: [
    {
      share: "suspended",
      because: "suspended",
      reason: "staffing",
      hours: 672,
      withinHours: 392,
      hoursUnknown: 0,
      others: [],
    },
  ],
};

const where = { crossing: "lukeville", name: "Lukeville", state: "AZ", timeZone: "America/Phoenix" };
const period = { from: "2023-12-01T07:00:00Z", to: "2024-01-01T07:00:00Z", clipped: false };
const source = {
  id: "seed-cbp-2023-12-01-lukeville",
  recordedAt: "2026-11-30T14:04:11.31Z",
  source: suspensionSource,
};

const accounts = {
  ...where,
  port: "2602",
  ...period,
  services: [
    {
      ...service,
      ...account,
      months: [{ month: "2023-12", ...account, reports: ["seed-cbp-2023-12-01-lukeville"] }],
    },
  ],
};
const made = { at: "2026-11-30T14:09:22.702Z", asOf: 599, reports: [{ ...source, reason: "staffing" }] };

export const figureExamples = {
  MonthRange: { from: "2023-12", to: "2024-01" },
  Counts: {
    asOf: 599,
    counts: [{ ...service, month: "2023-12", number: 3966, usual: 36478, report: "seed-counts-bts-2023-12" }],
    folded: [
      { ...service, publishers: [countSource.publisher], from: "2023-12", to: "2023-12", nobody: [], missing: [] },
    ],
    reports: [{ id: "seed-counts-bts-2023-12", source: countSource }],
  },
  OtherRestriction: { status: "suspended", reason: "public_health", hours: 408 },
  Availability: { ...accounts, ...made },
  AvailabilityList: { ...made, crossings: [accounts], next: "lukeville" },
  Restrictions: {
    at: "2026-11-30T14:09:22.762Z",
    asOf: 610,
    summary:
      "In December 2023, 9 crossings were suspended or closed, in whole or in part; the longest, Eagle Pass International Bridge I and Presidio-Ojinaga International Rail Bridge, on 31 days each.",
    link: "/history?from=2023-12&to=2023-12&knownAt=2026-11-30T14%3A09%3A22.762Z",
    crossings: [
      {
        ...where,
        ...period,
        days: 28,
        daysLimited: 3,
        daysInDoubt: 0,
        months: [{ month: "2023-12", days: 28, daysLimited: 3, daysInDoubt: 0 }],
        restrictions: [
          {
            mode: "pedestrian",
            direction: "northbound",
            status: "suspended",
            limited: false,
            programmes: [],
            from: "2023-12-04",
            onset: "exact",
            to: "2024-01-04T13:00:00Z",
            days: 28,
            daysInDoubt: 0,
            hours: 672,
            withinHours: 392,
            hoursUnknown: 0,
            reasons: ["staffing"],
            reports: ["seed-cbp-2023-12-01-lukeville"],
          },
        ],
      },
    ],
    reports: [source],
  },
};
