import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { clearUp, makeFolder } from "../support/embedded.ts";
import { eventually } from "../support/eventually.ts";
import { npmStart } from "../support/field/npm-start.ts";
import { keepConnection } from "../support/kept-connection.ts";
import { soundReport } from "../support/service.ts";

afterAll(clearUp);

test("npm start with two processes has one embedded database, and both follow it to another port", async () => {
  const dataDir = await makeFolder();
  const service = await npmStart(dataDir, { PROCESSES: "2", JOBS: "off" });
  const both = [keepConnection(service.url), keepConnection(service.url)];
  const authorization = `Bearer ${await service.operatorKey()}`;
  const record = async () => {
    for (const each of both) {
      const { status } = await each.ask("/v1/reports", { headers: { authorization }, post: soundReport() });
      expect(status).toBe(201);
    }
  };
  await record();
  // The server has to move, because another program takes its port.
  const lines = readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n");
  process.kill(Number(lines[0]), "SIGKILL");
  const taker = createServer((socket) => socket.destroy());
  await eventually(
    () =>
      new Promise<void>((done, fail) => taker.once("error", fail).listen(Number(lines[3]), "127.0.0.1", () => done())),
  );
  await eventually(record, 60_000);
  expect(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[3]).not.toBe(lines[3]);
  for (const each of both) each.close();
  await service.stop();
  await new Promise((done) => taker.close(done));
}, 150_000);
