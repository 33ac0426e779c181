import type { Outcome, Seen } from "./webhook-trial.ts";

/** Returns a sentence for every broken promise in a trial of webhooks. */
export function findFaults({ recorded, seen, forged, trespasses }: Outcome): string[] {
  const faults = trespasses === 0 ? [] : [`${trespasses} requests followed a redirect`];
  for (const each of Object.values(seen)) faults.push(...bodyFaults(each, each.name === "steady" ? forged : 0));
  for (const each of [seen.steady, seen.flaky, seen.dying, seen.rotating]) faults.push(...storyFaults(each, recorded));
  const { gone } = seen;
  if (gone.state.state !== "ended" || gone.state.waiting !== 0) faults.push(`gone is ${JSON.stringify(gone.state)}`);
  // At most four deliveries are in flight at once.
  const calls = gone.receiver.received.filter(({ body, genuine }) => genuine && body.type !== "verification").length;
  if (calls > 4) faults.push(`gone was called ${calls} times`);
  return faults;
}

/** Checks that each id has one message with one text, and that all messages but the forgeries are genuine. */
function bodyFaults({ name, receiver }: Seen, forged: number): string[] {
  const texts = new Map<string, string>();
  const faults: string[] = [];
  let strange = 0;
  for (const { id, text, genuine, body } of receiver.received) {
    if (!genuine) {
      // The app has no secret yet when the first ping arrives.
      if (body.type !== "verification" || body.forged) strange++;
      continue;
    }
    if ((texts.get(id) ?? text) !== text) faults.push(`${name} got ${id} in two forms`);
    texts.set(id, text);
  }
  if (strange !== forged)
    faults.push(`${name} got ${strange} messages that were not genuine, and ${forged} were forged`);
  return faults;
}

/** Checks that all events arrive, each under one id, and in order for each crossing. */
function storyFaults({ name, accepted, state }: Seen, recorded: Outcome["recorded"]): string[] {
  const faults: string[] = [];
  if (state.state !== "active" || state.waiting !== 0) faults.push(`${name} is ${JSON.stringify(state)}`);
  if (accepted[0]?.body.type !== "verification") faults.push(`${name} was not pinged first`);
  const told = accepted.filter(({ body }) => body.type !== "verification");
  const ids = new Map<string, Set<string>>();
  for (const { id, body } of told) ids.set(body.data.report.id, (ids.get(body.data.report.id) ?? new Set()).add(id));
  for (const { id } of recorded) if (!ids.has(id)) faults.push(`${name} never got ${id}`);
  for (const [report, each] of ids) if (each.size > 1) faults.push(`${name} got ${report} under ${each.size} ids`);
  const last = new Map<string, number>();
  const heard = new Set<string>();
  for (const { id, body } of told) {
    if (heard.has(id)) continue;
    heard.add(id);
    const { report, withdrawn } = body.data;
    for (const crossing of new Set<string>(
      (withdrawn ?? report).changes.map((line: { crossing: string }) => line.crossing),
    )) {
      if ((last.get(crossing) ?? 0) > report.seq) faults.push(`${name} got ${report.seq} of ${crossing} too late`);
      last.set(crossing, report.seq);
    }
  }
  return faults;
}
