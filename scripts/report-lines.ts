import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { KnownDraft } from "../src/actions/record/record-missing.ts";
import { Refusal } from "../src/domain/errors.ts";
import type { Crossing } from "../src/domain/places/crossing.ts";
import { acceptDraft, type ReportDraft } from "../src/domain/record/draft.ts";
import { decode } from "../src/http/request/decode.ts";
import { readJson } from "../src/http/request/read-json.ts";
import { ReportBody, toDraft } from "../src/http/wire/report.ts";

/** A non-blank line of a file. Line numbers start at 1. */
interface Line {
  number: number;
  bytes: Buffer;
}

/** Numbers of reports and of faulty lines, and messages about the first faulty lines. */
export interface Checked {
  reports: number;
  faulty: number;
  faults: string[];
}

/** Maximum number of reported errors. Many errors usually have a common cause. */
const TOLD = 20;

async function* linesOf(file: string): AsyncGenerator<Line> {
  // latin1 keeps every byte. Otherwise, multi-byte characters could be split, and some characters would count as line
  // breaks.
  const lines = createInterface({ input: createReadStream(file, "latin1"), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() !== "") yield { number, bytes: Buffer.from(line, "latin1") };
  }
}

/** Parses a report in the format of `POST /v1/reports`. @throws Refusal `invalid`, under the rules of that request */
function readReport(bytes: Buffer): KnownDraft {
  const { value: given } = readJson(bytes, "line");
  const draft = toDraft(decode(ReportBody, given));
  const id = `import-${createHash("sha256").update(JSON.stringify(given)).digest("hex").slice(0, 32)}`;
  return { id, draft };
}

/**
 * Reads the reports of an NDJSON file, one per line. The ids are derived from the contents.
 * @throws Refusal `invalid`
 */
export async function* reportsIn(file: string): AsyncGenerator<KnownDraft> {
  for await (const { bytes } of linesOf(file)) yield readReport(bytes);
}

/**
 * Returns true for the id of an imported report. The imported report may be in the same file, so the id is checked only
 * when the report that refers to it is recorded.
 */
const isOfFile = (id: string): boolean => id.startsWith("import-");

/** Removes the ids of imported reports from a draft. */
const withoutOwn = ({ changes }: ReportDraft): Pick<ReportDraft, "changes"> => ({
  changes: changes.map((change) =>
    Array.isArray(change.lifts) ? { ...change, lifts: change.lifts.filter((id) => !isOfFile(id)) } : change,
  ),
});

/** Checks that every line is a valid report. Calls `tell` with the number of lines checked. */
export async function checkReports(
  file: string,
  crossings: ReadonlyMap<string, Crossing>,
  checkDraft: (draft: Pick<ReportDraft, "changes">) => Promise<void>,
  tell: (lines: number) => void,
): Promise<Checked> {
  const checked: Checked = { reports: 0, faulty: 0, faults: [] };
  for await (const { number, bytes } of linesOf(file)) {
    try {
      const { draft } = readReport(bytes);
      acceptDraft(draft, crossings);
      await checkDraft(withoutOwn(draft));
      checked.reports++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      checked.faulty++;
      if (checked.faults.length < TOLD) checked.faults.push(`line ${number}: ${error.message}`);
    }
    tell(checked.reports + checked.faulty);
  }
  return checked;
}
