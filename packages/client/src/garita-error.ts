import type { Problem } from "./generated/api.ts";

/** Thrown if the service refuses or cannot answer a request, or if something else answers it. */
export class GaritaError extends Error {
  /** The HTTP status. */
  readonly status: number;
  /** The problem document (RFC 9457) of the service. Null if something else answered, such as a proxy. */
  readonly problem: Problem | null;
  /** Seconds to wait before trying again. Null if the answer does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, problem: Problem | null, retryAfterSeconds: number | null) {
    const alone =
      status < 300
        ? `The answer with the status ${status} is not of the API.`
        : `The service answered with the status ${status}.`;
    super(problem === null ? alone : problem.detail);
    this.name = "GaritaError";
    this.status = status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * Returns true if the same request may succeed later: the service is busy, restarting or unavailable, or something
   * else answers in its place, such as the page on which one signs in to a network.
   */
  get isTemporary(): boolean {
    return this.status < 300 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** Returns the error for an answer of 2xx that is not of the API. */
export const strangeAnswer = (answer: Response): GaritaError => new GaritaError(answer.status, null, null);

/** Reads the error of an answer. */
export async function errorOf(answer: Response): Promise<GaritaError> {
  const { status, headers } = answer;
  const text = await answer.text().catch(() => "");
  const isProblem = (headers.get("content-type") ?? "").startsWith("application/problem+json");
  return new GaritaError(status, isProblem ? problemIn(text) : null, secondsIn(headers.get("retry-after") ?? ""));
}

/** Returns the seconds that a Retry-After asks for: a number of seconds, or until a time. Null if it is neither. */
function secondsIn(retryAfter: string): number | null {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const until = /GMT$/.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - Date.now()) / 1_000));
}

function problemIn(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return null;
  }
}
