import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openStream, type Subscriber } from "../../../src/live/stream/subscriber.ts";
import { eventually } from "../../support/eventually.ts";
import { openStreamClient } from "../../support/stream-client.ts";

let server: Server;
let url: string;
const subscribers: Subscriber[] = [];
const gone: Subscriber[] = [];

beforeAll(async () => {
  server = createServer((_req, res) => subscribers.push(openStream(res, {}, 0, (subscriber) => gone.push(subscriber))));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise<void>((done) => void server.close(() => done())));

const event = (id: number, bytes: number) =>
  Buffer.from(`event: report\nid: ${id}\ndata: ${JSON.stringify("x".repeat(bytes))}\n\n`);

test("a client that does not read is disconnected, and one that reads gets whole events in order", async () => {
  const [hanging, reading] = [await openStreamClient(url), await openStreamClient(url)];
  const [slow, quick] = subscribers as [Subscriber, Subscriber];
  hanging.pause();
  let id = 0;
  for (; !slow.isGone(); id++) {
    expect(id).toBeLessThan(5_000);
    const piece = event(id, 30_000);
    slow.send(piece);
    quick.send(piece);
    await quick.drained();
  }
  await eventually(() => expect(reading.events.map((each) => each.id)).toEqual([...Array(id).keys()]));
  await eventually(() => expect(gone).toEqual([slow]));
  // Nothing is sent to a disconnected subscriber or queued for it.
  slow.send(event(id, 10));
  await slow.drained();
  quick.end();
  await eventually(() => expect(reading.ended()).toBe(true));
  hanging.close();
});

test("a single event larger than the limit for waiting data is sent nevertheless", async () => {
  const client = await openStreamClient(url);
  const subscriber = subscribers.at(-1);
  subscriber?.send(event(1, 3_000_000));
  await subscriber?.drained();
  await eventually(() => expect(client.events).toHaveLength(1));
  client.close();
  await eventually(() => expect(subscriber?.isGone()).toBe(true));
});
