import { access, appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ENGLISH } from "../../src/locales/en.ts";
import { ACCEPTED_REPLY, declareChannel } from "../../src/notifications/channel.ts";
import { CHANNELS } from "../../src/notifications/index.ts";
import { PARTS } from "../../src/parts.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { startReceiver } from "../support/receiver.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

const { rules } = ENGLISH.errors;

/**
 * A channel that is not in `CHANNELS`. The channel writes one line per event to a file. The channel's addresses are
 * `diary:name`.
 */
const diaryChannel = declareChannel({
  settings: { DIARY_FOLDER: z.string().default("/nowhere") },
  make({ DIARY_FOLDER: folder }) {
    const fileOf = (address: string) => join(folder, `${address.slice("diary:".length)}.txt`);
    return {
      name: "diary",
      schemes: ["diary"],
      check: async (address) => (/^diary:\w+$/.test(address) ? null : ["stated", "must name a diary by letters alone"]),
      write: (event, subscription) =>
        event.kind === "report" ? `${event.kind}: ${event.report.source.title}` : `${event.kind} of ${subscription}`,
      async verify({ body, address }) {
        // The file proves that its owner wants the events, so it must exist.
        await access(fileOf(address));
        await appendFile(fileOf(address), `${body}\n`);
        return ACCEPTED_REPLY;
      },
      async send({ body, address }) {
        await appendFile(fileOf(address), `${body}\n`);
        return ACCEPTED_REPLY;
      },
    };
  },
});

let folder: string;
let service: LoanedService;
let app: string;
let desk: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "garita-diary-"));
  service = await loanService({
    parts: { ...PARTS, channels: [...CHANNELS, diaryChannel] },
    settings: { DIARY_FOLDER: folder, WEBHOOK_PRIVATE_ADDRESSES: "on" },
  });
  app = await service.keyFor("app", "subscriber");
  desk = await service.keyFor("desk", "recorder");
});
afterAll(async () => {
  await service.release();
  await rm(folder, { recursive: true });
});
beforeEach(() => connectionsOf(service.ctx.db).pool.query("DELETE FROM subscription"));

const subscribe = (url: string, filter = {}) => service.post("/v1/subscriptions", { url, ...filter }, app);
const stateOf = async (id: string) =>
  (await service.ask(`/v1/subscriptions/${id}`, { headers: { authorization: `Bearer ${app}` } })).body;
const linesOf = async (name: string) => (await readFile(join(folder, `${name}.txt`), "utf8")).trim().split("\n");
const record = (title: string, crossing = "lukeville") =>
  service.post(
    "/v1/reports",
    soundReport({ crossing }, { source: { kind: "news", publisher: "Desk", title }, note: title }),
    desk,
  );

test("an added channel verifies an address, and then sends the events that pass the filter, in order", async () => {
  await appendFile(join(folder, "lukeville.txt"), "");
  const { status, body } = await subscribe("diary:lukeville", { crossings: ["lukeville"] });
  expect([status, body.url, body.state]).toEqual([201, "diary:lukeville", "pending"]);
  for (const [title, crossing] of [["First"], ["Elsewhere", "roma"], ["Second"]] as const)
    await record(title, crossing);
  await service.webhooks.sendDue();
  expect(await linesOf("lukeville")).toEqual([`verification of ${body.id}`, "report: First", "report: Second"]);
  expect(await stateOf(body.id)).toMatchObject({ state: "active", waiting: 0 });
});

test("an address that the channel cannot verify gets no events until a later verification succeeds", async () => {
  const { body } = await subscribe("diary:missing");
  await record("Third");
  await service.webhooks.sendDue();
  expect(await stateOf(body.id)).toMatchObject({ state: "pending", lastError: expect.stringContaining("ENOENT") });
  await appendFile(join(folder, "missing.txt"), "");
  await service.post(`/v1/subscriptions/${body.id}/verification`, undefined, app);
  await service.webhooks.sendDue();
  expect(await linesOf("missing")).toEqual([`verification of ${body.id}`, "report: Third"]);
});

test("an address is checked by its own channel", async () => {
  const refused = async (url: string) => (await subscribe(url)).body.errors;
  expect(await refused("diary:a/b")).toEqual([
    { path: "url", message: rules.got("must name a diary by letters alone", '"diary:a/b"') },
  ]);
  expect(await refused("gopher://example.org/")).toEqual([
    { path: "url", message: rules.got(rules.schemes("https, http, diary"), '"gopher://example.org/"') },
  ]);
});

test("webhooks work beside another channel, and each event has the format of its channel", async () => {
  const receiver = await startReceiver();
  await appendFile(join(folder, "beside.txt"), "");
  const { body } = await subscribe(receiver.url);
  receiver.secrets.push(body.secret);
  await subscribe("diary:beside");
  await record("Fourth");
  await service.webhooks.sendDue();
  expect(receiver.received.map(({ genuine, body: { type } }) => [genuine, type])).toEqual([
    [true, "verification"],
    [true, "report"],
  ]);
  expect((await linesOf("beside")).at(-1)).toBe("report: Fourth");
  await receiver.die();
});

test("if a process lacks a channel, the channel's events wait for a process that has it", async () => {
  await appendFile(join(folder, "later.txt"), "");
  const { body } = await subscribe("diary:later");
  await connectionsOf(service.ctx.db).pool.query("UPDATE subscription SET channel = 'pigeon'");
  await service.webhooks.sendDue();
  expect(await stateOf(body.id)).toMatchObject({ state: "pending", waiting: 1 });
  await connectionsOf(service.ctx.db).pool.query("UPDATE subscription SET channel = 'diary'");
  await service.post(`/v1/subscriptions/${body.id}/verification`, undefined, app);
  await service.webhooks.sendDue();
  expect(await linesOf("later")).toEqual([`verification of ${body.id}`]);
});
