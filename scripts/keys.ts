import { parseArgs } from "node:util";
import { z } from "zod";
import { createApiKey, isReserved, listApiKeys, revokeApiKey } from "../src/store/access/api-keys.ts";
import { withStore } from "./with-store.ts";

const USAGE = `npm run keys -- create --name desk --role recorder   create a key; it is shown once
npm run keys -- revoke --name desk                   revoke it at once and permanently
npm run keys -- list                                 list all keys with their roles
Roles: a recorder may record and retract reports, a subscriber may manage webhooks, an admin may do everything.`;

const Role = z.enum(["admin", "recorder", "subscriber"]);
const Name = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u);

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
} else if (verb === "list") {
  await withStore(async ({ db }) => {
    for (const { name, role, revokedAt } of await listApiKeys(db))
      console.log(`${name}  ${role}${revokedAt === null ? "" : "  (revoked)"}`);
  });
} else fail(verb === undefined ? "Say what to do: create, revoke or list." : `There is no command 'keys ${verb}'.`);
