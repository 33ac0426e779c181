import { crossings } from "../test/seed/seed-files.ts";
import { FIRST_SIGHT, HELD_OUT, KNOWN } from "../test/support/announcement-set.ts";
import type { SetItem } from "../test/support/announcement-set-item.ts";
import { FIELDS, precision, recall, scoreOf } from "../test/support/announcement-set-score.ts";
import type { Figure } from "./bench-table.ts";

/** Measures precision and recall of the announcement parser by field, for all items and for the held-out ones. */
export async function benchAnnouncements(): Promise<Figure[]> {
  const parts: [string, readonly SetItem[]][] = [
    ["whole set", [...KNOWN, ...HELD_OUT]],
    ["held out", HELD_OUT],
  ];
  const now = parts.flatMap(([part, items]) => {
    const score = scoreOf(items, [...crossings.values()]);
    const traps = items.filter(({ expected }) => expected.length === 0).length;
    return FIELDS.map((field): Figure => {
      const { right, wrong, missing } = score[field];
      return {
        what: `${part}, ${field}`,
        value: precision(score[field]),
        unit: "precision",
        note: `recall ${recall(score[field]).toFixed(2)}; ${right} right, ${wrong} wrong, ${missing} missing, in ${items.length} items (${traps} of them announce no change)`,
      };
    });
  });
  const first = FIELDS.map((field): Figure => {
    const [right, found] = FIRST_SIGHT[field];
    return {
      what: `held out, first reading, ${field}`,
      value: right,
      unit: "precision",
      note: `recall ${found.toFixed(2)}; measured before the rules were tuned to these items`,
    };
  });
  return [...now, ...first];
}
