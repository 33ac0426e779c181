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
 * Why a feed could not be had or read: no connection (`unreachable`), too slow (`timeout`), a status that is not 2xx
 * (`http_status`), a redirect that is not followed (`redirect`), more bytes than allowed (`too_large`), a body that
 * broke off (`cut_off`), no body (`empty`), or one that is something else (`not_a_feed`).
 */
export type FeedErrorCode = (typeof FEED_ERROR_CODES)[number];

/** A feed gave nothing to go by; its message says why in one sentence. */
export class FeedError extends Error {
  override readonly name = "FeedError";
  readonly code: FeedErrorCode;
  /** The HTTP status, where one was received. */
  readonly status: number | null;
  /** Seconds the server asks to be left alone (`Retry-After`), or null. */
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
