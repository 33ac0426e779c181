import { COPY_LIMIT_MINUTES } from "../../src/web/copy/copy-notice.ts";
import { type Catalog, readCatalog, readState, type SourceState } from "./catalog.ts";
import { copyLog } from "./copied-log.ts";
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
export interface MirrorOptions {
  source: Source;
  folder: MirrorFolder;
  /** Public address of the service, if the service does not know it. */
  live: string | undefined;
  /** Called with the number of answers copied so far. */
  tell(done: number, all: number): void;
  /** Milliseconds of a clock that never steps. */
  clock(): number;
}

/** Pages about a period that is not over change every hour. */
const PERIODS_MS = 3_600_000;
/** The service makes six long answers wait for each client, and refuses more. */
const AT_ONCE = 4;

/** Creates the function that copies. It rejects with a {@link SourceFault} and leaves the folder as it was. */
export function makeCopySource({ source, folder, live: given, tell, clock }: MirrorOptions): CopySource {
  let last: { catalog: Catalog; assets: Set<string>; log: Set<string>; periodsAt: number } | undefined;

  async function copy(scope: CopyScope): Promise<CopyResult> {
    const state = await readState(source);
    refuseOtherLog(state, folder, source);
    const isWhole = scope === "all" || last === undefined || hasOthers(state, last.catalog);
    const catalog = isWhole || last === undefined ? await readCatalog(source, state.crossings) : last.catalog;
    const live = given ?? catalog.live;
    const plan = planMirror(catalog);
    // With new static files, the service has been upgraded, so every page is copied again.
    const isUpgraded = catalog.assets.some((each) => !folder.has(each.slice(1)));
    const isLogNew = last === undefined || isUpgraded || folder.about()?.head.seq !== state.head.seq;
    const withPeriods = isWhole && (isLogNew || last === undefined || clock() - last.periodsAt > PERIODS_MS);
    const log = isLogNew || last === undefined ? await copyLog(source, folder, state.head.reports) : last.log;
    const slugs: ReadonlySet<string> = scope === "all" ? new Set() : scope;
    const wanted = plan.filter(({ renewal }) => {
      if (renewal.by === "log") return withPeriods;
      return isWhole || renewal.by === "board" || (renewal.by === "crossing" && slugs.has(renewal.slug));
    });
    const kept = new Set([...plan.map(({ file }) => file), ...log]);
    const assets = new Set(withPeriods ? [] : last?.assets);
    let done = 0;
    await eachOf(wanted, async (each) => {
      const content = await contentOf(each);
      if (each.kind !== "page") await folder.add(each.file, content);
      else await addPage(each, content.toString());
      tell(++done, wanted.length);
    });

    async function addPage({ file, ask }: PlannedFile, page: string): Promise<void> {
      if (!page.includes(' id="copy"'))
        throw new SourceFault(
          `${source.address}${ask} is not a page for copies. The service may have another version.`,
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
    const periodsAt = withPeriods || last === undefined ? clock() : last.periodsAt;
    last = { catalog, assets, log, periodsAt };
    return { live, at: state.at, files };
  }

  const contentOf = async (each: PlannedFile): Promise<string | Buffer> =>
    each.kind === "history" ? wholeHistory(source, each.ask) : source.get(each.ask, acceptedType(each));

  return async (scope) => {
    try {
      return await copy(scope);
    } catch (error) {
      await folder.discard();
      throw error;
    }
  };
}

/** @throws SourceFault if the log of the source does not continue the mirrored one */
function refuseOtherLog({ head }: SourceState, folder: MirrorFolder, { address }: Source): void {
  const before = folder.about()?.head;
  if (before === undefined || head.seq > before.seq || (head.seq === before.seq && head.hash === before.hash)) return;
  throw new SourceFault(
    `${address} has another log than the mirror: it ends with seq ${head.seq}, ${head.hash}, and the mirror has seq ${before.seq}, ${before.hash}. Nothing was copied. To mirror the other log, choose another folder.`,
  );
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
