import { pathToFileURL } from "node:url";
import jestRuntime from "jest-runtime";

// The package's types describe its CommonJS build. The package's ES module exports the class.
const Runtime = jestRuntime as unknown as typeof jestRuntime.default;

/** Files that this process has imported. Node never runs a module twice, so a setup file needs a new URL each time. */
const imported = new Set<string>();

/**
 * Loads test files with Node's own `import`, so that the files of one worker share modules. Jest would run every module
 * again for every file, which takes 1.4 s for a file that starts the service. Modules of `src` keep no state, and
 * environment variables are restored after each file.
 */
export default class NativeModules extends Runtime {
  readonly #variables = { ...process.env };

  constructor(...made: ConstructorParameters<typeof Runtime>) {
    super(...made);
    // Jest's modules run in their own context, where `expect.any(String)` must mean the tests' String.
    Object.assign(made[1].global, { Array, BigInt, Boolean, Error, Function, Number, Object, String, Symbol });
  }

  override unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  override async unstable_importModule(path: string): Promise<void> {
    const url = pathToFileURL(path).href;
    await import(imported.has(path) ? `${url}?${imported.size}` : url);
    imported.add(path);
  }

  override setGlobalsForRuntime(globals: object): void {
    Object.assign(globalThis, globals);
  }

  override teardown(): void {
    for (const name of Object.keys(process.env)) if (!(name in this.#variables)) delete process.env[name];
    Object.assign(process.env, this.#variables);
    super.teardown();
  }
}
