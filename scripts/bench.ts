import { benchAnnouncements } from "./bench-announcements.ts";

/** Every bench by its name. A new one is its file and one line here; `npm run bench -- announcements` runs one alone. */
const BENCHES: Record<string, () => Promise<void>> = {
  announcements: benchAnnouncements,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(", ")}; there are: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(BENCHES)) if (asked.length === 0 || asked.includes(name)) await bench();
