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
  await told("let it go");
  // Messages from several processes reach the test in any order, so this process keeps the folder until the test has
  // noted its message.
  const noted = told("noted");
  process.send?.("gone");
  await noted;
  claim.closing();
  claim.release();
}

function told(word: string): Promise<void> {
  return new Promise((done) => {
    const hear = (message: unknown) => {
      if (message !== word) return;
      process.off("message", hear);
      done();
    };
    process.on("message", hear);
  });
}
