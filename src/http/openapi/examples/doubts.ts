import { service } from "./statuses.ts";

/** Parts of answers that are absent from most answers. */
export const doubtExamples = {
  HoursException: {
    exception: "2021 Feb 15 10:00-24:00",
    effectiveAt: "2021-02-15",
    until: null,
    today: false,
    report: {
      id: "seed-cameron-county-2021-02-18-late-opening",
      reason: "weather",
      source: {
        kind: "announcement",
        publisher: "Cameron County",
        title: "Free Trade International Bridge at Los Indios to temporarily close / to reopen",
        url: "https://www.valleycentral.com/news/local-news/free-trade-international-bridge-at-los-indios-to-reopen/",
        publishedAt: "2021-02-18",
      },
    },
  },
  Conflict: {
    status: "closed",
    limited: false,
    programmes: [],
    at: "2019-01",
    source: {
      kind: "announcement",
      publisher: "U.S. Customs and Border Protection",
      title: "Crossings by bridge, Texas, January 2019",
      url: "https://github.com/unt-clscm/CBP-Border-Crossings",
      publishedAt: "2019-03",
    },
    count: 0,
  },
  Wait: { lanes: [{ kind: "standard", minutes: 25, lanesOpen: 3, at: "2026-11-30T14:00:00Z" }] },
  Programme: "essential_travel",
  Problem: {
    type: "/problems/invalid",
    title: "The request is not valid",
    status: 400,
    detail: 'mode: must be one of pedestrian, passenger, commercial, rail; got "boat"',
    instance: "/v1/crossings/lukeville/status?mode=boat",
    errors: [{ path: "mode", message: 'must be one of pedestrian, passenger, commercial, rail; got "boat"' }],
  },
  Waits: {
    at: "2026-11-30T14:09:22.676Z",
    timeZone: "America/Phoenix",
    current: [{ ...service, lanes: [{ kind: "standard", minutes: 25, lanesOpen: 3, at: "2026-11-30T14:00:00Z" }] }],
    samples: [
      {
        mode: "passenger",
        lane: "standard",
        hour: "2026-11-30T13:00:00Z",
        minutes: 20,
        filedAt: "2026-11-30T13:00:00Z",
      },
    ],
    typical: [{ mode: "passenger", lane: "standard", weekday: "Mo", hour: 7, samples: 8, median: 20, p90: 45 }],
    next: null,
  },
};
