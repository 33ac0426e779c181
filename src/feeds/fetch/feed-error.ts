export const FEED_ERROR_CODES = [
  "unreachable",
  "timeout",
  "http_status",
  "redirect",
  "too_large",
  "cut_off",
  "empty",
  "not_a_feed",
] as const;

/**
 * Why a feed could not be read: no connection (`unreachable`), a timeout (`timeout`), a status other than 2xx
 * (`http_status`), a redirect that is not followed (`redirect`), too many bytes (`too_large`), a truncated body
 * (`cut_off`), no body (`empty`), or a body that is not a feed (`not_a_feed`).
 */
export type FeedErrorCode = (typeof FEED_ERROR_CODES)[number];

/** Thrown if a feed cannot be fetched or read. The message is one sentence. */
export class FeedError extends Error {
  override readonly name = "FeedError";
  readonly code: FeedErrorCode;
  /** HTTP status, if there was one. */
  readonly status: number | null;
  /** Seconds that the server asks clients to wait (`Retry-After`), or null. */
  readonly retryAfter: number | null;

  constructor(
    code: FeedErrorCode,
    message: string,
    details: { status?: number; retryAfter?: number | null; cause?: unknown } = {},
  ) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.status = details.status ?? null;
    this.retryAfter = details.retryAfter ?? null;
  }
}
