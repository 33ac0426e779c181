import type { Config } from "../../src/config.ts";
import type { Context } from "../../src/context.ts";
import type { DoctorWords } from "../../src/locales/messages/doctor.ts";
import { loadConnectionLimit, probeDatabase } from "../../src/store/probe.ts";
import { formatRight, type Right } from "../../src/store/rights/service-rights.ts";
import type { DatabaseRights } from "../../src/store/servers/database-rights.ts";
import { type Finding, right, wrong } from "./finding.ts";

/** Part of the connections from which on further ones may soon be refused. */
const BUSY = 0.9;

/** Checks that the server accepts writes, its clock, its connections, and the rights of the role. */
export async function checkServer(
  { db }: Context,
  { GARITA_MODE: mode }: Config,
  { isStandby, user, connections, lacking }: DatabaseRights,
  words: DoctorWords,
): Promise<Finding[]> {
  const isReader = mode === "read";
  const { readOnly, clocksDiffer, logAhead } = await probeDatabase(db);
  const { max, reserved } = await loadConnectionLimit(db);
  const most = max - reserved;
  const findings = [
    clocksDiffer === null ? right(words.clocksAgree) : wrong(words.clocksDiffer(clocksDiffer)),
    connections < most * BUSY
      ? right(words.connections(connections, most))
      : wrong(words.connectionsShort(connections, most)),
  ];
  if (logAhead !== null) findings.push(wrong(words.logAhead(String(logAhead))));
  // A process that only reads needs no more than the right to read, which was checked before.
  if (isReader) return [...findings, right(words.rights(user))];
  findings.push(
    isStandby ? wrong(words.standby) : readOnly ? wrong(words.readOnly) : right(words.writable),
    rightsFinding(user, lacking, words),
  );
  return findings;
}

/** Tells whether the role lacks one of the given rights. */
export function rightsFinding(user: string, lacking: readonly Right[], words: DoctorWords): Finding {
  const [first, ...more] = lacking.map(formatRight);
  return first === undefined ? right(words.rights(user)) : wrong(words.lacksRight(user, first, more.length));
}
