/**
 * Number of reports in a page. Reading a report of counts, which has about a hundred lines, takes a millisecond or two
 * and blocks other requests.
 */
const PAGE = 10;

/**
 * Loads up to `limit` rows, one page at a time, so that other requests run between the pages. Each page starts after
 * the last row of the previous one.
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
