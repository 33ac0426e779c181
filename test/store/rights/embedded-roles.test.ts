import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";
import { startEmbedded } from "../../../src/store/embedded/embedded.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { ask, clearUp, makeFolder } from "../../support/embedded.ts";
import { npmStart } from "../../support/field/npm-start.ts";
import { soundReport } from "../../support/service.ts";

afterAll(clearUp);

test("npm start upgrades an embedded database of one role, and uses it as a role that cannot alter the log", async () => {
  const dataDir = await makeFolder();
  const options = { dataDir, settings: ["fsync=off"], log: () => undefined };
  const before = await startEmbedded(options);
  await migrate(before.address(), join(ROOT, "prisma/migrations"), () => undefined);
  await ask(before.address(), "DROP ROLE garita_service");
  await before.stop();

  const service = await npmStart(dataDir, { JOBS: "off" });
  const authorization = `Bearer ${await service.operatorKey()}`;
  const { status } = await fetch(`${service.url}/v1/reports`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(soundReport()),
  });
  expect(status).toBe(201);
  const command = await startEmbedded({ ...options, role: "command" });
  const sessions =
    "SELECT array_agg(DISTINCT usename::text) FROM pg_stat_activity WHERE datname = 'garita' AND pid <> pg_backend_pid()";
  expect(await ask(command.address(), sessions)).toEqual(["garita_service"]);
  await expect(ask(command.serviceAddress(), "DELETE FROM report")).rejects.toThrow(
    "permission denied for table report",
  );
  await command.stop();
  await service.stop();
}, 120_000);
