/** Reports with all their lines take a third of a millisecond each to be read, for which requests would have to wait. */
const PAGE = 100;

/** Loads up to `limit` rows, a page after the other, each after the last row of the one before it: others are served in between. */
export async function inPages<Row>(
  limit: number,
  load: (limit: number, last: Row | undefined) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const wanted = Math.min(PAGE, limit - rows.length);
    const page = wanted > 0 ? await load(wanted, rows.at(-1)) : [];
    rows.push(...page);
    if (page.length < wanted || rows.length >= limit) return rows;
  }
}
