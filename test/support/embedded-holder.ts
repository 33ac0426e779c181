import { startEmbedded } from "../../src/store/embedded/embedded.ts";
import type { FolderRole } from "../../src/store/embedded/owner-link.ts";
import { UnusableDatabase } from "../../src/store/unusable-database.ts";

// A process that uses the embedded server of a folder. The process prints the server's URL and runs until it reads
// "stop" or "fail". If access is refused, the process prints the reason.
const [dataDir = "", role = "service"] = process.argv.slice(2);
const server = await startEmbedded({
  dataDir,
  role: role as FolderRole,
  settings: ["fsync=off"],
  log: () => undefined,
}).catch((error) => {
  process.stdout.write(`${error instanceof UnusableDatabase ? error.message : error.stack}\n`);
  process.exit(1);
});
process.stdout.write(`${server.address()}\n`);
process.stdin.once("data", async (word) => {
  if (String(word).startsWith("fail")) throw new Error("an unexpected error");
  await server.stop();
  process.exit(0);
});
