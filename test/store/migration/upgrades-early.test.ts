import { loanDatabase } from "../../support/database.ts";
import { startProcess } from "../../support/service-process.ts";
import { readOldDatabases, restoreOldDatabase } from "../../support/upgrades/old-databases.ts";
import { compareAnswers, testUpgrades } from "../../support/upgrades/upgrade-trial.ts";

testUpgrades((place, count) => place < count / 2);

test("a real start on the oldest database migrates and seeds it, and answers as before what was known before", async () => {
  const [oldest] = readOldDatabases();
  if (oldest === undefined) throw new Error("there is no database of an earlier version");
  const states = oldest.answers.flatMap((answer) => Object.values(answer.states)).join();
  for (const status of ["open", "open limited", "suspended", "closed", "unknown"])
    expect(states).toMatch(new RegExp(`northbound ${status}(,|$)`));
  const database = await loanDatabase({ empty: true });
  await restoreOldDatabase(database.url, oldest);
  const service = await startProcess(database.url);
  expect(service.printed()).toMatch(/^Applied migration 20261124020000_proposals$/m);
  expect(service.printed()).not.toMatch(/^Applied migration 20261124000000_first$/m);
  const found = await compareAnswers(service.url, oldest.answers);
  await service.stop();
  await database.release();
  expect(found).toEqual([]);
});
