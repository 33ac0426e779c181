/** A message of a stream of server-sent events. */
export interface ServerSentEvent {
  /** The kind of the message. `message` if it names none. */
  event: string;
  /** The id of this message. Null if it has none. */
  id: string | null;
  data: string;
  /** Milliseconds after which the server asks to reconnect. Null if it does not say with this message. */
  retry: number | null;
}

/**
 * Returns a function that takes the pieces of a stream in order, and returns the messages that each piece completes. A
 * message that is cut off is never returned. A message without data is returned only if it sets `retry`.
 */
export function makeEventParser(): (piece: string) => ServerSentEvent[] {
  let rest = "";
  let lines: string[] = [];
  return (piece) => {
    // The second half of a line break may come with the next piece.
    const text = `${rest}${piece}`;
    const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
    const parts = whole.split(/\r\n|\r|\n/);
    rest = `${parts.pop() ?? ""}${text.slice(whole.length)}`;
    const events: ServerSentEvent[] = [];
    for (const line of parts)
      if (line !== "") lines.push(line);
      else {
        const event = eventIn(lines);
        if (event !== null) events.push(event);
        lines = [];
      }
    return events;
  };
}

function eventIn(lines: readonly string[]): ServerSentEvent | null {
  const data: string[] = [];
  const made: ServerSentEvent = { event: "message", id: null, data: "", retry: null };
  for (const line of lines) {
    const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === "data") data.push(value);
    if (name === "event") made.event = value;
    if (name === "id") made.id = value;
    if (name === "retry" && /^\d+$/.test(value)) made.retry = Number(value);
  }
  if (data.length === 0 && made.retry === null) return null;
  return { ...made, data: data.join("\n") };
}

/**
 * Reads the messages of an answer until it ends. `onPiece` is called before each wait for a piece, and whenever one has
 * arrived, even if it completes no message.
 */
export async function* readEvents(
  answer: Response,
  watch: { waits(): void; arrived(): void },
): AsyncGenerator<ServerSentEvent, void, undefined> {
  if (answer.body === null) return;
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  const parse = makeEventParser();
  try {
    for (;;) {
      watch.waits();
      const { done, value } = await reader.read();
      watch.arrived();
      if (done) return;
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
