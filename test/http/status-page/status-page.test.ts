import { soundReport } from "../../support/service.ts";
import { useStatusPage } from "../../support/use-status-page.ts";

const used = useStatusPage();
const { componentOf, incidentsOf, inHours, open, read, record } = used;
/** Sets the clock to some hours from the start. */
const wait = (hours: number) => used.service.clock.set(inHours(hours));

describe("the summary", () => {
  test("lists every crossing once, in the group of its state", async () => {
    const { page, status, components } = await read("summary.json");
    const { body } = await used.service.ask("/v1/crossings");
    expect(page).toEqual({
      id: "garita",
      name: "Border crossings",
      url: "https://garita.example/",
      time_zone: "Etc/UTC",
      updated_at: expect.stringMatching(/Z$/),
    });
    expect(status.description).toMatch(/^58 crossings: /);
    const groups = components.filter(({ group }: { group: boolean }) => group);
    const states = [...new Set(body.crossings.map(({ state }: { state: string }) => state))];
    expect(groups.map(({ id }: { id: string }) => id)).toEqual(states);
    const members = groups.flatMap((group: { components: string[] }) => group.components);
    expect(members.toSorted()).toEqual(body.crossings.map(({ slug }: { slug: string }) => slug).toSorted());
    for (const { id, components: ids } of groups)
      for (const each of ids)
        expect(components.find((component: { id: string }) => component.id === each)).toMatchObject({ group_id: id });
  });

  test("never calls a crossing operational that the API does not call open", async () => {
    for (const time of [inHours(0), inHours(9), "2023-12-20T19:00:00Z"]) {
      used.service.clock.set(time);
      const { components } = await read("summary.json");
      const { body } = await used.service.ask("/v1/crossings");
      const verdicts = new Map(body.crossings.map((each: { slug: string; open: unknown }) => [each.slug, each.open]));
      const operational = components.filter(
        (each: { group: boolean; status: string }) => !each.group && each.status === "operational",
      );
      for (const { id } of operational) expect([time, id, verdicts.get(id)]).toEqual([time, id, true]);
    }
  });

  test("has the incidents and maintenances that are not over, and old ones are not listed", async () => {
    await record({ status: "suspended" });
    await record({ crossing: "naco", status: "closed", effectiveAt: inHours(48) });
    const { incidents, scheduled_maintenances: planned } = await read("summary.json");
    expect((await read("incidents/unresolved.json")).incidents).toEqual(incidents);
    expect((await read("scheduled-maintenances/upcoming.json")).scheduled_maintenances).toEqual(planned);
    expect(planned).toHaveLength(1);
    const ninetyDaysAgo = String(used.now.subtract({ hours: 24 * 90 }));
    for (const { resolved_at: end } of (await read("incidents.json")).incidents)
      expect(end === null || end > ninetyDaysAgo).toBe(true);
  });
});

test("a suspension is a major outage and an incident, and both end when a report reopens the crossing", async () => {
  await open();
  expect(await componentOf("lukeville")).toMatchObject({ status: "operational" });
  await record({ status: "suspended", effectiveAt: inHours(-1) });
  expect(await componentOf("lukeville")).toMatchObject({
    status: "major_outage",
    description: expect.stringMatching(/^Suspended since /),
  });
  const [incident, ...others] = await incidentsOf("lukeville", "incidents/unresolved.json");
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    name: "Suspended: Lukeville, both ways – staffing",
    status: "identified",
    impact: "critical",
    started_at: inHours(-1),
    resolved_at: null,
    components: [{ id: "lukeville", status: "major_outage" }],
    incident_updates: [
      {
        status: "identified",
        incident_id: incident.id,
        body: expect.stringMatching(
          /^Suspended from [^\n]*\nReason: staffing\.\nTold by the desk\nExample Agency: A notice\nhttps:/,
        ),
        affected_components: [
          { code: "lukeville", name: "Lukeville", old_status: "operational", new_status: "major_outage" },
        ],
      },
    ],
  });
  await record({ status: "open" }, { reason: "staffing" });
  expect(await componentOf("lukeville")).toMatchObject({ status: "operational" });
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toEqual([]);
  const [resolved] = await incidentsOf("lukeville");
  expect(resolved).toMatchObject({ id: incident.id, status: "resolved", resolved_at: inHours(0) });
  const [last] = resolved.incident_updates;
  expect(last).toMatchObject({
    status: "resolved",
    affected_components: [{ old_status: "major_outage", new_status: "operational" }],
  });
});

test("a withdrawn suspension is resolved, keeps its id, and says that the report was withdrawn", async () => {
  await open();
  const id = await record({ status: "suspended" });
  const [incident] = await incidentsOf("lukeville", "incidents/unresolved.json");
  const { body } = await used.service.post(`/v1/reports/${id}/retraction`, { note: "A mistake" }, used.desk);
  expect((await componentOf("lukeville")).status).toBe("operational");
  const [resolved] = await incidentsOf("lukeville");
  expect(resolved).toMatchObject({
    id: incident.id,
    status: "resolved",
    resolved_at: body.recordedAt,
    impact: "critical",
  });
  expect(
    resolved.incident_updates.map((update: { affected_components: unknown }) => update.affected_components),
  ).toMatchObject([
    [{ old_status: "major_outage", new_status: "operational" }],
    [{ old_status: "operational", new_status: "major_outage" }],
  ]);
  expect(resolved.incident_updates[0].body).toMatch(
    /^Withdrawn on .*: it no longer counts\.\nReport by Example Agency/,
  );
});

