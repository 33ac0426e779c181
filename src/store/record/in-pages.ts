/**
 * Reports in a page. A report of counts has about a hundred lines and takes a millisecond or two to read, which blocks
 * other requests.
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
