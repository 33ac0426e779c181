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
 * Reasons why a feed could not be fetched or read: no connection (`unreachable`), a timeout (`timeout`), a status that
 * is not 2xx (`http_status`), a redirect that is not followed (`redirect`), more bytes than allowed (`too_large`), a
 * truncated body (`cut_off`), no body (`empty`), or a body that is not a feed (`not_a_feed`).
 */
export type FeedErrorCode = (typeof FEED_ERROR_CODES)[number];

/** The error for a feed that could not be fetched or read. The message gives the reason in one sentence. */
export class FeedError extends Error {
  override readonly name = "FeedError";
  readonly code: FeedErrorCode;
  /** HTTP status, if one was received. */
  readonly status: number | null;
  /** Number of seconds that the server asked clients to wait (`Retry-After`), or null. */
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
