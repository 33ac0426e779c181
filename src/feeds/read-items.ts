import type { z } from "zod";
import { beginningOf } from "../domain/plain-text.ts";
import type { ItemsRead } from "./source.ts";

/**
 * Checks the items of a list against a schema. Leaves out invalid items, and returns for each of them a sentence that
 * names the item, field, rule and value.
 */
export function readItems<Item>(list: readonly unknown[], schema: z.ZodType<Item>, noun: string): ItemsRead<Item> {
  const read: ItemsRead<Item> = { items: [], leftOut: [] };
  for (const [i, given] of list.entries()) {
    const { success, data, error } = schema.safeParse(given, { reportInput: true });
    if (success) read.items.push(data);
    else {
      const [issue] = error.issues;
      const value = beginningOf(JSON.stringify(issue?.input) ?? "missing", 80);
      read.leftOut.push(`${noun} ${i + 1}: ${issue?.path.join(".") || noun} ${issue?.message}: ${value}`);
    }
  }
  return read;
}
