import { type IncomingMessage, request } from "node:http";
import { connect, type LookupFunction, type Socket } from "node:net";
import { connect as secure } from "node:tls";
import type { DeliveryResponse } from "../../domain/notifications/retry.ts";
import { retryAfterSeconds } from "../../domain/retry-after.ts";
import { type AddressRules, ForbiddenAddress, vettedAddresses } from "./address.ts";
import { isPublic } from "./public-address.ts";

/** A message and its destination. */
export interface Message {
  url: string;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** Limits for reading a response: 64 KiB and 2 s. The connection is then closed, because only the status matters. */
const READ_BYTES = 64 * 1024;
const READ_MILLISECONDS = 2000;

/** Understands the body of a response, as far as the limits above let it be read. */
export type ReadReply = (reply: DeliveryResponse, body: string) => DeliveryResponse;

/**
 * Posts a message once, without following redirects. Without `read`, it ignores the response body. Never throws: the
 * reply contains any error, including an abort by `signal`.
 */
export async function postWebhook(
  message: Message,
  rules: AddressRules,
  signal: AbortSignal,
  read?: ReadReply,
): Promise<DeliveryResponse> {
  try {
    return await postOnce(message, rules, signal, { read });
  } catch (error) {
    return { status: null, error: told(signal.aborted ? signal.reason : error), retryAfterSeconds: null };
  }
}

/**
 * Posts a message as {@link postWebhook} does, but throws. Asks `mayEnd` once it is connected: until then, the receiver has
 * certainly got nothing.
 * @throws Error, also if `mayEnd` resolves to false or `signal` aborts
 */
export async function postOnce(
  message: Message,
  rules: AddressRules,
  signal: AbortSignal,
  { mayEnd = async () => true, read }: { mayEnd?: () => Promise<boolean>; read?: ReadReply | undefined } = {},
): Promise<DeliveryResponse> {
  let socket: Socket | undefined;
  try {
    const url = new URL(message.url);
    const addresses = await abortable(vettedAddresses(url, rules), signal);
    socket = await connectTo(url, addresses, rules, signal);
    if (!(await mayEnd())) throw new Error("the message may not be sent");
    signal.throwIfAborted();
    return await exchange(url, socket, message, signal, read);
  } catch (error) {
    socket?.destroy();
    throw error;
  }
}

function abortable<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((done, fail) => {
    const stop = () => fail(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(done, fail).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Connects. Checks the remote address before sending a single byte. */
async function connectTo(url: URL, addresses: string[], rules: AddressRules, signal: AbortSignal): Promise<Socket> {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const isTls = url.protocol === "https:";
  const port = url.port === "" ? (isTls ? 443 : 80) : Number(url.port);
  // Do not resolve the name again: it might now give another address.
  const known = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  const lookup: LookupFunction = (_host, { all }, done) =>
    all === true ? done(null, known) : done(null, known[0]?.address ?? "", known[0]?.family);
  const socket = connect({ host, port, lookup });
  try {
    await happening(socket, "connect", signal);
    if (!rules.privateAddresses && !isPublic(socket.remoteAddress ?? ""))
      throw new ForbiddenAddress(["privateAddress", null]);
    if (!isTls) return socket;
    const tls = secure({ socket, ...(addresses.includes(host) ? { host } : { servername: host }) });
    await happening(tls, "secureConnect", signal);
    return tls;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Waits for an event of a socket. Rejects if the socket fails first. */
const happening = (socket: Socket, event: string, signal: AbortSignal): Promise<void> =>
  abortable(
    new Promise((done, fail) => {
      socket.once(event, () => done());
      socket.on("error", fail);
      socket.once("close", () => fail(new Error("the connection was closed")));
    }),
    signal,
  );

function exchange(
  url: URL,
  socket: Socket,
  { headers, body }: Message,
  signal: AbortSignal,
  read: ReadReply | undefined,
): Promise<DeliveryResponse> {
  const answer = new Promise<DeliveryResponse>((done, fail) => {
    const asked = request(url.href.replace(/^https:/, "http:"), {
      method: "POST",
      headers: { ...headers, Host: url.host, "Content-Length": String(Buffer.byteLength(body)) },
      createConnection: () => socket,
    });
    asked.on("error", fail);
    asked.on("response", (response) => {
      const reply = replyOf(response);
      if (read === undefined) done(reply);
      const pieces: Buffer[] = [];
      if (read !== undefined) response.on("data", (piece: Buffer) => pieces.push(piece));
      leave(response, socket, () => {
        if (read === undefined) return;
        // Nobody catches what a listener throws.
        try {
          done(read(reply, Buffer.concat(pieces).toString("utf8")));
        } catch (error) {
          fail(error);
        }
      });
    });
    asked.end(body);
  });
  return abortable(answer, signal);
}

function replyOf({ statusCode, headers }: IncomingMessage): DeliveryResponse {
  return {
    status: statusCode ?? null,
    error: null,
    retryAfterSeconds: retryAfterSeconds(headers["retry-after"], headers.date),
  };
}

/** Lets the receiver finish its response, within the limits above, and then calls `done`. */
function leave(response: IncomingMessage, socket: Socket, done: () => void): void {
  const close = () => socket.destroy();
  let left = READ_BYTES;
  const late = setTimeout(close, READ_MILLISECONDS).unref();
  response.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) close();
  });
  response.on("error", close).on("close", () => {
    clearTimeout(late);
    close();
    done();
  });
}

function told(error: unknown): string {
  if (error instanceof ForbiddenAddress) return `nothing was sent: the address ${error.message}`;
  const { code, message, errors } = error as { code?: string; message?: string; errors?: unknown };
  // If several addresses were tried, `errors` has one for each.
  if (code === "ECONNREFUSED" || errors !== undefined) return `the connection failed (${code ?? "no address answers"})`;
  return code === undefined ? String(message) : `could not be reached: ${message} (${code})`;
}
