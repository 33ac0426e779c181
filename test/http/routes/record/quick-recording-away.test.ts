import { eventually } from "../../../support/eventually.ts";
import { soundReport } from "../../../support/service.ts";
import { useSeverableService } from "../../../support/severable.ts";

const used = useSeverableService();

test("while the database is unavailable, a report is refused at its key, and readiness recovers with the database", async () => {
  const { service, way, key } = used;
  const record = () => service.post("/v1/reports", soundReport(), key);
  for (let i = 0; i < 3; i++) expect((await record()).status).toBe(201);
  await way.cut();
  await eventually(async () =>
    expect((await service.ask("/v1/crossings/lukeville")).headers.get("garita-stale")).not.toBeNull(),
  );
  const { status, headers } = await record();
  expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
  expect(service.runtime.db.writes.fault()).toBeNull();
  await way.mend();
  await eventually(async () => expect((await service.ask("/readyz")).status).toBe(200), 20_000);
  await eventually(async () => expect((await record()).status).toBe(201), 20_000);
}, 60_000);
