import {
  type AnswerOf,
  type CallOptions,
  type ClientOptions,
  makeConnection,
  type Optional,
  type QueryOf,
} from "./connection.ts";
import { type Change, type FollowOptions, followChanges } from "./follow-changes.ts";
import type { Direction, History, HistoryItem, Mode, NewReport, Report, StatusSpan } from "./generated/api.ts";
import type { Aged } from "./read-json.ts";
import { type Recording, type RecordOptions, recordReport } from "./record-report.ts";

type OfCrossing<Part extends string> = `/v1/crossings/{slug}/${Part}`;
type HistoryQuery = Omit<QueryOf<OfCrossing<"history">>, "view">;

/** A page of the history of a crossing. `next` is the `cursor` of the next page, or null. */
export type HistoryPage = Omit<History, "history"> & Aged & { history: HistoryItem[] };
/** The intervals in which the status of each service stayed the same. */
export type SpanList = Omit<History, "history"> & Aged & { history: StatusSpan[] };
/** What to find alternatives for. Mode and direction are required, because a truck must not be sent to a bridge for cars. */
export type AlternativesQuery = { mode: Mode; direction: Direction } & Optional<QueryOf<OfCrossing<"alternatives">>>;

/** Creates a client of the service at `base`, such as `https://garita.example.org`. */
export function garitaClient(base: string | URL, options: ClientOptions = {}) {
  const connection = makeConnection(base, options);
  const { get } = connection;
  return {
    /**
     * Reads any other JSON answer of the API: `client.get("/v1/log/head")`, or
     * `client.get("/v1/crossings/{slug}/waits", { path: { slug: "lukeville" } })`.
     */
    get,
    /** Whether a crossing is open, now or at the time `at`, by everything on record now or at `knownAt`. See `isOpen`. */
    status: (slug: string, query: Optional<QueryOf<OfCrossing<"status">>> = {}, call: CallOptions = {}) =>
      get("/v1/crossings/{slug}/status", { ...call, path: { slug }, query }),
    /** Crossings with their status: all, filtered, or nearest first. */
    crossings: (query: Optional<QueryOf<"/v1/crossings">> = {}, call: CallOptions = {}) =>
      get("/v1/crossings", { ...call, query }),
    /** One crossing: its names, its place, and its services with their hours. */
    crossing: (slug: string, call: CallOptions = {}) => get("/v1/crossings/{slug}", { ...call, path: { slug } }),
    /** A page of the history of a crossing, latest effective time first. */
    history: (slug: string, query: Optional<HistoryQuery> = {}, call: CallOptions = {}) =>
      get("/v1/crossings/{slug}/history", { ...call, path: { slug }, query }) as Promise<HistoryPage>,
    /** The intervals in which the status of each service of a crossing stayed the same. */
    spans: (slug: string, query: Optional<Omit<HistoryQuery, "limit" | "cursor">> = {}, call: CallOptions = {}) =>
      get("/v1/crossings/{slug}/history", {
        ...call,
        path: { slug },
        query: { ...query, view: "spans" },
      }) as Promise<SpanList>,
    /** The nearest other crossings that are open for a mode and a direction. */
    alternatives: (slug: string, query: AlternativesQuery, call: CallOptions = {}) =>
      get("/v1/crossings/{slug}/alternatives", { ...call, path: { slug }, query }),
    /** The hours during which a crossing was open, suspended and so on, by service and local month. */
    availability: (slug: string, query: Optional<QueryOf<OfCrossing<"availability">>> = {}, call: CallOptions = {}) =>
      get("/v1/crossings/{slug}/availability", { ...call, path: { slug }, query }),
    /** One report with all its lines. */
    report: (id: string, call: CallOptions = {}) => get("/v1/reports/{id}", { ...call, path: { id } }),
    /** A page of the reports recorded after the position `after`, in order and without gaps. */
    changes: (query: Optional<QueryOf<"/v1/changes">> = {}, call: CallOptions = {}) =>
      get("/v1/changes", { ...call, query }),
    /** All reports recorded after the position `after` up to now, in order and without gaps, page by page. */
    async *allChanges({
      after = 0,
      ...call
    }: { after?: number } & CallOptions = {}): AsyncGenerator<Report, void, undefined> {
      for (let page: AnswerOf<"/v1/changes">; ; after = page.next) {
        page = await get("/v1/changes", { ...call, query: { after, limit: 500 } });
        if (page.changes.length === 0) return;
        yield* page.changes;
      }
    },
    /** Follows the changes, and continues after every cut without a gap or a double in the log. Ends with `signal`. */
    followChanges: (follow: FollowOptions = {}): AsyncGenerator<Change, void, undefined> =>
      followChanges(connection, follow),
    /** Records a report once, although the request may be sent several times. Needs a key with the role recorder. */
    recordReport: (report: NewReport, record: RecordOptions = {}): Promise<Recording> =>
      recordReport(connection, report, record),
  };
}

/** A client of one service. */
export type GaritaClient = ReturnType<typeof garitaClient>;
