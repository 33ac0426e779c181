import { soakFailover } from "./soak-failover.ts";
import { soakCoherence, soakDeafness, soakResumption } from "./soak-live.ts";
import { soakLoads } from "./soak-loads.ts";
import { soakWebhooks } from "./soak-webhooks.ts";

/** Long versions of tests. To add one, add its file and a line here. */
const SOAKS: Record<string, () => Promise<void>> = {
  coherence: soakCoherence,
  deafness: soakDeafness,
  failover: soakFailover,
  loads: soakLoads,
  resumption: soakResumption,
  webhooks: soakWebhooks,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => SOAKS[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no soak called ${unknown.join(", ")}; the soaks are: ${Object.keys(SOAKS).join(", ")}.`);
  process.exit(1);
}
for (const [name, soak] of Object.entries(SOAKS)) if (asked.length === 0 || asked.includes(name)) await soak();
