import { createHash } from "node:crypto";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { parseException } from "../../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../../src/domain/hours/opening-hours.ts";
import { canonicalJson } from "../../../../src/domain/record/chain/canonical-json.ts";
import { canonicalReport } from "../../../../src/domain/record/chain/canonical-report.ts";
import type { Report } from "../../../../src/domain/record/report.ts";
import { formatMoment, parseMoment } from "../../../../src/domain/time/moment.ts";
import { presentReport, ReportAnswer } from "../../../../src/http/wire/report.ts";
import { scenes } from "../../arbitrary.ts";
import { logsOf } from "../../arbitrary-log.ts";

/** The members of the canonical text, as docs/verify.md lists them. */
const MEMBERS = "changes claims id note origin previousHash reason recordedAt recordedBy retracts seq source".split(
  " ",
);

const textOf = (report: Report, previousHash: string | null) =>
  canonicalReport(report, { seq: report.seq, recordedAt: formatMoment(report.recordedAt), previousHash });

test("the text is the canonical JSON of the documented members of the API's answer", () => {
  const logs = scenes.chain((scene) => logsOf(scene));
  const texts = fc.record({
    note: fc.option(fc.string({ unit: "binary" })),
    publisher: fc.string(),
    url: fc.option(fc.webUrl()),
  });
  fc.assert(
    fc.property(logs, texts, fc.nat(86_400_000), (log, { note, publisher, url }, milliseconds) => {
      for (const drawn of log) {
        const recordedAt = drawn.recordedAt.add({ milliseconds });
        const previousHash = drawn.seq === 0 ? null : "ab".repeat(32);
        const hashes = { hash: "", previousHash };
        const report = { ...drawn, note, recordedAt, hashes, source: { ...drawn.source, publisher, url } };
        const answer = z.encode(ReportAnswer, presentReport(report));
        const members = Object.entries(answer).filter(([name]) => MEMBERS.includes(name));
        expect(members).toHaveLength(MEMBERS.length);
        expect(textOf(report, previousHash)).toBe(canonicalJson(Object.fromEntries(members)));
      }
    }),
  );
});

const service = { crossing: "lukeville", mode: "passenger", direction: "northbound" } as const;
const month = Temporal.PlainYearMonth.from("2023-12");

/** A report with lines of every kind. */
const FIXED: Report = {
  id: "5f9d0a1e-7c1f-4d0e-9f2b-3b1a6f4f8c11",
  seq: 7,
  recordedAt: Temporal.Instant.from("2026-11-30T03:00:18.5Z"),
  recordedBy: "desk",
  source: { kind: "news", publisher: 'El Díario\n"Norte"', title: "Aviso €", url: null, publishedAt: 2023 },
  reason: "staffing",
  note: "A note",
  retracts: null,
  origin: null,
  retractedAt: Temporal.Instant.from("2026-12-01T00:00:00Z"),
  statusChanges: [
    {
      service,
      status: "open",
      limited: true,
      programmes: ["fast", "sentri"],
      effectiveAt: parseMoment("2023-12-04T08:00:00-07:00"),
      onset: "exact",
      expectedUntil: parseMoment("2024-01"),
      lifts: ["a", "b"],
    },
  ],
  hoursChanges: [
    { service, hours: parseHours("Mo-Fr 06:00-20:00"), effectiveAt: parseMoment("2023-12-05") },
    { service, hours: null, effectiveAt: parseMoment("2023-12-06") },
  ],
  hoursExceptions: [
    {
      service,
      exception: parseException("Dec 25 08:00-14:00"),
      effectiveAt: parseMoment("2023-12-01"),
      until: parseMoment("2023-12-31"),
    },
  ],
  claims: [
    {
      service,
      status: "closed",
      limited: false,
      programmes: [],
      effectiveAt: month,
      until: null,
      denied: true,
      attributed: false,
    },
  ],
  counts: [{ service, effectiveAt: month, number: 12_345 }],
  hashes: null,
};

/** The canonical text of {@link FIXED}. */
const FIXED_TEXT = [
  `{"changes":[{"crossing":"lukeville","directions":["northbound"],"effectiveAt":"2023-12-04T15:00:00Z","expectedUntil":"2024-01","lifts":["a","b"],"limited":true,"modes":["passenger"],"onset":"exact","programmes":["fast","sentri"],"status":"open"},`,
  `{"crossing":"lukeville","directions":["northbound"],"effectiveAt":"2023-12-05","hours":"Mo-Fr 06:00-20:00","modes":["passenger"]},`,
  `{"crossing":"lukeville","directions":["northbound"],"effectiveAt":"2023-12-06","hours":null,"modes":["passenger"]},`,
  `{"crossing":"lukeville","directions":["northbound"],"effectiveAt":"2023-12-01","exception":"Dec 25 08:00-14:00","modes":["passenger"],"until":"2023-12-31"}],`,
  `"claims":[{"attributed":false,"crossing":"lukeville","denied":true,"directions":["northbound"],"effectiveAt":"2023-12","limited":false,"modes":["passenger"],"status":"closed","until":null},`,
  `{"attributed":false,"count":12345,"crossing":"lukeville","denied":false,"directions":["northbound"],"effectiveAt":"2023-12","limited":false,"modes":["passenger"],"status":"open","until":null}],`,
  `"id":"5f9d0a1e-7c1f-4d0e-9f2b-3b1a6f4f8c11","note":"A note","origin":null,"previousHash":"00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff","reason":"staffing","recordedAt":"2026-11-30T03:00:18.5Z","recordedBy":"desk","retracts":null,"seq":7,`,
  String.raw`"source":{"kind":"news","publishedAt":"2023","publisher":"El Díario\n\"Norte\"","title":"Aviso €","url":null}}`,
];

// Hashes on record and hashes that readers kept depend on this text. If this test fails, the code must change, not the test.
test("the text and the hash of a fixed report never change", () => {
  const text = textOf(FIXED, "00ff".repeat(16));
  expect(text).toBe(FIXED_TEXT.join(""));
  expect(createHash("sha256").update(text).digest("hex")).toBe(
    "182e625c8188c742aac09be4ac5735e8235cc3493d3f27579900c8c1d1a665e4",
  );
});
