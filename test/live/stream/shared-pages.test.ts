import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { machineClock } from "../../../src/clock.ts";
import { limitsOf, readConfig } from "../../../src/config.ts";
import { startLive } from "../../../src/live/live.ts";
import { makeLog } from "../../../src/log.ts";
import { newestSeq } from "../../../src/store/record/changes.ts";
import { eventually } from "../../support/eventually.ts";
import { openStreamClient } from "../../support/stream-client.ts";
import { useDatabase } from "../../support/use-database.ts";

const CLIENTS = 30;

const loan = useDatabase({ seeded: true });

test("clients that resume together get every report, and the log is not read again for each of them", async () => {
  const config = readConfig({ JOBS: "off" });
  const plain = { db: loan.db, clock: machineClock, log: makeLog("silent"), thresholds: limitsOf(config) };
  let written = 0;
  const live = await startLive(plain, config, {
    report({ report }) {
      written++;
      return JSON.stringify({ seq: report.seq });
    },
    standing: () => "{}",
  });
  const filter = { crossing: undefined, mode: undefined };
  const server = createServer((_req, res) => void live.stream.subscribe(res, filter, 0, "after"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => openStreamClient(url)));
    const newest = await newestSeq(loan.db);
    await eventually(() => {
      for (const { events } of clients) expect(events.at(-1)?.id).toBe(newest);
    }, 60_000);
    const [first] = clients;
    const seqs = first?.events.map(({ id }) => id) ?? [];
    expect(seqs.length).toBeGreaterThan(100);
    for (const { events } of clients) expect(events.map(({ id }) => id)).toEqual(seqs);
    expect(written).toBeLessThan((CLIENTS / 3) * seqs.length);
    for (const client of clients) client.close();
  } finally {
    await live.stream.stop();
    await live.stop();
    await new Promise((done) => server.close(done));
  }
}, 90_000);