test("a suspension of some services is a partial outage", async () => {
  await open();
  await record({ status: "suspended", modes: ["pedestrian"] });
  expect((await componentOf("lukeville")).status).toBe("partial_outage");
  expect(await incidentsOf("lukeville")).toMatchObject([{ impact: "major" }]);
});

test("a closure that was not announced is an incident and an outage", async () => {
  await open();
  await record(
    { status: "closed", effectiveAt: inHours(-1) },
    { source: { ...soundReport().source, publishedAt: null } },
  );
  expect((await componentOf("lukeville")).status).toBe("major_outage");
  expect(await incidentsOf("lukeville")).toMatchObject([{ name: "Closed: Lukeville, both ways – staffing" }]);
});

test("an announced closure is a scheduled maintenance that becomes active and completed, with one id", async () => {
  await open();
  await record({ status: "closed", effectiveAt: inHours(24), expectedUntil: inHours(72) }, { reason: "construction" });
  const [ahead] = await incidentsOf("lukeville", "scheduled-maintenances/upcoming.json");
  expect(ahead).toMatchObject({
    status: "scheduled",
    impact: "maintenance",
    scheduled_for: inHours(24),
    scheduled_until: inHours(72),
    components: [{ status: "operational" }],
  });
  await record({ status: "open", effectiveAt: inHours(72) }, { reason: "construction" });
  wait(48);
  expect((await componentOf("lukeville")).status).toBe("under_maintenance");
  const [active] = await incidentsOf("lukeville", "scheduled-maintenances/active.json");
  expect(active).toMatchObject({ id: ahead.id, status: "in_progress" });
  expect(active.incident_updates[0].body).toMatch(/^As announced, in force since /);
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toEqual([]);
  wait(96);
  expect(await incidentsOf("lukeville", "scheduled-maintenances/active.json")).toEqual([]);
  expect(await incidentsOf("lukeville", "scheduled-maintenances.json")).toMatchObject([
    { id: ahead.id, status: "completed", resolved_at: inHours(72) },
  ]);
});

test("an announced suspension is a scheduled maintenance until it begins, then an incident with the same id", async () => {
  await open();
  await record({ status: "suspended", effectiveAt: inHours(24) });
  const [ahead] = await incidentsOf("lukeville", "scheduled-maintenances/upcoming.json");
  expect(ahead).toMatchObject({ status: "scheduled", scheduled_until: null });
  wait(25);
  expect(await incidentsOf("lukeville", "scheduled-maintenances.json")).toEqual([]);
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toMatchObject([{ id: ahead.id }]);
  expect((await componentOf("lukeville")).status).toBe("major_outage");
});

test("a restriction past its expected end is monitored, and its crossing in doubt a day later", async () => {
  await open();
  await record({ status: "suspended", expectedUntil: inHours(24) });
  wait(25);
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toMatchObject([
    {
      status: "monitoring",
      monitoring_at: inHours(24),
      incident_updates: [{ status: "monitoring", body: expect.stringContaining("has passed") }, {}],
    },
  ]);
  expect((await componentOf("lukeville")).status).toBe("major_outage");
  wait(72);
  expect(await componentOf("lukeville")).toMatchObject({
    status: "degraded_performance",
    description: expect.stringMatching(/^It is not certain that all of it is in service\. /),
  });
  expect(await incidentsOf("lukeville", "incidents/unresolved.json")).toHaveLength(1);
});

test("a crossing outside its hours is under maintenance, and its description says that this is no disruption", async () => {
  await open("06:00-20:00");
  const night = used.now.toZonedDateTimeISO("America/Phoenix").add({ days: 1 }).withPlainTime("22:00");
  used.service.clock.set(String(night.toInstant()));
  expect(await componentOf("lukeville")).toMatchObject({
    status: "under_maintenance",
    description: expect.stringMatching(/^Outside its regular hours, which is no disruption\. .*opens/),
  });
  expect(await incidentsOf("lukeville", "scheduled-maintenances/active.json")).toEqual([]);
});

test("answers have an ETag that changes with the record, and are in Spanish if asked", async () => {
  const first = await used.service.ask("/api/v2/summary.json");
  const match = { headers: { "if-none-match": first.headers.get("etag") ?? "" } };
  expect(first.headers.get("cache-control")).toMatch(/max-age=/);
  expect((await used.service.ask("/api/v2/summary.json", match)).status).toBe(304);
  await record({ status: "suspended" });
  expect((await used.service.ask("/api/v2/summary.json", match)).status).toBe(200);
  const spanish = await used.service.ask("/api/v2/summary.json", { headers: { "accept-language": "es" } });
  expect(spanish.body.page.name).toBe("Cruces fronterizos");
});

test("parameters are refused by name", async () => {
  const { status, body } = await used.service.ask("/api/v2/summary.json?page=2");
  expect([status, body.errors[0].path]).toEqual([400, "page"]);
});
