import { type Issue, invalid } from "../../domain/errors.ts";
import type { ChangeDraft, ReportDraft } from "../../domain/record/draft.ts";
import type { Database } from "../../store/database.ts";
import { knownIds } from "../../store/record/reports.ts";
import { loadRestrictedServices, type RestrictedService } from "../../store/record/status-lines.ts";

/**
 * Checks the reports that a draft lifts. Each must be on record or in `earlier`, and must restrict a service of the
 * change that names it. `earlier` holds the reports that are recorded together with the draft, by id, with the services
 * that they restrict.
 * @throws Refusal `invalid`, with an issue for every invalid id
 */
export async function checkLifts(
  db: Database,
  { changes }: Pick<ReportDraft, "changes">,
  earlier: ReadonlyMap<string, readonly RestrictedService[]> = new Map(),
): Promise<void> {
  const named = changes.flatMap((change, i) =>
    idsOf(change).map((id, j) => ({ id, change, path: `changes.${i}.lifts.${j}` })),
  );
  if (named.length === 0) return;
  const ids = [...new Set(named.map(({ id }) => id))];
  const [known, stored] = await Promise.all([knownIds(db, ids), loadRestrictedServices(db, ids)]);
  const issues = named.flatMap(({ id, change, path }): Issue[] => {
    const restricted = [...stored.filter(({ reportId }) => reportId === id), ...(earlier.get(id) ?? [])];
    if (!known.has(id) && !earlier.has(id)) return [{ path, rule: ["noReport", id] }];
    return restricted.some((service) => isTarget(change, service))
      ? []
      : [{ path, rule: ["restrictsNothing", id, change.crossing] }];
  });
  if (issues.length > 0) throw invalid(issues);
}

const idsOf = ({ lifts }: ChangeDraft): readonly string[] =>
  lifts === undefined || lifts === null || lifts === "all" ? [] : lifts;

const isTarget = ({ crossing, modes, directions }: ChangeDraft, service: RestrictedService): boolean =>
  service.crossing === crossing &&
  (modes?.includes(service.mode) ?? true) &&
  (directions?.includes(service.direction) ?? true);
