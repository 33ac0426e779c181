/** Answers about Lukeville in December 2023, shortened: one service, and one item of each list. */

const publisher = "U.S. Customs and Border Protection";

export const suspensionSource = {
  kind: "announcement",
  publisher,
  title: "Lukeville Port of Entry to be suspended on Dec. 4",
  url: "https://kyma.com/news/arizona-news/2023/12/01/lukeville-port-of-entry-to-be-suspended-on-dec-4/",
  publishedAt: "2023-12-01",
};

const resumptionSource = {
  kind: "announcement",
  publisher,
  title: "Statement from CBP on resumption of field operations in Arizona, California, and Texas",
  url: "https://www.einpresswire.com/article/679163216/statement-from-cbp-on-resumption-of-field-operations-in-arizona-california-and-texas",
  publishedAt: "2024-01-02",
};

export const service = { mode: "passenger", direction: "northbound" };

const suspensionHead = { id: "seed-cbp-2023-12-01-lukeville", reason: "staffing", source: suspensionSource };
const resumptionHead = { id: "seed-cbp-2024-01-02-resumption", reason: null, source: resumptionSource };

export const restriction = {
  status: "suspended",
  reason: "staffing",
  since: "2023-12-04",
  expectedUntil: null,
  overdue: false,
  report: suspensionHead,
  otherReports: [],
};

const summary =
  "Suspended since 4 Dec 2023, northbound, passenger, announced open from 4 Jan 2024 06:00 MST (U.S. Customs and Border Protection)";

const serviceStatus = {
  ...service,
  open: false,
  status: "suspended",
  limited: false,
  programmes: [],
  because: "suspended",
  since: "2023-12-04",
  onset: "exact",
  expectedUntil: null,
  overdue: false,
  restrictions: [restriction],
  hours: "06:00-20:00",
  exceptions: [],
  opensAt: null,
  closesAt: null,
  next: {
    status: "open",
    limited: false,
    programmes: [],
    effectiveAt: "2024-01-04T13:00:00Z",
    report: resumptionHead,
  },
  certainty: "announced",
  confirmedAt: null,
  confirmedBy: null,
  conflict: null,
  wait: null,
  report: suspensionHead,
};

const verdict = { open: false, partial: false, summary, services: [serviceStatus] };
const where = { crossing: "lukeville", name: "Lukeville", state: "AZ", timeZone: "America/Phoenix" };
export const status = { ...where, at: "2023-12-20T19:00:00Z", asOf: 599, ...verdict };

const place = {
  slug: "lukeville",
  name: "Lukeville",
  names: { en: "Lukeville", es: "Garita de Sonoyta" },
  aliases: ["Lukeville Port of Entry", "Gringo Pass", "Lukeville-Sonoyta", "Sonoyta"],
  kind: "gate",
  port: "2602",
  state: "AZ",
  county: { name: "Pima", fips: "04019" },
  city: "Lukeville",
  mexicanCity: "Sonoyta",
  mexicanState: "Sonora",
  point: { lat: 31.8802, lon: -112.8171, confidence: "high" },
  timeZone: "America/Phoenix",
};
const { point: _, ...mapped } = place;

/** The properties of Lukeville on a map. */
export const properties = {
  title: "Lukeville",
  description: summary,
  "marker-color": "#a50026",
  ...mapped,
  ...verdict,
  pointConfidence: "high",
};

