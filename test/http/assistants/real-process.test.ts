import { connectAssistant } from "../../support/assistant.ts";
import { loanDatabase } from "../../support/database.ts";
import { soundReport } from "../../support/service.ts";
import { startProcess } from "../../support/service-process.ts";

/** The test starts a process. */
const TIMEOUT_MS = 60_000;

test(
  "an assistant sees a suspension that was recorded, its source, and its withdrawal",
  async () => {
    const loan = await loanDatabase({ seeded: true });
    const running = await startProcess(loan.url);
    const key = await running.operatorKey();
    const post = async (path: string, body: unknown) => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
      const answer = await fetch(`${running.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      expect(answer.status).toBe(201);
      return (await answer.json()) as { id: string };
    };
    const assistant = await connectAssistant(running.url);
    try {
      const asked = { slug: "san-ysidro", mode: "passenger", direction: "northbound" };
      const status = async () => (await assistant.call("is_crossing_open", asked)).data;
      const change = { crossing: "san-ysidro", modes: undefined, directions: undefined, status: "suspended" };
      const report = soundReport({ ...change, effectiveAt: "2026-03-02T10:00:00Z" });
      const { id } = await post("/v1/reports", report);
      expect(await status()).toMatchObject({
        open: false,
        services: [{ status: "suspended" }],
        sources: expect.arrayContaining([expect.objectContaining({ title: report.source.title })]),
      });
      await post(`/v1/reports/${id}/retraction`, { note: "A mistake" });
      expect((await status()).services[0].status).not.toBe("suspended");
    } finally {
      await assistant.client.close();
      await running.stop();
      await loan.release();
    }
  },
  TIMEOUT_MS,
);
