import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { PushDevice } from "../../src/domain/notifications/push-device.ts";
import type { PushPayload } from "../../src/notifications/push/payload.ts";

/** A message as a push service received it, and as its device decrypted it. */
export interface ReceivedPush {
  /** Number of the device, from 0. */
  device: number;
  payload: PushPayload;
  text: string;
  headers: { ttl: string | undefined; urgency: string | undefined; topic: string | undefined };
  /** Public key of the sender, in base64url. */
  key: string;
  /** Claims of the sender's token. */
  claims: { aud: string; exp: number; sub: string };
  /** Size of the encrypted message in bytes. */
  bytes: number;
}

/** A real push service that checks every message as RFC 8030, 8188, 8291 and 8292 require. */
export interface PushService {
  url: string;
  received: ReceivedPush[];
  /** Faults of the messages, such as a wrong signature. */
  faults: string[];
  /** Status, and headers, with which the service refuses all messages. Null if it accepts them. */
  refusal: { status: number; retryAfter?: string } | null;
  /** Number of requests so far, also of refused ones. */
  requests: number;
  /** Time in milliseconds that the service needs to answer a message that it has received. */
  slowness: number;
  /** Creates a device, which decrypts its messages. */
  subscribe(): PushDevice;
  /** Gives a device that the service knows another address. The service answers the old one with 410. */
  move(device: PushDevice): PushDevice;
  die(): Promise<void>;
  rise(): Promise<void>;
}

interface KnownDevice {
  number: number;
  curve: ECDH;
  auth: Buffer;
  isGone: boolean;
}

export async function startPushService(): Promise<PushService> {
  const devices = new Map<string, KnownDevice>();
  let port = 0;
  const give = (known: KnownDevice): PushDevice => {
    const path = `/push/${randomBytes(24).toString("base64url")}`;
    devices.set(path, known);
    return {
      endpoint: `${service.url}${path}`,
      p256dh: known.curve.getPublicKey("base64url"),
      auth: known.auth.toString("base64url"),
    };
  };
  const make = () =>
    createServer(async (request, response) => {
      service.requests++;
      const body = await bodyOf(request);
      const known = devices.get(request.url ?? "");
      const answer = (status: number, headers = {}) => response.writeHead(status, headers).end();
      if (known === undefined || known.isGone) {
        await sleep(service.slowness);
        return answer(410);
      }
      const { refusal } = service;
      if (refusal !== null)
        return answer(refusal.status, refusal.retryAfter === undefined ? {} : { "Retry-After": refusal.retryAfter });
      try {
        const origin = `http://${request.headers.host}`;
        service.received.push({ device: known.number, ...read(request, body, known, origin) });
      } catch (error) {
        service.faults.push(String(error));
        return answer(400);
      }
      await sleep(service.slowness);
      answer(201, { Location: `${service.url}/message/1` });
    });
  let server = make();
  const service: PushService = {
    url: "",
    received: [],
    faults: [],
    refusal: null,
    requests: 0,
    slowness: 0,
    subscribe() {
      const curve = createECDH("prime256v1");
      curve.generateKeys();
      return give({ number: devices.size, curve, auth: randomBytes(16), isGone: false });
    },
    move(device) {
      const known = devices.get(new URL(device.endpoint).pathname);
      if (known === undefined) throw new Error("the service does not know the device");
      devices.set(new URL(device.endpoint).pathname, { ...known, isGone: true });
      return give(known);
    },
    async die() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    async rise() {
      server = make();
      await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
      port = (server.address() as AddressInfo).port;
      service.url = `http://127.0.0.1:${port}`;
    },
  };
  await service.rise();
  return service;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

function read(
  request: IncomingMessage,
  body: Buffer,
  device: KnownDevice,
  origin: string,
): Omit<ReceivedPush, "device"> {
  const header = (name: string) => request.headers[name]?.toString();
  if (request.method !== "POST") throw new Error(`the method is ${request.method}`);
  if (header("content-encoding") !== "aes128gcm") throw new Error(`the encoding is ${header("content-encoding")}`);
  if (!/^\d+$/.test(header("ttl") ?? "")) throw new Error(`the TTL is ${header("ttl")}`);
  if (!/^[\w-]{1,32}$/.test(header("topic") ?? "a")) throw new Error(`the topic is ${header("topic")}`);
  if (!/^(very-low|low|normal|high)$/.test(header("urgency") ?? "")) throw new Error("there is no urgency");
  if (body.length > 4096) throw new Error(`the message has ${body.length} bytes`);
  const text = decrypt(body, device);
  return {
    ...{ text, payload: JSON.parse(text), bytes: body.length },
    headers: { ttl: header("ttl"), urgency: header("urgency"), topic: header("topic") },
    ...senderIn(header("authorization") ?? "", origin),
  };
}

/** Checks the sender's signature (RFC 8292). */
function senderIn(authorization: string, origin: string): Pick<ReceivedPush, "claims" | "key"> {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk = {
    ...{ kty: "EC", crv: "P-256" },
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const isGenuine = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!isGenuine) throw new Error("the signature is wrong");
  const read = JSON.parse(Buffer.from(claims, "base64url").toString()) as ReceivedPush["claims"];
  const left = read.exp - Date.now() / 1000;
  if (read.aud !== origin || left <= 0 || left > 24 * 3600) throw new Error(`the claims are ${JSON.stringify(read)}`);
  if (!/^(mailto:|https:)/.test(read.sub)) throw new Error(`the contact is ${read.sub}`);
  return { claims: read, key };
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, salt, info, length));

/** Decrypts a message of one record (RFC 8188 and 8291). */
function decrypt(body: Buffer, { curve, auth }: KnownDevice): string {
  const salt = body.subarray(0, 16);
  const idLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  if (record.length > body.readUInt32BE(16)) throw new Error("there is more than one record");
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), curve.getPublicKey(), senderKey]);
  const input = derive(curve.computeSecret(senderKey), auth, info, 32);
  const key = derive(input, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(input, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString("utf8");
}

/** Settings of a service that sends to push services of tests. */
export const pushSettings = (logKey: string) => ({
  PUBLIC_URL: "https://garita.example",
  PUSH_PRIVATE_ADDRESSES: "on",
  LOG_KEY: logKey,
});
