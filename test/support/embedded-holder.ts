import { startEmbedded } from "../../src/store/embedded.ts";

// A process that joins the embedded server of a folder, as one of the service's would. It tells the address, stays until
// its input says "stop" or "fail", and is otherwise killed.
const [dataDir = ""] = process.argv.slice(2);
const server = await startEmbedded({ dataDir, settings: ["fsync=off"], log: () => undefined });
process.stdout.write(`${server.url}\n`);
process.stdin.once("data", async (word) => {
  if (String(word).startsWith("fail")) throw new Error("an error that nobody foresaw");
  await server.stop();
  process.exit(0);
});
