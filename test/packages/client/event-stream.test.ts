import fc from "fast-check";
import { makeEventParser, type ServerSentEvent } from "../../../packages/client/src/event-stream.ts";

const parsed = (pieces: readonly string[]): ServerSentEvent[] => {
  const parse = makeEventParser();
  return pieces.flatMap(parse);
};

const cutAt = (text: string, places: readonly number[]): string[] => {
  const cuts = [0, ...places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  return cuts.slice(1).map((end, i) => text.slice(cuts[i], end));
};

describe("messages of the stream", () => {
  test("have a kind, an id, data and the time before reconnecting", () => {
    expect(parsed(["retry: 2000\n\nevent: report\nid: 8\ndata: {}\n\n: here\n\ndata:a\ndata: b\n\n"])).toEqual([
      { event: "message", id: null, data: "", retry: 2000 },
      { event: "report", id: "8", data: "{}", retry: null },
      { event: "message", id: null, data: "a\nb", retry: null },
    ]);
  });

  test("are the same however the stream is cut into pieces, and whatever ends its lines", () => {
    const text =
      'retry: 2000\n\nevent: report\nid: 8\ndata: {"a": 1}\n\n: here\n\nevent: standing\ndata: b\u2028c\u2029d\n\n';
    const whole = parsed([text]);
    // These two separate lines in JavaScript, but not in a stream.
    expect(whole.map(({ data }) => data)).toEqual(["", '{"a": 1}', "b\u2028c\u2029d"]);
    fc.assert(
      fc.property(fc.constantFrom("\n", "\r", "\r\n"), fc.array(fc.nat(200)), (end, places) => {
        // A stream that goes on shows that the last line break was complete.
        const written = `${text.replaceAll("\n", end)}:`;
        expect(parsed(cutAt(written, places))).toEqual(whole);
      }),
    );
  });

  test("are not returned before they are complete", () => {
    expect(parsed(["event: report\nid: 8\ndata: {}\n"])).toEqual([]);
    expect(parsed(["event: report\nid: 8\nda"])).toEqual([]);
  });
});
