import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../src/root.ts";
import { type Engine, openEngine } from "./docker/engine.ts";
import { tryFailures } from "./docker/failure-steps.ts";
import { tryImage } from "./docker/image-steps.ts";
import { makeComposition } from "./docker/project.ts";
import { removeFolder } from "./docker/remove-folder.ts";
import { tryService } from "./docker/service-steps.ts";
import { makeSubstitute } from "./docker/substitutes.ts";
import { makeTrialReport } from "./docker/trial-report.ts";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "25" } } });
const minutes = Number(values.minutes);
if (!(minutes >= 1 && minutes <= 120)) {
  console.error(`--minutes must be a number from 1 to 120; got '${values.minutes}'.`);
  process.exit(1);
}

// Ctrl-C and the time limit end the current step. Everything is removed in either case.
const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const)
  process.on(name, () => interrupted.abort(new Error("The trial was interrupted.")));
const limit = setTimeout(
  () => interrupted.abort(new Error(`The trial took longer than ${minutes} minutes.`)),
  minutes * 60_000,
);
const { signal } = interrupted;

const report = makeTrialReport();
const work = await mkdtemp(join(tmpdir(), "garita-docker-"));
let description = "no Docker";
/** Cleanup steps. They run in reverse order. */
const undo: (() => Promise<unknown>)[] = [() => removeFolder(work)];
try {
  const engine = await openEngine(work, signal);
  undo.push(() => engine.close());
  description = engine.description;
  const images = await baseImages();
  for (const image of images) await report.step(`there is an image ${image}`, () => provideImage(engine, image));
  const composition = await makeComposition(engine, work);
  let isRemoved = false;
  const remove = async () => {
    if (isRemoved) return;
    const args = ["down", "--volumes", "--rmi", "local", "--remove-orphans", "--timeout", "10"];
    // The signal of the trial may have been aborted.
    await composition.compose(args, { signal: undefined, seconds: 120 });
    isRemoved = true;
  };
  undo.push(remove);
  const [node = ""] = images;
  await tryImage(engine, node, composition, report);
  const users = await tryService(composition, report);
  await tryFailures(composition, users, report).catch(async (error) => {
    console.error(await composition.compose(["logs", "--tail", "40"]));
    throw error;
  });
  await report.step("docker compose down removes everything", async () => {
    await remove();
    const remains = await composition.remains();
    if (remains.length > 0) throw new Error(remains.join("\n"));
    return "no container, network, volume or image of the composition is left";
  });
} catch (error) {
  if (report.failed() === 0) console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  clearTimeout(limit);
  for (const each of undo.reverse()) await each().catch((error) => console.error(String(error)));
}
console.log(`${description}\n${report.text()}`);

/** Reads the images on which the composition is based, the one of Node first. */
async function baseImages(): Promise<string[]> {
  const [, node = ""] = /^ARG NODE=(\S+)$/m.exec(await readFile(join(ROOT, "Dockerfile"), "utf8")) ?? [];
  const services = [...(await readFile(join(ROOT, "docker-compose.yml"), "utf8")).matchAll(/^ {4}image: (\S+)$/gm)];
  return [node, ...services.map(([, image = ""]) => image)];
}

/** Pulls an image, or makes a substitute. Whatever the machine did not have before is removed at the end. */
async function provideImage(engine: Engine, image: string): Promise<string> {
  const isHere = await engine.docker(["image", "inspect", image]).then(
    () => true,
    () => false,
  );
  if (isHere) return "was on this machine";
  const isPulled = await engine.docker(["pull", "--quiet", image], { seconds: 300 }).then(
    () => true,
    () => false,
  );
  if (!isPulled) await makeSubstitute(engine, image, work, signal);
  undo.push(() => engine.docker(["rmi", image], { signal: undefined }));
  return isPulled ? "pulled" : "no registry is reached; made from Debian's packages";
}
