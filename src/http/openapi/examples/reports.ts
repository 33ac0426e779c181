import { restriction, service, suspensionSource } from "./statuses.ts";

/** Reports, and the requests that record them. */

const note =
  "Northbound and southbound, pedestrians and vehicles, until further notice, and no hour. Trucks are taken to be among the vehicles: seven were counted in December, usually about seventy. In full at KYMA.";

const seeded = {
  id: "seed-cbp-2023-12-01-lukeville",
  seq: 78,
  recordedAt: "2026-11-30T14:04:11.31Z",
  recordedBy: "seed",
  source: suspensionSource,
  reason: "staffing",
  note,
  retracts: null,
  origin: null,
  retractedAt: null,
  hash: "1ab6933e371769909dd4ff8aea6c0696e73d349e2090445f8de2671c23c3c0f5",
  previousHash: "9a389f7c484e82cb55f39217c5b9ebf318c8ec5612bd0a6d56fea82b3a936e16",
  changes: [
    {
      crossing: "lukeville",
      modes: ["passenger"],
      directions: ["northbound"],
      status: "suspended",
      limited: false,
      onset: "exact",
      effectiveAt: "2023-12-04",
      expectedUntil: null,
    },
  ],
  claims: [],
};

const callSource = { kind: "operator", publisher: "Pima County Emergency Management", title: "Call from the port" };
const closure = {
  crossing: "lukeville",
  modes: ["commercial"],
  directions: ["northbound"],
  status: "closed",
  effectiveAt: "2026-03-02",
};
const claim = { ...closure, status: "open" };

const newReport = {
  source: callSource,
  reason: "weather",
  note: "Flooded road",
  changes: [closure],
  claims: [],
};

/** A report that an operator recorded. */
export const recorded = {
  ...seeded,
  id: "14e967d7-cf01-4cb8-afdb-023dbc94537c",
  seq: 611,
  recordedAt: "2026-11-30T14:09:42.306Z",
  recordedBy: "operator",
  source: { ...callSource, url: null, publishedAt: null },
  reason: "weather",
  note: "Flooded road",
  hash: "71dff174d6bdd7769f73805348ce3e6dd5c79ba10298bc535ab273c57b7940f7",
  previousHash: "865c8baf8a0b3ec0c502ec0c712ef6726b1c7bdda1d53a5b737c122f83bc6e41",
  changes: [{ ...closure, limited: false, onset: "exact", expectedUntil: null }],
};

/** The report that withdraws it. */
export const retraction = {
  ...recorded,
  id: "09a208fe-3f40-49cf-80ed-d41a2e13b060",
  seq: 612,
  recordedAt: "2026-11-30T14:09:42.563Z",
  source: { ...recorded.source, publisher: "operator", title: `Retraction of ${recorded.id}` },
  reason: null,
  note: "The call was about another port",
  retracts: recorded.id,
  hash: "7b1a41ac6099c2a5f8f5f9f625181b6ac75d85768ba419a53c7ea6da597b2970",
  previousHash: recorded.hash,
  changes: [],
};

const proposal = {
  id: "2f6c1d0a-8a35-4c52-9d0e-5d6f5b0f1a77",
  job: "watch-announcements",
  draftedBy: null,
  retracts: null,
  title: suspensionSource.title,
  grounds: "“Lukeville Port of Entry to be suspended on Dec. 4”",
  draft: newReport,
  unreadable: null,
  state: "open",
  createdAt: "2026-11-30T14:09:42.306Z",
  expiresAt: "2026-12-14T14:09:42.306Z",
  settledAt: null,
  settledBy: null,
  reason: null,
  supersedes: [],
  supersededBy: null,
  report: null,
};

const keyId = "db52247699f459dc1d0b3a3699167d5e18b4c56e248dc8300ebd477be83ce9e9";

export const reportExamples = {
  Report: seeded,
  ReportClaim: {
    ...claim,
    limited: false,
    effectiveAt: "2023-12",
    until: null,
    denied: false,
    attributed: false,
    count: 7,
  },
  ReportList: { reports: [seeded], next: "78" },
  Changes: { changes: [seeded], next: 78 },
  NewReport: newReport,
  NewClaim: claim,
  StillRestricted: { crossing: "lukeville", ...service, restrictions: [restriction] },
  RecordedReport: { ...recorded, stillRestricted: [] },
  NewRetraction: { note: "The call was about another port" },
  ProposalList: { proposals: [proposal], next: null },
  Acceptance: { report: newReport },
  Dismissal: { reason: "The announcement is about another crossing" },
  LogHead: {
    seq: 610,
    hash: "865c8baf8a0b3ec0c502ec0c712ef6726b1c7bdda1d53a5b737c122f83bc6e41",
    time: "2026-11-30T14:04:12.59Z",
    reports: 610,
    keyId,
    signature: "zGM+yZ+ZSBo9lvmOC0RV7CHoQ+WxeIsyWJnSVMq443OTpUxzhhty4Ovdj+rswn24QoUAfApKw0HEyNC7PqGiCg==",
  },
  LogKeys: {
    current: keyId,
    keys: [
      {
        id: keyId,
        publicKey:
          "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAEg0gWuupPXeAK5TgcyKMp1jetAgCJX3VIEuwpgP72zs=\n-----END PUBLIC KEY-----\n",
        since: "2026-11-30T14:04:12.613Z",
      },
    ],
  },
  JobList: {
    jobs: [
      {
        name: "take-effect",
        schedule: "* * * * *",
        nextRunAt: "2026-11-30T14:10:00Z",
        lastRuns: [
          {
            startedAt: "2026-11-30T14:09:00Z",
            endedAt: "2026-11-30T14:09:00.021Z",
            outcome: "succeeded",
            counts: { changed: 2 },
            error: null,
            process: "host-1/4711",
          },
        ],
      },
    ],
  },
  StartedRun: { run: "ef6c7759-8721-4362-841f-1208ae132df8" },
};
