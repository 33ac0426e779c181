import type { Config } from "../../src/config.ts";
import type { Context } from "../../src/context.ts";
import type { DoctorWords } from "../../src/locales/messages/doctor.ts";
import { loadConnectionLimit, probeDatabase } from "../../src/store/probe.ts";
import type { DatabaseRights } from "../../src/store/servers/database-rights.ts";
import { type Finding, right, wrong } from "./finding.ts";

/** Part of the connections from which on further ones may soon be refused. */
const BUSY = 0.9;

/** Checks that the server accepts writes, its clock, its connections, and the rights of the role. */
export async function checkServer(
  { db }: Context,
  { GARITA_MODE: mode }: Config,
  { isStandby, user, connections, mayCreate, unwritable }: DatabaseRights,
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
    ...(mayCreate ? [] : [wrong(words.mayNotCreate(user))]),
    ...(unwritable.length === 0 ? [] : [wrong(words.mayNotUse(user, "INSERT", unwritable.join(", ")))]),
  );
  return mayCreate && unwritable.length === 0 ? [...findings, right(words.rights(user))] : findings;
}
