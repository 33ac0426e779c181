import { loanDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { soundReport } from "../support/service.ts";
import { startProcess } from "../support/service-process.ts";

test("a monitor of a running service sees a suspension begin, and end with its withdrawal", async () => {
  const database = await loanDatabase({ seeded: true });
  const service = await startProcess(database.url, { JOBS: "off" });
  try {
    const authorization = `Bearer ${await service.operatorKey()}`;
    const post = async (path: string, body: unknown) => {
      const headers = { authorization, "content-type": "application/json" };
      const answer = await fetch(`${service.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      expect([path, answer.status]).toEqual([path, 201]);
      return (await answer.json()) as { id: string };
    };
    // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
    const read = async (path: string): Promise<any> => {
      const answer = await fetch(`${service.url}/api/v2/${path}`);
      const body = await answer.json();
      expect([answer.status, body]).toEqual([200, expect.anything()]);
      return body;
    };
    const statusOf = async () =>
      (await read("components.json")).components.find(({ id }: { id: string }) => id === "lukeville").status;
    const mine = ({ incidents }: { incidents: { shortlink: string }[] }) =>
      incidents.filter(({ shortlink }) => shortlink.endsWith("/lukeville"));
    // A busy machine may be late with the first answer.
    const before = await eventually(statusOf);
    expect(before).not.toMatch(/outage/);
    const effectiveAt = new Date(Date.now() - 60_000).toISOString();
    const change = { effectiveAt, modes: undefined, directions: undefined };
    const { id } = await post("/v1/reports", soundReport(change));
    await eventually(async () => expect(await statusOf()).toBe("major_outage"));
    expect((await read("status.json")).status.indicator).toBe("major");
    const [incident] = mine(await read("incidents/unresolved.json"));
    expect(incident).toMatchObject({ status: "identified", impact: "critical", resolved_at: null });
    await post(`/v1/reports/${id}/retraction`, { note: "A mistake" });
    await eventually(async () => expect(await statusOf()).toBe(before));
    expect(mine(await read("incidents/unresolved.json"))).toEqual([]);
    expect(mine(await read("incidents.json"))).toMatchObject([
      {
        ...incident,
        status: "resolved",
        resolved_at: expect.any(String),
        updated_at: expect.any(String),
        components: [{}],
        incident_updates: [{}, {}],
      },
    ]);
  } finally {
    await service.stop();
    await database.release();
  }
}, 120_000);
