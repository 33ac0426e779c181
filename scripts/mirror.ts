import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.ts";
import { reachableHost } from "./doctor/check-process.ts";
import { type CopyResult, type CopyScope, makeCopySource } from "./mirror/copy-source.ts";
import { FolderFault } from "./mirror/mirror-faults.ts";
import { openMirrorFolder } from "./mirror/mirror-folder.ts";
import { isPassing, runMirror } from "./mirror/run-mirror.ts";
import { makeSource } from "./mirror/source.ts";
import { many, progress } from "./progress.ts";

const USAGE = `npm run mirror -- folder    write the current answers, the history and the pages of a running service into a folder, for any web server, and keep them current until Ctrl-C
  --once            write them once
  --from <url>      the service (default: the one on this machine, at PORT)
  --live <url>      its public address, which the pages name (default: its PUBLIC_URL, or --from)
  --every <minutes> minutes between complete copies, 1 to 10 (default: 5)`;

const PROGRESS_MS = 2_000;

const fail = (sentence: string, code: number): void => {
  console.error(sentence);
  process.exitCode = code;
};

/** Returns an address without a slash at the end. @throws TypeError if it is not an address of a web site */
function siteAddress(text: string): string {
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "" || url.username !== "")
    throw new TypeError();
  return url.href.replace(/\/+$/, "");
}

interface MirrorArguments {
  folder: string;
  from: string;
  live: string | undefined;
  isOnce: boolean;
  /** Milliseconds. */
  every: number;
}

/** Reads the arguments. Returns a sentence if they are wrong. */
function readArguments(): MirrorArguments | string {
  const options = {
    once: { type: "boolean" },
    from: { type: "string" },
    live: { type: "string" },
    every: { type: "string" },
  } as const;
  let given: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    given = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return `${(error as Error).message}\n${USAGE}`;
  }
  const { values, positionals } = given;
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) return USAGE;
  const { once = false, every = "5" } = values;
  if (!/^([1-9]|10)$/.test(every)) return `--every must be a whole number of minutes from 1 to 10; got '${every}'.`;
  const { HOST, PORT } = readConfig();
  const addresses: Record<string, string | undefined> = {
    from: values.from ?? `http://${reachableHost(HOST)}:${PORT}`,
    live: values.live,
  };
  for (const [name, text] of Object.entries(addresses)) {
    if (text === undefined) continue;
    try {
      addresses[name] = siteAddress(text);
    } catch {
      return `--${name} must be the http: or https: address of a Garita, such as https://garita.example; got '${text}'.`;
    }
  }
  const { from = "", live } = addresses;
  return { folder: resolve(folder), from, live, isOnce: once, every: Number(every) * 60_000 };
}

async function mirror({ folder, from, live, isOnce, every }: MirrorArguments): Promise<void> {
  const end = new AbortController();
  const { signal } = end;
  const stop = () => end.abort();
  const source = makeSource(from, signal);
  const target = await openMirrorFolder(folder);
  let reportedAt = performance.now();
  const copy = makeCopySource({
    source,
    folder: target,
    live,
    clock: () => performance.now(),
    onProgress(done, all) {
      if (performance.now() - reportedAt < PROGRESS_MS) return;
      reportedAt = performance.now();
      progress(`${done.toLocaleString("en-US")} of ${many(all, "answer")} copied`);
    },
  });
  let lastFailure = "";
  const copied = ({ live, at, files }: CopyResult, scope: CopyScope) => {
    lastFailure = "";
    const renewed = scope === "all" ? "" : ` Renewed: ${[...scope].join(", ") || "the lists"}.`;
    const removed = files.removed > 0 ? `, ${files.removed.toLocaleString("en-US")} removed` : "";
    console.log(
      `${folder} mirrors ${live} as of ${at}: ${many(files.all, "file")}, ${files.changed.toLocaleString("en-US")} changed${removed}.${renewed}`,
    );
  };
  const failed = (message: string) => {
    if (message === lastFailure) return;
    lastFailure = message;
    const about = target.about();
    const kept = about === null ? "There is no mirror yet." : `The mirror stays as it was at ${about.copiedAt}.`;
    console.error(`${message} ${kept}${isOnce ? "" : " Trying again every ten seconds."}`);
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);
  try {
    if (!isOnce) return await runMirror({ source, copy, every, signal, copied, failed });
    copied(await copy("all"), "all");
  } catch (error) {
    if (!signal.aborted && !isPassing(error)) throw error;
    if (!signal.aborted) failed((error as Error).message);
    process.exitCode = 1;
  } finally {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
    await target.close();
  }
}

const args = readArguments();
if (typeof args === "string") fail(args, 2);
else
  await mirror(args).catch((error) => {
    if (!(error instanceof FolderFault)) throw error;
    fail(error.message, 2);
  });
