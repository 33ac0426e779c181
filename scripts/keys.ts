import { parseArgs } from "node:util";
import { z } from "zod";
import { createApiKey, isReserved, listApiKeys, revokeApiKey } from "../src/store/access/api-keys.ts";
import { endSessionsOf } from "../src/store/access/desk-sessions.ts";
import { auditKeys, type KeyEvent } from "../src/store/access/key-audit.ts";
import { withStore } from "./with-store.ts";

const USAGE = `npm run keys -- create --name desk --role recorder   create a key; it is shown once
npm run keys -- revoke --name desk                   revoke it at once and permanently
npm run keys -- sign-out --name desk                 end its sessions of the desk; the key stays valid
npm run keys -- list                                 list all keys with their roles
npm run keys -- log [--name desk]                    list what is stored about the use of the keys, oldest first
Roles: a recorder may record and retract reports, a subscriber may manage webhooks, an admin may do everything.`;

const Role = z.enum(["admin", "recorder", "subscriber"]);
const Name = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u);

/** Writes an entry of the audit. Times are UTC. */
function auditLine({ at, name, role, kind, count }: KeyEvent): string {
  const words: Record<KeyEvent["kind"], string> = {
    created: "the key was created",
    signedIn: "signed in to the desk",
    lastSeen: "last request in this session of the desk",
    subscribed: "subscribed to events",
    unsubscribed: "a subscription ended",
    lastNote: `last of ${count} hand-over ${count === 1 ? "note" : "notes"}`,
    lastDrafted: `last of ${count} ${count === 1 ? "report" : "reports"} sent to a second operator`,
    lastSettled: `last of ${count} settled ${count === 1 ? "proposal" : "proposals"}`,
    lastReport: `last of ${count} recorded ${count === 1 ? "report" : "reports"}`,
    revoked: "the key was revoked",
  };
  return `${at.toString({ smallestUnit: "second" })}  ${name} (${role})  ${words[kind]}`;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { name: { type: "string" }, role: { type: "string" } },
});

const fail = (sentence: string): never => {
  console.error(`${sentence}\n\n${USAGE}`);
  process.exit(2);
};

const nameGiven = () => {
  const name = Name.safeParse(values.name);
  return name.success
    ? name.data
    : fail(`--name must be 1 to 60 letters, digits, spaces, dots and hyphens; got '${values.name ?? ""}'.`);
};

const [verb] = positionals;
if (verb === "create") {
  const role = Role.safeParse(values.role);
  const name = nameGiven();
  if (isReserved(name)) fail(`The name '${name}' is reserved for Garita's own records. Use another name.`);
  if (!role.success) fail(`--role must be one of ${Role.options.join(", ")}; got '${values.role ?? ""}'.`);
  await withStore(async ({ db, clock }) => {
    const key = await createApiKey(db, name, role.data ?? "recorder", clock());
    if (key === null)
      fail(`A key named '${name}' exists or existed. A name always means one holder: use another name.`);
    console.log(`${key}\nKeep it: it is not shown again. Send it as 'Authorization: Bearer <key>'.`);
  });
} else if (verb === "revoke") {
  const name = nameGiven();
  await withStore(async ({ db, clock }) => {
    if (!(await revokeApiKey(db, name, clock()))) fail(`There is no valid key named '${name}'.`);
    console.log(`The key '${name}' is revoked.`);
  });
} else if (verb === "sign-out") {
  const name = nameGiven();
  await withStore(async ({ db }) => {
    const ended = await endSessionsOf(db, name);
    if (ended === null) fail(`There is no key named '${name}', and there never was.`);
    console.log(`Sessions of '${name}' that were ended: ${ended}.`);
  });
} else if (verb === "list") {
  await withStore(async ({ db }) => {
    for (const { name, role, revokedAt } of await listApiKeys(db))
      console.log(`${name}  ${role}${revokedAt === null ? "" : "  (revoked)"}`);
  });
} else if (verb === "log") {
  const name = values.name === undefined ? null : nameGiven();
  await withStore(async ({ db }) => {
    const events = await auditKeys(db, name);
    if (name !== null && events.length === 0) fail(`There is no key named '${name}', and there never was.`);
    for (const event of events) console.log(auditLine(event));
  });
} else
  fail(
    verb === undefined
      ? "Say what to do: create, revoke, sign-out, list or log."
      : `There is no command 'keys ${verb}'.`,
  );
