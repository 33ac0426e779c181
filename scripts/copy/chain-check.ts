import { Temporal } from "temporal-polyfill";
import type { ChainHead } from "../../src/domain/record/chain/chain-head.ts";
import type { Report } from "../../src/domain/record/report.ts";
import { hashOf } from "../../src/store/chain/verify-chain.ts";
import { CopyFault } from "./copy-fault.ts";

/** Checks reports that are added in order, each against its hash and the report before. */
export interface ChainCheck {
  /** @throws CopyFault if the report is not as recorded, or does not follow the one before */
  add(report: Report): void;
  /** The end of the chain so far. */
  head(): ChainHead;
}

export function makeChainCheck(): ChainCheck {
  let head: ChainHead = { seq: 0, hash: null, time: null, reports: 0 };
  return {
    add(report) {
      const { id, seq, hashes, recordedAt } = report;
      const fail = (sentence: string): never => {
        throw new CopyFault(`Report ${id} (seq ${seq}) ${sentence}`);
      };
      if (hashes === null) return fail("has no hash. Garita's next start adds it.");
      if (seq <= head.seq || (head.time !== null && Temporal.Instant.compare(recordedAt, head.time) < 0))
        fail(`does not come after the report before, whose seq is ${head.seq}.`);
      if (hashes.previousHash !== head.hash)
        fail("does not follow the report before: one was altered, added or removed.");
      if (hashOf(report, hashes) !== hashes.hash)
        fail("was altered: its content does not have the hash with which it was recorded.");
      head = { seq, hash: hashes.hash, time: recordedAt, reports: head.reports + 1 };
    },
    head: () => head,
  };
}
