import { crossings } from "../test/seed/seed-files.ts";
import { FIRST_SIGHT, HELD_OUT, KNOWN } from "../test/support/announcement-set.ts";
import type { SetItem } from "../test/support/announcement-set-item.ts";
import { FIELDS, precision, recall, scoreOf } from "../test/support/announcement-set-score.ts";

/** Prints how well announcements are read: precision and recall by field, of the whole set and of the part held out. */
export async function benchAnnouncements(): Promise<void> {
  const parts: [string, readonly SetItem[]][] = [
    ["whole set", [...KNOWN, ...HELD_OUT]],
    ["held out", HELD_OUT],
  ];
  for (const [name, items] of parts) {
    const score = scoreOf(items, [...crossings.values()]);
    const traps = items.filter(({ expected }) => expected.length === 0).length;
    console.log(`\nAnnouncements, ${name}: ${items.length}, of which ${traps} announce nothing`);
    console.log("field      precision  recall  right  wrong  missing");
    for (const field of FIELDS) {
      const { right, wrong, missing } = score[field];
      const shares = [precision(score[field]), recall(score[field])].map((share) => share.toFixed(3));
      console.log(
        `${field.padEnd(11)}${shares[0]?.padStart(9)}${shares[1]?.padStart(8)}${count(right)}${count(wrong)}${count(missing, 9)}`,
      );
    }
  }
  console.log("\nHeld out, at first sight (recorded; nothing was tuned to it then)");
  console.log("field      precision  recall");
  for (const field of FIELDS) {
    const [right, found] = FIRST_SIGHT[field];
    console.log(`${field.padEnd(11)}${right.toFixed(3).padStart(9)}${found.toFixed(3).padStart(8)}`);
  }
}

const count = (number: number, width = 7): string => String(number).padStart(width);
