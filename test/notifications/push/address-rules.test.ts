import { createSocket, type Socket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { resolveByServers } from "../../../src/notifications/push/address-rules.ts";

/** A name server that answers questions for IPv4 addresses with 203.0.113.7, or none at all. */
async function startNameServer(isSilent: boolean): Promise<{ server: string; socket: Socket }> {
  const socket = createSocket("udp4");
  socket.on("message", (question, { port }) => {
    if (isSilent) return;
    const isForFour = question.readUInt16BE(question.length - 4) === 1;
    // The head: it is an answer, with one question, and one record or none.
    const head = Buffer.from([...question.subarray(0, 2), 0x81, 0x80, 0, 1, 0, isForFour ? 1 : 0, 0, 0, 0, 0]);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 203, 0, 113, 7]);
    socket.send(Buffer.concat([head, question.subarray(12), ...(isForFour ? [record] : [])]), port);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { server: `127.0.0.1:${(socket.address() as AddressInfo).port}`, socket };
}

test("a name is resolved by a name server", async () => {
  const { server, socket } = await startNameServer(false);
  expect(await resolveByServers([server])("push.example")).toEqual(["203.0.113.7"]);
  socket.close();
});

test("names that no server answers for are given up, and keep nothing else from being resolved", async () => {
  const { server, socket } = await startNameServer(true);
  const began = performance.now();
  const silent = Array.from({ length: 16 }, (_, i) => resolveByServers([server])(`push${i}.example`));
  const refused = Promise.all(silent.map((each) => expect(each).rejects.toThrow(/ETIMEOUT/)));
  await lookup("localhost");
  expect(performance.now() - began).toBeLessThan(1500);
  await refused;
  expect(performance.now() - began).toBeLessThan(10_000);
  socket.close();
}, 20_000);
