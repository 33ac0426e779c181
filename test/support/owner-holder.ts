import { setTimeout as sleep } from "node:timers/promises";
import { claimFolder, isOwner } from "../../src/store/embedded/folder-owner.ts";

// A process that tries to claim a folder until it succeeds, says so, and keeps it until killed or told to release it.
const [folder = ""] = process.argv.slice(2);
for (;;) {
  const claim = await claimFolder(folder, "service", () => undefined).catch(() => undefined);
  if (claim === undefined || !isOwner(claim)) {
    await sleep(Math.random() * 5);
    continue;
  }
  process.send?.("own");
  await new Promise((done) => process.once("message", done));
  process.send?.("gone");
  claim.closing();
  claim.release();
}
