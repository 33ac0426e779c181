import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as listen } from "node:net";
import { join } from "node:path";
import { type AddressRules, resolveByMachine } from "../../../src/notifications/webhook/address.ts";
import { postWebhook } from "../../../src/notifications/webhook/post-webhook.ts";
import { ROOT } from "../../../src/root.ts";

const trial: AddressRules = { privateAddresses: true, resolve: resolveByMachine };
const servers: { close(done: () => void): unknown; closeAllConnections?(): void }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    await new Promise<void>((done) => void server.close(() => done()));
  }
});

/** Starts a local server with this listener. */
async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?x=1`;
}
/** Starts a local server that answers every connection with the given bytes. */
async function speak(bytes: string): Promise<string> {
  const server = listen((socket) => {
    socket.on("error", () => undefined).once("data", () => socket.end(bytes));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const post = (url: string, signal = new AbortController().signal, body = '{"a":"Año"}') =>
  postWebhook({ url, headers: { "Content-Type": "application/json", "webhook-id": "x" }, body }, trial, signal);

describe("a message", () => {
  test("is posted once, unchanged, on a separate connection, and accepted with any status 2xx", async () => {
    const seen: unknown[] = [];
    const url = await serve((req, res) => {
      let text = "";
      req.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      req.on("end", () => {
        const { host, connection, "content-length": length, "webhook-id": id } = req.headers;
        seen.push([req.method, req.url, text, connection, length, id, host]);
        res.writeHead(202).end("thanks");
      });
    });
    expect(await post(url)).toEqual({ status: 202, error: null, retryAfterSeconds: null });
    expect(seen).toEqual([["POST", "/hook?x=1", '{"a":"Año"}', "close", "12", "x", new URL(url).host]]);
  });

  test("does not follow a redirect", async () => {
    let visits = 0;
    const secret = await serve((_req, res) => {
      visits++;
      res.end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const url = await serve((_req, res) => res.writeHead(status, { Location: secret }).end());
      expect(await post(url)).toMatchObject({ status });
    }
    expect(visits).toBe(0);
  });

  test("answered with an error returns the waiting time that the answer states", async () => {
    let headers: Record<string, string> = {};
    const url = await serve((_req, res) => res.writeHead(503, headers).end());
    const wait = async (given: Record<string, string>) => {
      headers = given;
      return (await post(url)).retryAfterSeconds;
    };
    expect(await wait({})).toBeNull();
    expect(await wait({ "Retry-After": "120" })).toBe(120);
    expect(await wait({ Date: "Fri, 27 Nov 2026 22:00:00 GMT", "Retry-After": "Fri, 27 Nov 2026 22:10:00 GMT" })).toBe(
      600,
    );
    expect(await wait({ Date: "Fri, 27 Nov 2026 22:00:00 GMT", "Retry-After": "Fri, 27 Nov 2026 21:00:00 GMT" })).toBe(
      0,
    );
    expect(await wait({ "Retry-After": "soon" })).toBeNull();
    expect(await wait({ "Retry-After": "-1" })).toBeNull();
  });
});

describe("a receiver", () => {
  test("that does not answer is abandoned at the time limit", async () => {
    let isLeft: Promise<unknown> = Promise.resolve();
    const url = await serve((req) => {
      isLeft = new Promise((done) => req.socket.once("close", done));
      late.abort(new Error("did not answer within 15 seconds"));
    });
    const late = new AbortController();
    expect(await post(url, late.signal)).toEqual({
      status: null,
      error: "did not answer within 15 seconds",
      retryAfterSeconds: null,
    });
    await isLeft;
  });

  test("is not called after the time limit", async () => {
    let visits = 0;
    const url = await serve(() => visits++);
    expect((await post(url, AbortSignal.abort(new Error("over")))).error).toBe("over");
    expect(visits).toBe(0);
  });

  test("that accepts and then sends an endless body counts as accepting, and is disconnected", async () => {
    for (const chunk of ["x".repeat(100_000), "x"]) {
      let isLeft: Promise<unknown> = Promise.resolve();
      const url = await serve((_req, res) => {
        isLeft = new Promise((done) => res.once("close", done));
        res.writeHead(200);
        const talk = setInterval(() => res.write(chunk), 5);
        res.once("close", () => clearInterval(talk));
      });
      expect((await post(url)).status).toBe(200);
      await isLeft;
    }
  });

  test("whose reply cannot be understood leads to an error", async () => {
    const url = await serve((_req, res) => res.writeHead(500).end("odd"));
    const read = () => {
      throw new Error("cannot be read");
    };
    const reply = await postWebhook({ url, headers: {}, body: "" }, trial, new AbortController().signal, read);
    expect(reply).toEqual({ status: null, error: "cannot be read", retryAfterSeconds: null });
  });

  test.each([
    ["does not listen", async () => "http://127.0.0.1:1/", /^the connection failed \(ECONNREFUSED\)$/],
    ["hangs up", () => speak(""), /^could not be reached: socket hang up \(ECONNRESET\)$/],
    ["speaks no HTTP", () => speak("220 mail ESMTP\r\n"), /^could not be reached: .* \(HPE_INVALID/],
    ["sends endless headers", () => speak(`HTTP/1.1 200 OK\r\n${"X: y\r\n".repeat(20_000)}`), /HPE_HEADER_OVERFLOW/],
    ["does not speak TLS", async () => (await speak("no")).replace("http:", "https:"), /^could not be reached: /],
  ])("that %s leads to an error with the reason", async (_what, start, error) => {
    expect(await post(await start())).toEqual({
      status: null,
      error: expect.stringMatching(error),
      retryAfterSeconds: null,
    });
  });
});

describe("over TLS", () => {
  const pem = join(ROOT, "test/support/receiver-tls.pem");

  /** Posts from a process that trusts the receiver's certificate or one that does not. */
  async function postSecurely(host: string, trusts: boolean) {
    const seen: unknown[] = [];
    const server = createSecureServer({ key: readFileSync(pem), cert: readFileSync(pem) }, (req, res) => {
      seen.push([req.headers.host, (req.socket as { servername?: string }).servername]);
      res.writeHead(204).end();
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    const child = fork(join(ROOT, "dist/test/support/secure-poster.js"), [`https://${host}:${port}/`], {
      env: { ...process.env, ...(trusts ? { NODE_EXTRA_CA_CERTS: pem } : {}) },
    });
    const gone = once(child, "exit");
    const [reply] = await once(child, "message");
    await gone;
    return { reply, seen: seen.map((each) => JSON.stringify(each).replace(`:${port}`, "")) };
  }

  test("a receiver is called by its hostname and identified by its certificate", async () => {
    expect(await postSecurely("receiver.test", true)).toEqual({
      reply: { status: 204, error: null, retryAfterSeconds: null },
      seen: ['["receiver.test","receiver.test"]'],
    });
  });

  test.each([
    ["an untrusted certificate", "receiver.test", false, /DEPTH_ZERO_SELF_SIGNED_CERT/],
    ["the certificate of another host", "other.test", true, /ERR_TLS_CERT_ALTNAME_INVALID/],
    ["an address that is not in the certificate", "127.0.0.1", true, /ERR_TLS_CERT_ALTNAME_INVALID/],
  ])("nothing is sent to a receiver with %s", async (_what, host, trusts, error) => {
    const { reply, seen } = await postSecurely(host, trusts);
    expect(reply).toMatchObject({ status: null, error: expect.stringMatching(error) });
    expect(seen).toEqual([]);
  });
});
