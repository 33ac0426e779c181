import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { type QueuedDelivery, readyAt } from "../../../src/domain/notifications/outbox.ts";
import { holds } from "../replay.ts";

const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
const NOW = at(100);

const queues = fc
  .array(
    fc.record({
      touches: fc.subarray(["lukeville", "roma", "naco", "tecate"]),
      nextAttemptAt: fc.option(fc.integer({ min: 98, max: 102 }).map(at)),
    }),
    { maxLength: 12 },
  )
  .map((queue) => queue.map((waiting, i): QueuedDelivery => ({ ...waiting, id: String(i) })));

test("an event may be sent if it is due and shares no crossing with an earlier waiting event", () => {
  holds(
    queues,
    (queue) => {
      const expected = queue.filter((waiting, i) => {
        const before = queue.slice(0, i);
        const kept = before.filter((each) => each.touches.some((crossing) => waiting.touches.includes(crossing)));
        const seconds = (waiting.nextAttemptAt?.epochMilliseconds ?? 0) / 1000;
        return kept.length === 0 && seconds <= 100;
      });
      expect(readyAt(queue, NOW).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    },
    500,
  );
});

test("each crossing's events are sent in order, and none is left out", () => {
  holds(
    fc.tuple(queues, fc.infiniteStream(fc.nat())),
    ([queue, draws]) => {
      let left = queue.map((waiting) => ({ ...waiting, nextAttemptAt: null }));
      const sent: QueuedDelivery[] = [];
      while (left.length > 0) {
        const ready = readyAt(left, NOW);
        const next = ready[draws.next().value % ready.length];
        if (next === undefined) throw new Error("none of the waiting events may be sent");
        sent.push(next);
        left = left.filter((each) => each !== next);
      }
      for (const crossing of ["lukeville", "roma", "naco", "tecate"]) {
        const here = sent.filter(({ touches }) => touches.includes(crossing)).map(({ id }) => Number(id));
        expect(here).toEqual(here.toSorted((a, b) => a - b));
      }
    },
    200,
  );
});
