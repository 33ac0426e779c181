import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { eventually } from "../support/eventually.ts";
import { CAN_RUN_EXAMPLES, type ExampleShell, openShell } from "../support/example-shell.ts";
import { blocksIn, differenceOf, examplesIn } from "../support/examples.ts";
import { type LoanedService, loanService } from "../support/service.ts";

const markdown = readFileSync(join(ROOT, "docs/webhooks.md"), "utf8");
const examples = examplesIn(markdown);
const block = (language: string): string => blocksIn(markdown).find((each) => each.language === language)?.text ?? "";

let service: LoanedService;
let shell: ExampleShell;
let port: string;
let receiver: ChildProcess | undefined;
beforeAll(async () => {
  service = await loanService({ settings: { WEBHOOK_PRIVATE_ADDRESSES: "on" } });
  port = await freePort();
  shell = await openShell(service, { "http://127.0.0.1:8080": `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  if (receiver?.exitCode === null) {
    receiver.kill();
    await once(receiver, "exit");
  }
  await shell.release();
  await service.release();
});

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return String(typeof address === "object" ? address?.port : "");
}

const run = CAN_RUN_EXAMPLES ? test : test.skip;

run("the subscription, the receiver and the report in docs/webhooks.md work as documented", async () => {
  const [subscription, report] = examples;
  if (subscription === undefined || report === undefined) throw new Error("the document lacks one of the examples");
  const shown = (text: string) => shell.localised(text);
  const subscribed = await shell.run(subscription.commands);
  expect(differenceOf({ ...subscription, answer: shown(subscription.answer) }, subscribed)).toBeNull();

  const file = join(shell.folder, "receiver.mjs");
  const listening = ".listen(8080)";
  expect(block("js")).toContain(listening);
  await writeFile(
    file,
    block("js").replace(listening, `.listen(${port}, "127.0.0.1", () => console.error("listening"))`),
  );
  const env = { ...process.env, NODE_OPTIONS: "", GARITA_SECRET: shell.last("secret") };
  const started = spawn(process.execPath, [file], { env, stdio: ["ignore", "pipe", "pipe"] });
  receiver = started;
  let printed = "";
  started.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  await once(started.stderr, "data");

  service.webhooks.start();
  expect(differenceOf(report, await shell.run(report.commands))).toBeNull();
  const answer = blocksIn(markdown).find(({ language }) => language === "text")?.text ?? "";
  const documented = { line: 0, commands: "", form: "text", answer: shown(answer) };
  await eventually(() => expect(differenceOf(documented, printed)).toBeNull(), 20_000);
});
