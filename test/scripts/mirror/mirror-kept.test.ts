import { existsSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../../support/eventually.ts";
import { fewAnswers } from "../../support/mirror/few-answers.ts";
import { type MirrorProcess, mirrorOnce, startMirror } from "../../support/mirror/mirror-process.ts";
import { filesIn, type MirrorTrial, startMirrorTrial } from "../../support/mirror/mirror-trial.ts";

let trial: MirrorTrial;
let mirror: string;
beforeAll(async () => {
  trial = await startMirrorTrial();
  mirror = trial.mirror;
  trial.source.alter = fewAnswers;
  expect(await mirrorOnce(mirror, "--from", trial.source.url, "--live", "https://garita.example")).toEqual({
    code: 0,
    said: expect.stringContaining(" mirrors "),
  });
}, 300_000);
afterAll(() => trial.release());
beforeEach(() => {
  trial.source.asked.length = 0;
  trial.source.before = () => undefined;
  trial.source.alter = fewAnswers;
});

const read = (file: string) => trial.read(file);
const json = (file: string) => trial.json(file);
const heading = (file: string) => trial.heading(file);
const contentsOf = (of: string) => new Map(filesIn(of).map((file) => [file, read(file)]));

describe("the earlier copy stays whole", () => {
  const expectKept = async (said: RegExp) => {
    const before = contentsOf(mirror);
    const { copiedAt } = json("mirror.json");
    const result = await mirrorOnce(mirror, "--from", trial.source.url, "--live", "https://garita.example");
    expect(result).toEqual({ code: 1, said: expect.stringMatching(said) });
    expect(result.said).toContain(`The mirror stays as it was at ${copiedAt}.`);
    expect(contentsOf(mirror)).toEqual(before);
  };

  test("if the service cannot be reached", async () => {
    trial.source.before = () => {
      throw new Error("the connection breaks");
    };
    await expectKept(/^http:\/\/127\.0\.0\.1:\d+ cannot be reached: .+\. The mirror/);
  });

  test("if the service fails in the middle", async () => {
    trial.source.before = (path) => (path.startsWith("/copy/presidio?") ? { status: 500, body: "" } : undefined);
    await expectKept(/\/copy\/presidio\?lang=e[ns] was answered with status 500\./);
    expect(trial.source.asked.length).toBeGreaterThan(20);
  }, 120_000);

  test("if the service has known nothing new for some time", async () => {
    trial.source.before = (path) =>
      path === "/v1/crossings" ? { headers: { "Garita-Stale": "7" }, body: "{}" } : undefined;
    await expectKept(/has known nothing new for 7 seconds, because its database is away\./);
  });

  test("if the service has another log", async () => {
    trial.source.before = (path) =>
      path === "/v1/log/head"
        ? {
            body: JSON.stringify({ seq: 3, hash: "abc", time: null, reports: 3, keyId: null, signature: null }),
          }
        : undefined;
    await expectKept(
      /has another log than the mirror: it ends with seq 3, abc, and the mirror has seq \d+, [0-9a-f]{64}\./,
    );
  });

  test("if the service makes no pages for copies", async () => {
    trial.source.alter = (path, text) =>
      path.startsWith("/copy/about") ? text.replace(' id="copy"', "") : fewAnswers(path, text);
    await expectKept(/is not a page for copies\. The service may have another version\./);
  }, 120_000);

  test("if the command is killed, and the next copy removes what it left", async () => {
    const before = contentsOf(mirror);
    trial.source.alter = (path, text) => fewAnswers(path, text).replace("</body>", "<!-- new -->\n</body>");
    trial.source.before = (path) =>
      path.startsWith("/v1/crossings/presidio/history?")
        ? { status: 503, headers: { "Retry-After": "10" }, body: "" }
        : undefined;
    const running = startMirror(mirror, "--once", "--from", trial.source.url, "--live", "https://garita.example");
    const drafted = () => filesIn(mirror).filter((file) => file.startsWith(".garita-mirror/"));
    await eventually(() => expect(drafted().length).toBeGreaterThan(20), 30_000);
    await running.end("SIGKILL");
    expect(drafted().length).toBeGreaterThan(20);
    for (const [file, text] of before) expect([file, read(file) === text]).toEqual([file, true]);
    trial.source.before = () => undefined;
    expect(await mirrorOnce(mirror, "--from", trial.source.url, "--live", "https://garita.example")).toMatchObject({
      code: 0,
    });
    expect(filesIn(mirror).filter((file) => file.startsWith("."))).toEqual([]);
  }, 240_000);
});

test("a crossing that has disappeared from the service disappears from the mirror", async () => {
  expect(existsSync(join(mirror, "naco.html"))).toBe(true);
  trial.source.before = (path) => (/\bnaco\b/.test(path) ? { status: 404, body: "" } : undefined);
  trial.source.alter = (path, text) => {
    const few = fewAnswers(path, text);
    if (path === "/sitemap.xml") return few.replace(/<url>(?:(?!<\/url>).)*\/naco\?.*?<\/url>/gs, "");
    if (path !== "/v1/crossings") return few;
    const { crossings, ...list } = JSON.parse(few);
    return JSON.stringify({ ...list, crossings: crossings.filter(({ slug }: { slug: string }) => slug !== "naco") });
  };
  const { code, said } = await mirrorOnce(mirror, "--from", trial.source.url, "--live", "https://garita.example");
  expect([code, said]).toEqual([0, expect.stringMatching(/ removed\.\n$/)]);
  expect(filesIn(mirror).filter((file) => /\bnaco\b/.test(file) && !file.startsWith("v1/reports/"))).toEqual([]);
  expect(read("index.html")).toContain('href="https://garita.example/naco?lang=en"');
}, 120_000);

describe("a running mirror", () => {
  let running: MirrorProcess;
  afterEach(() => running.end("SIGKILL"));

  test("shows a new report at once, says when the service is away, catches up, and ends with Ctrl-C", async () => {
    const args = [mirror, "--from", trial.source.url, "--live", "https://garita.example"];
    running = startMirror(...args);
    await eventually(() => expect(running.printed()).toMatch(/ mirrors .* changed/), 60_000);
    expect(await mirrorOnce(...args)).toEqual({
      code: 2,
      said: expect.stringMatching(/^Process \d+ on \S+ writes a mirror into /),
    });
    expect(heading("presidio.html")).not.toContain("suspended");
    trial.source.asked.length = 0;
    expect(await trial.suspend("presidio")).toBe(201);
    await eventually(
      () => expect(heading("presidio.html")).toBe("Presidio-Ojinaga International Bridge was not open: suspended"),
      30_000,
    );
    await eventually(() => expect(running.printed()).toMatch(/Renewed: presidio\.\n/));
    expect(heading("es/presidio.html")).toMatch(/estaba suspendido|no estaba abiert/i);
    expect(json("v1/crossings/presidio/status.json").open).toBe(false);
    expect(read("index.html")).toMatch(/data-slug="presidio" data-mark="suspended"/);
    expect(trial.source.asked.filter((path) => /\/douglas(\?|\/|$)/.test(path))).toEqual([]);

    trial.source.before = () => {
      throw new Error("the connection breaks");
    };
    trial.source.sever();
    await eventually(
      () => expect(running.printed()).toMatch(/cannot be reached: .* The mirror stays as it was at /),
      30_000,
    );
    expect(await trial.suspend("douglas")).toBe(201);
    expect(heading("douglas.html")).not.toContain("suspended");
    trial.source.before = () => undefined;
    await eventually(() => expect(heading("douglas.html")).toBe("Douglas was not open: suspended"), 60_000);
    expect(await running.end("SIGINT")).toBe(0);
    expect(filesIn(mirror).filter((file) => file.startsWith("."))).toEqual([]);
  }, 240_000);
});
