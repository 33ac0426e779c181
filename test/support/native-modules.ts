import { pathToFileURL } from "node:url";
import jestRuntime from "jest-runtime";

// The package's types describe its CommonJS build. Its ES module exports the class itself.
const Runtime = jestRuntime as unknown as typeof jestRuntime.default;

/**
 * The files that this process has imported. Node never runs a module twice, so a setup file needs a new URL each time.
 */
const imported = new Set<string>();

/**
 * Loads test files with Node's own `import`. Jest's runtime would run every module again for every test file, which
 * takes 1.4 s of CPU time for a file that starts the service. With this loader, the test files of one worker share the
 * modules. Modules of `src` keep no state, and environment variables changed by a test file are restored.
 */
export default class NativeModules extends Runtime {
  readonly #variables = { ...process.env };

  constructor(...made: ConstructorParameters<typeof Runtime>) {
    super(...made);
    // Jest's own modules run in a separate context, where `expect.any(String)` must refer to the tests' String.
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