const sasabe = {
  slug: "sasabe",
  name: "Sasabe",
  names: { en: "Sasabe", es: "Garita de El Sásabe" },
  aliases: ["Sasabe Port of Entry", "Sásabe", "El Sasabe"],
  kind: "gate",
  port: "2606",
  state: "AZ",
  county: { name: "Pima", fips: "04019" },
  city: "Sasabe",
  mexicanCity: "Sásabe (Sáric)",
  mexicanState: "Sonora",
  point: { lat: 31.483, lon: -111.5444, confidence: "high" },
  timeZone: "America/Phoenix",
  distanceKm: 128.3,
  summary:
    "Open since 8 Nov 2021, northbound, passenger (U.S. Department of Homeland Security; U.S. Customs and Border Protection), closes 18:00 MST (Garita), traffic was counted in Dec 2023 (Bureau of Transportation Statistics)",
  ...service,
  open: true,
  status: "open",
  limited: false,
  programmes: [],
  because: "in_service",
  since: "2021-11-08",
  onset: "exact",
  expectedUntil: null,
  overdue: false,
  restrictions: [],
  hours: "08:00-18:00; Fr,Su 08:00-20:00",
  exceptions: [],
  opensAt: null,
  closesAt: "2023-12-21T01:00:00Z",
  next: null,
  certainty: "attested",
  confirmedAt: "2023-12",
  confirmedBy: {
    kind: "count",
    at: "2023-12",
    source: {
      kind: "announcement",
      publisher: "Bureau of Transportation Statistics",
      title: "Border Crossing Entry Data, December 2023",
      url: "https://data.bts.gov/d/keg4-3bc2",
      publishedAt: "2024-02",
    },
  },
  conflict: null,
  wait: null,
  report: {
    id: "seed-cbp-2023-11-01-sasabe",
    reason: null,
    source: {
      kind: "announcement",
      publisher,
      title: "Migrant aid center closed amid spike in violence in Sasabe",
      url: "https://www.kjzz.org/2023-11-01/content-1861738-migrant-aid-center-closed-amid-spike-violence-sasabe",
      publishedAt: "2023-11-01",
    },
  },
};

/** Members of a line of the history that this line does not have. */
const none = { hours: null, exception: null, expectedUntil: null, until: null, denied: null, attributed: null };

const historyItem = {
  seq: 90,
  kind: "status",
  ...service,
  status: "open",
  limited: false,
  programmes: [],
  ...none,
  effectiveAt: "2024-01-04T13:00:00Z",
  onset: "exact",
  report: {
    id: "seed-cbp-2024-01-02-resumption",
    recordedAt: "2026-11-30T14:04:11.31Z",
    source: resumptionSource,
    reason: null,
    note: "Hours are given as local; three of the four are also the usual opening hour. Whether PedWest would keep shorter hours is not said.",
  },
  retractedAt: null,
};

export const statusExamples = {
  Service: service,
  StatusAnswer: status,
  ChangedStatus: {
    ...status,
    at: "2024-01-04T13:00:00Z",
    ...verdict,
    open: true,
    summary: "Open since 4 Jan 2024 06:00 MST, northbound, passenger (U.S. Customs and Border Protection)",
    services: [
      {
        ...serviceStatus,
        open: true,
        status: "open",
        because: "in_service",
        since: "2024-01-04T13:00:00Z",
        restrictions: [],
        closesAt: "2024-01-05T03:00:00Z",
        next: null,
        report: resumptionHead,
      },
    ],
    turned: [service],
  },
  Crossing: {
    ...place,
    services: [{ ...service, hours: "06:00-20:00" }],
    feedPortNumbers: ["260201"],
    note: "Closed later, at 22:00, on some holiday Fridays and Mondays of 2023.",
    source: "CBP Border Wait Times, 29 June 2022; BTS Border Crossing Entry Data",
    at: "2026-11-30T14:09:21.94Z",
    asOf: 599,
  },
  CrossingList: {
    at: "2023-12-20T19:00:00Z",
    asOf: 599,
    crossings: [{ ...place, ...verdict, distanceKm: 0.7 }],
    next: null,
  },
  Alternatives: {
    ...where,
    ...service,
    at: "2023-12-20T19:00:00Z",
    asOf: 610,
    open: false,
    summary,
    service: serviceStatus,
    alternatives: [sasabe],
    nearestSure: sasabe,
    unplaced: [],
    notes: ["Distances are in a straight line; by road they are longer."],
  },
  HistoryItem: historyItem,
  StatusSpan: {
    ...service,
    status: "suspended",
    limited: false,
    programmes: [],
    from: "2023-12-04",
    to: "2024-01-04T13:00:00Z",
  },
  History: {
    asOf: 599,
    history: [historyItem],
    next: "1704373200000.90.2.3",
  },
  PortList: { ports: [{ code: "2602", name: "Lukeville", state: "AZ", crossings: ["lukeville"] }] },
};
