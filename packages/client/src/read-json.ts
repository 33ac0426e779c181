import { strangeAnswer } from "./garita-error.ts";

/** What an answer says about its age. */
export interface Aged {
  /**
   * Seconds since the answer was last known to be up to date. Only in answers that may be out of date, because the
   * service cannot reach its database, or asks a standby that is behind.
   */
  staleSeconds?: number;
}

/**
 * Reads the JSON of an answer. An age is added to the answer, and to each status in it, so that `isOpen` knows it.
 * @throws GaritaError if the answer is not JSON, such as a page of a proxy
 */
export async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text();
  const staleSeconds = Number(answer.headers.get("garita-stale") ?? Number.NaN);
  const isStale = Number.isFinite(staleSeconds);
  try {
    const value = JSON.parse(text, (_, part) => (isStale && isStatus(part) ? { ...part, staleSeconds } : part));
    return isStale ? { ...value, staleSeconds } : value;
  } catch {
    throw strangeAnswer(answer);
  }
}

const isStatus = (part: unknown): part is { open: boolean | null } =>
  typeof part === "object" && part !== null && "open" in part && (part.open === null || typeof part.open === "boolean");
