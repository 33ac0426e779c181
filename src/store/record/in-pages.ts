/**
 * Reports in a page. It takes a millisecond or two to read a report of counts, which has about a hundred lines. Other
 * requests wait meanwhile.
 */
const PAGE = 10;

/**
 * Loads up to `limit` rows in pages, so that other requests run in between. Each page starts after the last row of the
 * one before.
 */
export async function loadInPages<Row>(
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
