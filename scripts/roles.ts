import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../src/root.ts";
import { databaseAddress } from "../src/setting-kinds.ts";
import { provideRoles } from "../src/store/preparation/provide-roles.ts";
import { sentenceOn } from "../src/unusable.ts";

const USAGE = `npm run --silent roles -- postgresql://admin@host:5432/garita
Creates the database if it is missing, the role that owns its tables, and the role of the service. Migrates the database,
grants the rights, and prints the two settings. Set PGPASSWORD to the administrator's password.
  --owner, --service    names of the two roles; by default garita_owner and garita_service
Set OWNER_PASSWORD and SERVICE_PASSWORD to choose the passwords. Otherwise, new roles get random ones, and existing roles keep theirs.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    owner: { type: "string", default: "garita_owner" },
    service: { type: "string", default: "garita_service" },
  },
});

const fail = (sentence: string): never => {
  console.error(`${sentence}\n\n${USAGE}`);
  process.exit(2);
};

const [text] = positionals;
if (text === undefined) fail("Give the address of the database for an administrator of the server.");
const parsed = databaseAddress.safeParse(text);
if (!parsed.success) fail(`The address ${parsed.error.issues[0]?.message}.`);
const address = String(parsed.data);
if (!URL.canParse(address)) fail("The address must name one server.");
if (values.owner === values.service) fail("--owner and --service must differ.");

const given = (name: string) => process.env[name] || undefined;
try {
  const roles = await provideRoles(
    address,
    {
      owner: { name: values.owner, password: given("OWNER_PASSWORD") },
      service: { name: values.service, password: given("SERVICE_PASSWORD") },
    },
    resolve(ROOT, "prisma/migrations"),
    (line) => console.error(line),
  );
  console.log(`MIGRATION_DATABASE_URL=${roles.owner}\nDATABASE_URL=${roles.service}`);
  for (const name of roles.unchanged)
    console.error(`The role '${name}' exists and keeps its password. Add it to the address, or set PGPASSWORD.`);
} catch (error) {
  const sentence = sentenceOn(error, address);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
}
