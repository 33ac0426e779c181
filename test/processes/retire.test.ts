import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { retireServer } from "../../src/processes/retire.ts";
import { eventually } from "../support/eventually.ts";
import { keepConnection } from "../support/kept-connection.ts";
import { loanService } from "../support/service.ts";
import { openStreamClient } from "../support/stream-client.ts";

test("a server that retires still answers on an idle connection, closes it, and accepts no other", async () => {
  const server = createServer((_req, res) => res.end("yes"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [used, unused] = [keepConnection(url), keepConnection(url)];
  await Promise.all([used.ask("/"), unused.ask("/")]);
  const began = performance.now();
  const retired = retireServer(server);
  await sleep(200);
  expect((await used.ask("/")).text).toBe("yes");
  await expect(used.ask("/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await retired;
  // The unused connection ended by the server's usual timeout of five seconds.
  expect(performance.now() - began).toBeGreaterThan(3_500);
  for (const each of [used, unused]) each.close();
}, 20_000);

test("a service that retires ends its streams, also one that is requested on an open connection", async () => {
  const service = await loanService({ seeded: false });
  const kept = keepConnection(service.url);
  await kept.ask("/healthz");
  const stream = await openStreamClient(`${service.url}/v1/stream`);
  const retired = service.retire();
  await eventually(() => expect([stream.ended(), stream.complete()]).toEqual([true, true]), 2_000);
  const began = performance.now();
  expect(await kept.ask("/v1/stream")).toEqual({ status: 200, text: "retry: 2000\n\n" });
  expect(performance.now() - began).toBeLessThan(3_000);
  await retired;
  kept.close();
  await service.release();
}, 30_000);
