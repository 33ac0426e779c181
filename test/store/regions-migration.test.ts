import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seed } from "../../src/actions/record/seed.ts";
import { stateOf } from "../../src/domain/places/region.ts";
import { ROOT } from "../../src/root.ts";
import { openDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { loadCrossings, loadPorts } from "../../src/store/record/crossings.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { ask } from "../support/embedded.ts";

const MIGRATIONS = join(ROOT, "prisma/migrations");
const REGIONS = "20261128110000_regions";

let database: LoanedDatabase;
let before: string;
beforeEach(async () => {
  database = await loanDatabase();
  await ask(database.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  before = mkdtempSync(join(tmpdir(), "garita-migrations-"));
  for (const name of readdirSync(MIGRATIONS).filter((each) => each < REGIONS))
    cpSync(join(MIGRATIONS, name), join(before, name), { recursive: true });
});
afterEach(async () => {
  rmSync(before, { recursive: true });
  await database.release();
});

const quiet = () => undefined;

/** Rows in the form written by earlier versions. */
const STORED = `
INSERT INTO port (code, name, state) VALUES ('2602', 'Lukeville', 'AZ'), ('2304', 'Laredo', 'TX');
INSERT INTO crossing (slug, port_code, name_en, name_es, aliases, kind, state, city, mexican_city, mexican_state, time_zone,
  source, position)
VALUES ('lukeville', '2602', 'Lukeville', 'Sonoyta', '{}', 'gate', 'AZ', 'Lukeville', 'Sonoyta', 'Sonora',
    'America/Phoenix', 'CBP', 0),
  ('elsewhere', '2304', 'Elsewhere', 'Otra parte', '{}', 'bridge', 'TX', 'Here', 'There', 'Durango',
    'America/Chicago', 'CBP', 1);
INSERT INTO api_key (id, name, role, hash, created_at) VALUES ('k', 'app', 'subscriber', 'h', now());
INSERT INTO subscription (id, holder, url, kinds, states, crossings, modes, directions, since, state, created_at)
VALUES ('s', 'k', 'https://example.org', '{report}', '{AZ,CA}', '{}', '{}', '{}', 0, 'active', now())`;

test("the migration to regions preserves every stored state and city, and the seed then names the regions", async () => {
  await migrate(database.url, before, quiet);
  await ask(database.url, STORED);
  expect(await migrate(database.url, MIGRATIONS, quiet)).toContain(REGIONS);
  const db = openDatabase(database.url, quiet);
  const crossings = await loadCrossings(db);
  const sides = [...crossings.values()].map((crossing) =>
    crossing.sides.map(({ city, region }) => `${city}, ${region.code} (${region.name.en}, ${region.country.code})`),
  );
  expect(sides).toEqual([
    ["Lukeville, AZ (Arizona, US)", "Sonoyta, SON (Sonora, MX)"],
    ["Here, TX (Texas, US)", "There, Durango (Durango, MX)"],
  ]);
  expect((await loadPorts(db)).map(({ code, state }) => `${code} ${state}`)).toEqual(["2304 TX", "2602 AZ"]);
  expect(await ask(database.url, "SELECT states FROM subscription")).toEqual(["AZ", "CA"]);

  await seed(db, join(ROOT, "prisma/seed"));
  const lukeville = (await loadCrossings(db)).get("lukeville");
  expect(lukeville && stateOf(lukeville).country.into).toEqual({ en: "into the U.S.", es: "a EE. UU." });
  await db.close();
});

test("the migration leaves an empty database without countries", async () => {
  await migrate(database.url, MIGRATIONS, quiet);
  expect(await ask(database.url, "SELECT count(*)::int FROM country")).toBe(0);
});
