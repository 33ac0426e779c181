import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Mutant } from "./stryker-api.ts";

interface InstrumenterModule {
  Instrumenter: new (
    logger: Record<string, () => void>,
  ) => {
    instrument(
      files: { name: string; mutate: true; content: string }[],
      options: { excludedMutations: readonly string[]; plugins: null; ignorers: object[] },
    ): Promise<{ mutants: (Mutant & { status?: string })[] }>;
  };
}

/**
 * Lists the mutants of some sources, without testing them.
 * @param home folder in which Stryker is installed
 * @param root the folder of the project
 * @param files paths from that folder
 * @param excluded kinds of mutants to leave out
 */
export async function listMutants(
  home: string,
  root: string,
  files: readonly string[],
  excluded: readonly string[],
): Promise<Mutant[]> {
  const entry = join(home, "node_modules/@stryker-mutator/instrumenter/dist/src/index.js");
  const { Instrumenter }: InstrumenterModule = await import(pathToFileURL(entry).href);
  const quiet = () => undefined;
  const logger = { debug: quiet, info: quiet, warn: quiet, isDebugEnabled: quiet };
  const contents = files.map((file) => {
    const name = join(root, file);
    return { name, mutate: true as const, content: readFileSync(name, "utf8") };
  });
  const options = { excludedMutations: excluded, plugins: null, ignorers: [] };
  const { mutants } = await new Instrumenter(logger).instrument(contents, options);
  return mutants.filter(({ status }) => status !== "Ignored");
}
