import { useStatusPage } from "../../support/use-status-page.ts";

const used = useStatusPage();
const { componentOf, incidentsOf, inHours, open, record } = used;

test("an incident is monitored on the day of a reopening at an unknown time, and resolved when the day is over", async () => {
  await open();
  await record({ status: "suspended", effectiveAt: inHours(-1) });
  const today = used.now.toZonedDateTimeISO("America/Phoenix").toPlainDate();
  const day = today.add({ days: 1 });
  await record({ status: "open", effectiveAt: String(day) }, { reason: "staffing" });
  used.service.clock.set(`${day}T12:00:00-07:00`);
  const { body } = await used.service.ask("/v1/crossings/lukeville/status");
  expect(body.services.map((each: { open: unknown }) => each.open)).not.toContain(true);
  expect(await componentOf("lukeville")).toMatchObject({ status: "degraded_performance" });
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toMatchObject([
    { status: "monitoring", resolved_at: null, incident_updates: [{ status: "monitoring" }, {}, {}] },
  ]);
  used.service.clock.set(`${day.add({ days: 1 })}T00:00:00-07:00`);
  expect(await componentOf("lukeville")).toMatchObject({ status: "operational" });
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toEqual([]);
  expect(await incidentsOf("lukeville")).toMatchObject([
    { status: "resolved", resolved_at: `${day.add({ days: 1 })}T07:00:00Z` },
  ]);
});
