import { z } from "zod";
import { getJson } from "./catalog.ts";
import type { Source } from "./source.ts";

const HistoryPage = z.looseObject({ history: z.array(z.unknown()), next: z.string().nullable() });

/** Returns the history of a crossing as one answer, which the service gives in pages. @throws SourceFault */
export async function wholeHistory(source: Source, path: string): Promise<string> {
  const whole = await getJson(source, `${path}?limit=500`, HistoryPage);
  while (whole.next !== null) {
    const cursor = encodeURIComponent(whole.next);
    const { history, next } = await getJson(source, `${path}?limit=500&cursor=${cursor}`, HistoryPage);
    whole.history.push(...history);
    whole.next = next;
  }
  return JSON.stringify(whole);
}
