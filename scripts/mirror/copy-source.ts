import { COPY_LIMIT_MINUTES } from "../../src/web/copy/copy-notice.ts";
import { type Catalog, readCatalog, readState, type SourceState } from "./catalog.ts";
import { copyLog, refuseEarlierHead } from "./copied-log.ts";
import { fileOfAddress } from "./mirror-address.ts";
import { SourceFault } from "./mirror-faults.ts";
import type { FileCounts, MirrorFolder } from "./mirror-folder.ts";
import { acceptedType, type PlannedFile, planMirror } from "./mirror-plan.ts";
import { addressesIn, folderPage, rewritePage } from "./rewrite-page.ts";
import type { Source } from "./source.ts";
import { wholeHistory } from "./whole-history.ts";

/** What to copy again: everything, or only what shows these crossings. */
export type CopyScope = "all" | ReadonlySet<string>;

/** A finished copy. */
export interface CopyResult {
  live: string;
  /** Time of the service when the copy began. */
  at: string;
  files: FileCounts;
}

/** Copies a source into a folder, as often as it is called. */
export type CopySource = (scope: CopyScope) => Promise<CopyResult>;

/** Options of a mirror. */
interface MirrorOptions {
  source: Source;
  folder: MirrorFolder;
  /** Public address of the service, if the service does not know it. */
  live: string | undefined;
  /** Called with the number of answers copied so far. */
  onProgress(done: number, all: number): void;
  /** Milliseconds of a clock that never steps. */
  clock(): number;
}

/** Pages about a period that is not over change every hour. */
const PERIODS_MS = 3_600_000;
/** The service makes six long answers wait for each client, and refuses more. */
const AT_ONCE = 4;

/** Creates the function that copies. It rejects with a {@link SourceFault} and leaves the folder as it was. */
export function makeCopySource({ source, folder, live: given, onProgress, clock }: MirrorOptions): CopySource {
  let last: { catalog: Catalog; assets: Set<string>; log: Set<string>; periodsAt: number } | undefined;

  async function copy(scope: CopyScope): Promise<CopyResult> {
    const state = await readState(source);
    refuseEarlierHead(source, folder, state.head);
    const isWhole = scope === "all" || last === undefined || hasOthers(state, last.catalog);
    const catalog = isWhole || last === undefined ? await readCatalog(source, state.crossings) : last.catalog;
    const live = given ?? catalog.live;
    const plan = planMirror(catalog);
    // With new static files, the service has been upgraded, so every page is copied again.
    const isUpgraded = catalog.assets.some((each) => !folder.has(each.slice(1)));
    const isLogNew = last === undefined || isUpgraded || folder.about()?.head.seq !== state.head.seq;
    const withPeriods = isWhole && (isLogNew || last === undefined || clock() - last.periodsAt > PERIODS_MS);
    const log = isLogNew || last === undefined ? await copyLog(source, folder, state.head) : last.log;
    const slugs: ReadonlySet<string> = scope === "all" ? new Set() : scope;
    const isWanted = ({ renewal }: PlannedFile): boolean => {
      if (renewal.by === "log") return withPeriods;
      return isWhole || renewal.by === "board" || (renewal.by === "crossing" && slugs.has(renewal.slug));
    };
    const wanted = plan.filter(isWanted);
    // Links to a new period lead to the service until the page about it is copied.
    const kept = new Set([
      ...plan.filter((each) => isWanted(each) || folder.has(each.file)).map(({ file }) => file),
      ...log,
    ]);
    const assets = new Set(withPeriods ? [] : last?.assets);
    let done = 0;
    await eachOf(wanted, async (each) => {
      const content = await contentOf(each);
      if (each.kind !== "page") await folder.add(each.file, content);
      else await addPage(each, content.toString());
      onProgress(++done, wanted.length);
    });

    async function addPage({ file, sourceAddress }: PlannedFile, page: string): Promise<void> {
      if (!page.includes(' id="copy"'))
        throw new SourceFault(
          `${source.address}${sourceAddress} is not a page for copies. The service may have another version.`,
        );
      for (const address of addressesIn(page)) {
        const asset = address.startsWith("/static/") ? fileOfAddress(address) : null;
        if (asset === null || assets.has(asset)) continue;
        assets.add(asset);
        if (!folder.has(asset)) await folder.add(asset, await source.get(address, "*/*"));
      }
      const isKept = (other: string) => kept.has(other) || assets.has(other);
      await folder.add(file, rewritePage(page, { file, live, isKept }));
      if (!/(^|\/)index\.html$/.test(file)) await folder.add(...folderPage(file));
    }

    const isKept = (file: string) =>
      kept.has(file) || assets.has(file) || kept.has(file.replace(/\/index\.html$/, ".html"));
    const about = folder.about();
    const periodsAt = withPeriods || last === undefined ? clock() : last.periodsAt;
    // If the disk fails in the middle, the next copy renews everything.
    last = undefined;
    const files = await folder.publish(
      {
        format: "garita-mirror",
        version: 1,
        source: source.address,
        live,
        copiedAt: isWhole || about === null ? state.at : about.copiedAt,
        renewedAt: state.at,
        outdatedAfterMinutes: COPY_LIMIT_MINUTES,
        // Without a complete copy, parts of the mirror do not yet show the newest reports.
        head: isWhole || about === null ? state.head : about.head,
      },
      isWhole ? isKept : () => true,
    );
    last = { catalog, assets, log, periodsAt };
    return { live, at: state.at, files };
  }

  const contentOf = async (each: PlannedFile): Promise<string | Buffer> =>
    each.kind === "history"
      ? wholeHistory(source, each.sourceAddress)
      : source.get(each.sourceAddress, acceptedType(each));

  return async (scope) => {
    try {
      return await copy(scope);
    } catch (error) {
      await folder.discard();
      throw error;
    }
  };
}

/** Returns true if the source has other crossings than before. */
const hasOthers = ({ crossings }: SourceState, before: Catalog): boolean =>
  crossings.length !== before.crossings.length || crossings.some((slug, i) => slug !== before.crossings[i]);

/** Runs `work` for all items, a few at a time. The first failure ends it. */
async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = [...items];
  let isOver = false;
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined && !isOver; item = rest.shift()) await work(item);
  };
  const workers = Array.from({ length: AT_ONCE }, () =>
    worker().catch((error) => {
      isOver = true;
      throw error;
    }),
  );
  // Wait for all, so that no worker writes after the failure of another.
  const results = await Promise.allSettled(workers);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
