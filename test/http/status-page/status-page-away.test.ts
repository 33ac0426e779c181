import { eventually } from "../../support/eventually.ts";
import { useSeverableService } from "../../support/severable.ts";

const used = useSeverableService();

test("while the database is unavailable, monitors get the last state from memory, with its age", async () => {
  const { service, way } = used;
  const paths = ["/api/v2/summary.json", "/api/v2/components.json", "/ogc/collections/crossings/items"];
  for (const path of paths) expect((await service.ask(path)).status).toBe(200);
  // The records are loaded after the first answer, for later ones.
  await eventually(() => {
    for (const slug of service.runtime.snapshot?.crossings().keys() ?? [])
      expect([slug, service.runtime.record?.hasRecord(slug)]).toEqual([slug, true]);
  });
  await way.cut();
  await eventually(async () =>
    expect((await service.ask("/v1/crossings/lukeville")).headers.get("garita-stale")).not.toBeNull(),
  );
  // A language that was not asked for yet is not in the cache.
  for (const path of paths) {
    const { status, headers, text } = await service.ask(path, { headers: { "accept-language": "es" } });
    expect([path, status, headers.get("garita-stale")]).toEqual([path, 200, expect.any(String)]);
    expect(text).toContain("lukeville");
  }
  await way.mend();
}, 60_000);
