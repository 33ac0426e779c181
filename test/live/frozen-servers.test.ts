import { machineClock } from "../../src/clock.ts";
import { eventually } from "../support/eventually.ts";
import { makeTestServers, SERVER_PROGRAMS, type TestServer, WHY_SKIPPED } from "../support/replicated-servers.ts";
import { fillDatabase, type PlacedService, placeService } from "../support/replicated-service.ts";
import { soundReport } from "../support/service.ts";

const STATUS = "/v1/crossings/lukeville/status";

(SERVER_PROGRAMS === undefined ? describe.skip : describe)(
  `of a primary and its synchronous standby${WHY_SKIPPED},`,
  () => {
    const servers = makeTestServers();
    let primary: TestServer;
    let standby: TestServer;
    let service: PlacedService;
    let key: string;
    beforeAll(async () => {
      primary = await servers.startPrimary("one");
      key = await fillDatabase(primary.url);
      standby = await servers.startStandby("two", primary);
      await servers.synchronize(primary, standby);
      service = await placeService(await servers.address(["one", "two"], "read-write"), {}, machineClock);
    }, 120_000);
    afterAll(async () => {
      for (const server of [primary, standby]) server?.freeze("SIGCONT");
      await service?.stop();
      await servers.release();
    });

    const record = async () => {
      const began = performance.now();
      const response = await fetch(`${service.url}/v1/reports`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(soundReport()),
      });
      await response.arrayBuffer();
      return { status: response.status, seconds: (performance.now() - began) / 1000 };
    };
    const read = async () => {
      const response = await fetch(`${service.url}${STATUS}`);
      await response.arrayBuffer();
      return response.status;
    };

    test("a frozen standby makes writes fail in time, but not reads, until it continues", async () => {
      expect(await record()).toMatchObject({ status: 201 });
      standby.freeze("SIGSTOP");
      const { status, seconds } = await record();
      expect(status).toBe(503);
      expect(seconds).toBeLessThan(10);
      expect(await read()).toBe(200);
      standby.freeze("SIGCONT");
      await eventually(async () => expect(await record()).toMatchObject({ status: 201 }), 20_000);
    }, 60_000);

    test("a frozen primary is left as soon as the standby is promoted, and not returned to when it continues", async () => {
      primary.freeze("SIGSTOP");
      await standby.ask("SELECT pg_promote()");
      const began = performance.now();
      await eventually(async () => {
        expect(await read()).toBe(200);
        expect(await record()).toMatchObject({ status: 201 });
      }, 30_000);
      expect(performance.now() - began).toBeLessThan(11_000);
      primary.freeze("SIGCONT");
      const count = async (server: TestServer) =>
        (await server.ask("SELECT count(*)::int AS n FROM report"))[0]?.n as number;
      const before = await count(standby);
      expect(await record()).toMatchObject({ status: 201 });
      expect(await count(standby)).toBe(before + 1);
      expect(await count(primary)).toBeLessThan(before + 1);
    }, 90_000);
  },
);
