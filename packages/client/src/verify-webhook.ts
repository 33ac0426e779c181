import type { ReportEvent, RetractionEvent, StandingEvent, VerificationEvent } from "./generated/api.ts";

/** The body of a webhook. Ignore a `type` that you do not know: later versions may send others. */
export type WebhookEvent = VerificationEvent | ReportEvent | RetractionEvent | StandingEvent;

/** The headers of a request: as `fetch` has them, or as Node has them. */
export type RequestHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Settings of {@link verifyWebhook}. */
export interface VerifyOptions {
  /** The present, in milliseconds since 1970. Default: the clock of the machine. */
  now?: number | undefined;
  /** The greatest age of a message, in seconds, and how far it may be ahead. Default: 300. */
  tolerance?: number | undefined;
}

/** Thrown by {@link verifyWebhook} if a message is not genuine, is too old, or cannot be read. Answer with 401. */
export class WebhookRefused extends Error {
  /** Why the message is refused. */
  readonly reason: "header" | "time" | "signature" | "body";

  constructor(reason: WebhookRefused["reason"], message: string) {
    super(message);
    this.name = "WebhookRefused";
    this.reason = reason;
  }
}

const TOLERANCE_SECONDS = 300;
/** More signatures than this are not looked at. The service sends one for each active secret. */
const MOST_SIGNATURES = 10;

/**
 * Verifies the signature of a webhook (Standard Webhooks) and returns its event. The comparison takes the same time
 * wherever the signatures differ. A genuine message may come more than once: keep the `webhook-id` of processed ones.
 * @param body the body exactly as it was received, before anything parsed it
 * @param secrets the secret, or several while one is being replaced
 * @throws WebhookRefused if no secret signed this message, or if it is too old
 */
export async function verifyWebhook(
  body: string | Uint8Array,
  headers: RequestHeaders,
  secrets: string | readonly string[],
  { now = Date.now(), tolerance = TOLERANCE_SECONDS }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const id = headerIn(headers, "webhook-id");
  const timestamp = headerIn(headers, "webhook-timestamp");
  const signatures = headerIn(headers, "webhook-signature").split(" ").slice(0, MOST_SIGNATURES);
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookRefused("header", `webhook-timestamp must be whole seconds; got "${timestamp.slice(0, 40)}"`);
  const age = Math.floor(now / 1_000) - Number(timestamp);
  if (Math.abs(age) > tolerance)
    throw new WebhookRefused("time", `the message is ${age} seconds old; at most ${tolerance} are accepted`);
  const text = new TextEncoder();
  const bytes = typeof body === "string" ? text.encode(body) : body;
  const signed = joined(text.encode(`${id}.${timestamp}.`), bytes);
  const keys = await Promise.all((typeof secrets === "string" ? [secrets] : secrets).map(keyOf));
  const given = signatures.flatMap((one) => (one.startsWith("v1,") ? bytesIn(one.slice(3)) : null) ?? []);
  let isGenuine = false;
  for (const key of keys)
    for (const signature of given) if (await crypto.subtle.verify("HMAC", key, signature, signed)) isGenuine = true;
  if (!isGenuine) throw new WebhookRefused("signature", "none of the secrets signed this message");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as WebhookEvent;
  } catch {
    throw new WebhookRefused("body", "the body is not JSON");
  }
}

function headerIn(headers: RequestHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  if (typeof value === "string" && value !== "") return value;
  throw new WebhookRefused("header", `${name} must be there once`);
}

async function keyOf(secret: string) {
  const bytes = bytesIn(secret.replace(/^whsec_/, ""));
  if (bytes === null || bytes.length === 0) throw new TypeError("A secret must be base64, usually after whsec_.");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

/** Decodes base64. Returns null if the text is not base64. */
function bytesIn(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
