import { eventually } from "../support/eventually.ts";
import { soundReport } from "../support/service.ts";
import { useSeverableService } from "../support/severable.ts";
import { openStreamClient } from "../support/stream-client.ts";

const used = useSeverableService();

test("a report that could not be read at first is sent later, even without further reports", async () => {
  const client = await openStreamClient(`${used.service.url}/v1/stream`);
  // The connection breaks after the stream has read the end of the log and before it reads the reports.
  const broken = used.way.breakAt('"report"."seq" > ');
  const { body } = await used.service.post("/v1/reports", soundReport(), used.key);
  await broken;
  await eventually(() => expect(client.events.map(({ id }) => id)).toEqual([body.seq]));
  client.close();
});
