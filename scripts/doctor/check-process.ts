import type { Config } from "../../src/config.ts";
import type { Messages } from "../../src/locales/messages.ts";
import { type Finding, note, right, wrong } from "./finding.ts";

/** The service answers within three seconds, even if its database does not. */
const ANSWER_MS = 8_000;

/** Asks the service on this machine for its own state. */
export async function checkProcess(
  { HOST, PORT }: Pick<Config, "HOST" | "PORT">,
  { language, doctor: words }: Messages,
): Promise<Finding[]> {
  if (PORT === 0) return [note(words.portUnknown)];
  const url = `http://${reachableHost(HOST)}:${PORT}`;
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`${url}/readyz`, {
      headers: { "Accept-Language": language, Connection: "close" },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    text = await answer.text();
  } catch (error) {
    return [wrong(error instanceof Error && error.name === "TimeoutError" ? words.silent(url) : words.notRunning(url))];
  }
  const { status, reasons, type, detail } = readAnswer(text);
  if (status === "ready") return [right(words.ready(url))];
  if (status === "degraded" && Array.isArray(reasons))
    return reasons.map((reason) => wrong(words.degraded(String(reason).replace(/\.$/, ""))));
  if (type === "/problems/unavailable") return [wrong(words.unready(url, String(detail)))];
  return [wrong(words.stranger(url))];
}

function readAnswer(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Returns an address that reaches a service listening on `host`. */
export function reachableHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
