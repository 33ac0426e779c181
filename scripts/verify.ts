import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { loadChainHead } from "../src/store/chain/chain-head.ts";
import type { DerivedFault } from "../src/store/chain/check-derived.ts";
import { checkHead, type HeadCheck, type KeptHead } from "../src/store/chain/check-head.ts";
import { type ChainBreak, verifyChain } from "../src/store/chain/verify-chain.ts";
import { KeptHeadFile, KeptKeysFile } from "./copy/kept-files.ts";
import { paced } from "./progress.ts";
import { withStore } from "./with-store.ts";

const USAGE = `npm run verify                                    check the whole log against its hashes
npm run verify -- --head head.json                also check that the log still contains a head kept from /v1/log/head
npm run verify -- --head head.json --key key.json  check its signature with a key kept from /v1/log/key, not with the database's`;

const fail = (sentence: string, code: number): void => {
  console.error(sentence);
  process.exitCode = code;
};

/** Returns a sentence about the first difference between the log and its hashes. */
function describeBreak(found: ChainBreak): string {
  switch (found.kind) {
    case "altered":
      return `Report ${found.id} (seq ${found.seq}) was altered: its content no longer has the hash with which it was recorded.`;
    case "rehashed":
      return `Report ${found.id} (seq ${found.seq}) was altered together with its hash: the next report was recorded after another hash.`;
    case "moved":
      return `The order was changed: report ${found.id} was recorded as seq ${found.from}, and is now seq ${found.seq}.`;
    case "added":
      return `Report ${found.id} (seq ${found.seq}) was added later: the log had no report at this place.`;
    case "unhashed":
      return `Report ${found.id} (seq ${found.seq}) has no hash: it was not recorded by this version of Garita. Garita's next start or report adds the hash.`;
    case "missing":
      return found.seq === null
        ? `A report is missing before seq ${found.next}, together with its hash.`
        : `The report with seq ${found.seq} is missing: only its hash is left.`;
  }
}

/** Returns a sentence about reports whose content is as recorded, although answers may differ. */
function describeDerived(faults: readonly DerivedFault[]): string {
  const [first] = faults;
  const rest = faults.length === 1 ? "" : ` The same is true of ${(faults.length - 1).toLocaleString("en-US")} more.`;
  return `Report ${first?.id} (seq ${first?.seq}) has the content with which it was recorded, but the columns that queries use do not follow from it (${first?.where}).${rest} They were altered, or the crossing's time zone was changed.`;
}

/** Returns a sentence about a head that the log does not confirm. */
function describeHead(check: Exclude<HeadCheck, { kind: "sound" }>, { seq, hash, keyId }: KeptHead): string {
  switch (check.kind) {
    case "signature":
      return `The signature of the head is not valid, so the head proves nothing: it, or the key, was altered.`;
    case "unknownKey":
      return `The head is signed with the key ${keyId}, which the database does not list. Give its public key with --key.`;
    case "cut":
      return `The log was rewritten: the head names the report with seq ${seq}, which is no longer in the log.`;
    case "rewritten":
      return `The log was rewritten up to seq ${seq}: there, the head has the hash ${hash}, and the log now has ${check.now}.`;
  }
}

/** Reads a file that was kept from `address`. Prints a message and returns undefined if it is something else. */
async function readKept<Kept>(path: string, kind: z.ZodType<Kept>, address: string): Promise<Kept | undefined> {
  try {
    return kind.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    fail(`${path} cannot be read as an answer of ${address}: ${(error as Error).message}`, 2);
    return undefined;
  }
}

async function verifyLog(head: KeptHead | undefined, key: string | undefined): Promise<void> {
  await withStore(
    async ({ db }) => {
      const end = await loadChainHead(db);
      const { reports, firstBreak, derivedFaults } = await verifyChain(
        db,
        paced((sofar) => `${sofar.toLocaleString("en-US")} of ${end.reports.toLocaleString("en-US")} reports checked`),
      );
      if (firstBreak !== null) fail(describeBreak(firstBreak), 1);
      if (derivedFaults.length > 0) fail(describeDerived(derivedFaults), 1);
      const check = head && (await checkHead(db, head, key));
      if (head !== undefined && check !== undefined && check.kind !== "sound") fail(describeHead(check, head), 1);
      if (process.exitCode === 1) return;
      console.log(
        `The log is as it was recorded: ${reports.toLocaleString("en-US")} reports. Its head is seq ${end.seq}, ${end.hash}.`,
      );
      if (check?.kind === "sound")
        console.log(
          `It contains the head that was kept (seq ${head?.seq})${check.isSigned ? ", whose signature is valid" : ", which is not signed"}.`,
        );
    },
    { readOnly: true },
  );
}

const text = { type: "string" } as const;
const { values, positionals } = parseArgs({ allowPositionals: true, options: { head: text, key: text } });
if (positionals.length > 0 || (values.key !== undefined && values.head === undefined)) fail(USAGE, 2);
else {
  const head = values.head === undefined ? undefined : await readKept(values.head, KeptHeadFile, "/v1/log/head");
  const kept = values.key === undefined ? undefined : await readKept(values.key, KeptKeysFile, "/v1/log/key");
  const key = kept?.keys.find(({ id }) => id === head?.keyId)?.publicKey;
  if (kept !== undefined && head !== undefined && key === undefined)
    fail(`${values.key} does not have the key ${head.keyId} with which the head is signed.`, 2);
  if (process.exitCode !== 2) await verifyLog(head, key);
}
