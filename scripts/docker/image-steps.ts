import type { Engine } from "./engine.ts";
import type { Composition } from "./project.ts";
import type { TrialReport } from "./trial-report.ts";

/** Maximum size of the image in megabytes (millions of bytes). */
const GOAL_MB = 350;

/** Folders of the image whose sizes are reported. */
const PARTS = ["/garita/node_modules", "/garita/dist", "/garita/prisma", "/garita/src"];

/** Builds the image, and tests it alone, without a database. */
export async function tryImage(engine: Engine, base: string, { compose, name }: Composition, report: TrialReport) {
  const image = `${name}-garita`;
  await report.step("the image can be built", async () => {
    await compose(["build", "--quiet"], { seconds: 900 });
    return `from ${base}`;
  });
  await report.step(`the image is smaller than ${GOAL_MB} MB`, async () => {
    const [size, ofBase] = [await sizeOf(engine, image), await sizeOf(engine, base)];
    const sizes = await engine.docker(["run", "--rm", image, "du", "-sm", ...PARTS]);
    const detail = `${size} MB: ${ofBase} MB of ${base}, and ${size - ofBase} MB of Garita (in MiB: ${sizes.replaceAll("\t", " ").replaceAll("\n", ", ")})`;
    if (size >= GOAL_MB) throw new Error(detail);
    return detail;
  });
  await report.step("a container without DATABASE_URL ends with a clear sentence", async () => {
    const said = await engine.docker(["run", "--rm", image]).then(
      () => "it started",
      (error: Error) => error.message.split("\n").slice(1).join("\n"),
    );
    if (!/^This installation has no embedded database for \S+\. Set DATABASE_URL to .*$/.test(said))
      throw new Error(said);
    return said;
  });
}

/** Returns the size of an image in megabytes. */
async function sizeOf(engine: Engine, image: string): Promise<number> {
  return Math.round(Number(await engine.docker(["image", "inspect", "--format", "{{.Size}}", image])) / 1e6);
}
