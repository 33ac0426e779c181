import type { Bodies } from "./bodies.ts";
import type { RequestHeaders } from "./request-headers.ts";

/** A cached answer with its key, dependencies and expiry. */
export interface CachedAnswer extends Pick<RequestHeaders, "accept" | "language"> {
  url: string;
  etag: string;
  /** Dependencies: slugs of crossings, and topics such as `LOG_TOPIC`. */
  of: readonly string[];
  /** Start of the answer's validity, in milliseconds since 1970. */
  madeAt: number;
  /** Time at which the answer next changes even without a new report, in milliseconds since 1970, or null. */
  expiresAt: number | null;
  /**
   * Time from which the answer is no longer served, in milliseconds since 1970, or null. May be earlier than
   * `expiresAt`.
   */
  heldUntil: number | null;
  bodies: Bodies;
  /** Second-chance bit: true if the answer was requested since eviction last considered it. */
  used: boolean;
}

/** Limits of the cache. `bytes` counts uncompressed bodies; compressed ones add at most a quarter. */
export interface CacheLimits {
  answers: number;
  bytes: number;
}

/** Cached answers by request. A URL may have answers in several formats and languages. */
export interface CacheStore {
  find(url: string | undefined, asked: Pick<RequestHeaders, "accept" | "language">): CachedAnswer | undefined;
  keep(answer: CachedAnswer): void;
  forget(answer: CachedAnswer): void;
  /** Removes the answers with one of these dependencies. */
  drop(of: readonly string[]): void;
  count(): number;
}

/**
 * Maximum length of a cached answer's URL and two headers. Real requests are shorter, and longer ones would only fill
 * the memory.
 */
const LONGEST = 2_000;

/**
 * Maximum number of answers for one URL. Browsers need fewer formats and languages, and a linear search through this
 * many is fast.
 */
const MOST_FORMS = 200;

/**
 * Creates a cache with limits on answers and bytes. When full, it evicts the oldest answer that was not requested since
 * eviction last considered it (second chance).
 */
export function makeCacheStore(most: CacheLimits): CacheStore {
  // In order of insertion. If eviction keeps an answer, the answer moves to the end.
  const row = new Set<CachedAnswer>();
  const byUrl = new Map<string, CachedAnswer[]>();
  const byPlace = new Map<string, Set<CachedAnswer>>();
  let bytes = 0;

  // Comparing the few answers of a URL is faster than building a key.
  const find: CacheStore["find"] = (url = "", { accept, language }) =>
    byUrl.get(url)?.find((each) => each.accept === accept && each.language === language);

  const forget = (answer: CachedAnswer): void => {
    if (!row.delete(answer)) return;
    bytes -= answer.bodies.identity.length;
    const others = byUrl.get(answer.url)?.filter((each) => each !== answer) ?? [];
    if (others.length > 0) byUrl.set(answer.url, others);
    else byUrl.delete(answer.url);
    for (const place of answer.of) byPlace.get(place)?.delete(answer);
  };

  /**
   * Evicts the first answer without a second chance, and moves the answers before it to the end. Serving an answer
   * never reorders the set.
   */
  function makeRoom(): void {
    for (const answer of row) {
      if (!answer.used) {
        forget(answer);
        return;
      }
      answer.used = false;
      row.delete(answer);
      row.add(answer);
    }
  }

  return {
    find,
    forget,
    keep(answer) {
      const { url, accept = "", language = "", of } = answer;
      if (url.length + accept.length + language.length > LONGEST) return;
      const former = find(url, answer);
      if (former !== undefined) forget(former);
      const [oldest, ...others] = byUrl.get(url) ?? [];
      if (oldest !== undefined && others.length >= MOST_FORMS - 1) forget(oldest);
      row.add(answer);
      bytes += answer.bodies.identity.length;
      byUrl.set(url, [...(byUrl.get(url) ?? []), answer]);
      for (const place of of) byPlace.set(place, (byPlace.get(place) ?? new Set()).add(answer));
      while (row.size > most.answers || bytes > most.bytes) makeRoom();
    },
    drop(of) {
      for (const place of of) for (const answer of byPlace.get(place) ?? []) forget(answer);
    },
    count: () => row.size,
  };
}
