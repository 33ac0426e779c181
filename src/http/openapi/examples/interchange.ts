import { properties } from "./statuses.ts";

/** Answers in the formats of status pages and of OGC API Features, shortened to one item of each list. */

const page = {
  id: "garita",
  name: "Border crossings",
  url: "/",
  time_zone: "Etc/UTC",
  updated_at: "2026-11-30T14:04:12.59Z",
};

const component = {
  id: "lukeville",
  name: "Lukeville",
  status: "major_outage",
  created_at: "2026-11-30T00:00:00Z",
  updated_at: "2026-11-30T14:04:12.565Z",
  position: 8,
  description: "Suspended since 4 Dec 2023, both directions, all modes (U.S. Customs and Border Protection)",
  showcase: true,
  start_date: null,
  group_id: "AZ",
  page_id: "garita",
  group: false,
  only_show_if_degraded: false,
};

const INCIDENT = "353deca8-160e-5d0d-ab27-3d5cb7ba689d";
const told = "2026-11-30T14:04:11.412Z";
const update = {
  id: "7e06cd08-870a-5b62-8edf-f1d0f51c838a",
  status: "identified",
  body: "Suspended from 4 Dec 2023, both directions, all modes.\nReason: staffing.",
  incident_id: INCIDENT,
  created_at: told,
  updated_at: told,
  display_at: told,
  affected_components: [
    { code: "lukeville", name: "Lukeville", old_status: "degraded_performance", new_status: "major_outage" },
  ],
};

const incident = {
  id: INCIDENT,
  name: "Suspended: Lukeville, both ways – staffing",
  status: "identified",
  created_at: told,
  updated_at: told,
  monitoring_at: null,
  resolved_at: null,
  shortlink: "/lukeville",
  started_at: "2023-12-04T07:00:00Z",
  page_id: "garita",
  incident_updates: [update],
  impact: "critical",
  components: [component],
};

const maintenance = {
  ...incident,
  name: "Closed: Lukeville, both ways – construction",
  status: "scheduled",
  incident_updates: [{ ...update, status: "scheduled", body: "Closed from 4 Dec 2023, both directions, all modes." }],
  impact: "maintenance",
  scheduled_for: incident.started_at,
  scheduled_until: "2023-12-08T07:00:00Z",
};

const status = { indicator: "minor", description: "58 crossings: 1 shut, 21 limited or not confirmed and 36 open" };

const base = "https://garita.example.org";
const title = "Border crossings";
const description = "Border crossings, and whether each is open, with the sources of each answer.";
const self = { href: `${base}/ogc`, rel: "self", type: "application/json", title };

const collection = {
  id: "crossings",
  title,
  description,
  itemType: "feature",
  extent: {
    spatial: { bbox: [[-117.0345, 25.8838, -97.4761, 32.7181]], crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84" },
    temporal: { interval: [[null, null]], trs: "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian" },
  },
  crs: ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
  links: [self],
};

const feature = {
  type: "Feature",
  id: "lukeville",
  geometry: { type: "Point", coordinates: [-112.8171, 31.8802] },
  properties,
};

export const interchangeExamples = {
  StatusPageStatus: { page, status },
  StatusPageComponents: { page, components: [component] },
  StatusPageIncidents: { page, incidents: [incident] },
  StatusPageMaintenances: { page, scheduled_maintenances: [maintenance] },
  StatusPageSummary: { page, status, components: [component], incidents: [incident], scheduled_maintenances: [] },
  OgcLandingPage: { title, description, links: [self] },
  OgcConformance: { conformsTo: ["http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"] },
  OgcCollections: { links: [self], collections: [collection] },
  LinkedCrossingFeature: { ...feature, links: [self] },
  CrossingFeatures: {
    type: "FeatureCollection",
    timeStamp: "2026-11-30T14:09:24.441Z",
    numberMatched: 58,
    numberReturned: 1,
    links: [self],
    features: [feature],
  },
};
