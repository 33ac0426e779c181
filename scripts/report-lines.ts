import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { KnownDraft } from "../src/actions/record/record-missing.ts";
import { Refusal } from "../src/domain/errors.ts";
import type { Crossing } from "../src/domain/places/crossing.ts";
import { acceptDraft } from "../src/domain/record/draft.ts";
import { decode } from "../src/http/request/decode.ts";
import { readJson } from "../src/http/request/read-json.ts";
import { ReportBody, toDraft } from "../src/http/wire/report.ts";

/** A line of a file that is not blank, with its number, counted from 1. */
interface Line {
  number: number;
  bytes: Buffer;
}

/** What was found of a file: its reports, how many lines are unsound, and the first of them, each in a sentence. */
export interface Checked {
  reports: number;
  faulty: number;
  faults: string[];
}

/** Faults that are told, at the most: whoever sees so many looks for their common cause. */
const TOLD = 20;

async function* linesOf(file: string): AsyncGenerator<Line> {
  // Byte for byte, since a line of JSON may hold characters at which text would be broken, and must be whole to be decoded.
  const lines = createInterface({ input: createReadStream(file, "latin1"), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() !== "") yield { number, bytes: Buffer.from(line, "latin1") };
  }
}

/** A report as `POST /v1/reports` takes it. @throws Refusal `invalid`, as there */
function readReport(bytes: Buffer): KnownDraft {
  const { value: given } = readJson(bytes, "line");
  const draft = toDraft(decode(ReportBody, given));
  const id = `import-${createHash("sha256").update(JSON.stringify(given)).digest("hex").slice(0, 32)}`;
  return { id, draft };
}

/** The reports of a file, a line each (NDJSON). Their ids follow from what they say. @throws Refusal `invalid` */
export async function* reportsIn(file: string): AsyncGenerator<KnownDraft> {
  for await (const { bytes } of linesOf(file)) yield readReport(bytes);
}

/** Looks whether every line is a report that would be accepted; `tell` hears after each how many were looked at. */
export async function checkReports(
  file: string,
  crossings: ReadonlyMap<string, Crossing>,
  tell: (lines: number) => void,
): Promise<Checked> {
  const checked: Checked = { reports: 0, faulty: 0, faults: [] };
  for await (const { number, bytes } of linesOf(file)) {
    try {
      acceptDraft(readReport(bytes).draft, crossings);
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
