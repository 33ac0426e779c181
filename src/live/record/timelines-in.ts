import { type Crossing, serviceKey } from "../../domain/places/crossing.ts";
import type { Timeline } from "../../domain/record/timeline.ts";
import { type PlacedService, type TimelinesQuestion, timelinesWith } from "../../store/record/timelines.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { timelineAround } from "./lines-around.ts";
import type { RecordInMemory } from "./record-in-memory.ts";

/** Returns the timelines of the requested services, as `loadTimelines` does, from records in memory by slug. */
export function timelinesIn(
  records: ReadonlyMap<string, RecordInMemory>,
  crossings: readonly Crossing[],
  question: TimelinesQuestion,
): Promise<Map<string, Timeline>> {
  const readServices = async (wanted: readonly PlacedService[]): Promise<Map<string, Timeline>> => {
    const found = new Map<string, Timeline>();
    let last: string | undefined;
    for (const placed of wanted) {
      // Other turns of the event loop may add reports. All services of a crossing are read in one turn, so that an
      // answer has either all lines of a report or none.
      if (last !== undefined && last !== placed.service.crossing) await yieldTurn();
      last = placed.service.crossing;
      const key = serviceKey(placed.service);
      const record = records.get(placed.service.crossing);
      const columns = record?.services.get(key);
      if (record === undefined || columns === undefined) throw new RangeError(`no record of ${key}`);
      found.set(key, timelineAround(record, columns, placed, question));
    }
    return found;
  };
  return timelinesWith(readServices, crossings, question);
}
