import type { Temporal } from "temporal-polyfill";
import { Temporal as Time } from "temporal-polyfill";
import { makeVisitor, signIn } from "../visitor.ts";
import type { Json } from "./json.ts";
import type { Timed, Traveller } from "./traveller.ts";

/** A recorded report. */
export interface Recorded {
  id: string;
  seq: number;
}

/** An operator with the key that the first start wrote. */
export interface Operator {
  /** Sends a report and returns the answer, regardless of its status. */
  send(report: Json, headers?: Record<string, string>): Promise<Timed>;
  /** Records a report. @throws if the status is not 201 */
  record(report: Json): Promise<Recorded>;
  withdraw(id: string): Promise<Recorded>;
  proposals(): Promise<Json[]>;
  accept(id: string): Promise<Recorded>;
  dismiss(id: string): Promise<void>;
  /** Returns the text of the desk's first page after a new sign-in. */
  desk(): Promise<string>;
  /** Of a job's last ten runs, returns those that began after an instant and have ended, oldest first. */
  runsAfter(job: string, after: Temporal.Instant): Promise<Json[]>;
  /** All reports of this operator, in order. */
  recorded: Recorded[];
}

export function makeOperator(base: () => string, key: string, { ask }: Pick<Traveller, "ask">): Operator {
  const recorded: Recorded[] = [];
  const authorization = `Bearer ${key}`;
  const post = (path: string, body: Json, headers: Record<string, string> = {}) =>
    ask(path, {
      method: "POST",
      headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const keep = (answer: Timed, what: string): Recorded => {
    if (answer.status !== 201) throw new Error(`${what} was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    const { id, seq } = answer.body;
    recorded.push({ id, seq });
    return { id, seq };
  };
  return {
    recorded,
    send: (report, headers) => post("/v1/reports", report, headers),
    record: async (report) => keep(await post("/v1/reports", report), "the report"),
    withdraw: async (id) =>
      keep(await post(`/v1/reports/${id}/retraction`, { note: "End of the trial" }), "the retraction"),
    async proposals() {
      const { status, body, text } = await ask("/v1/proposals", { headers: { authorization } });
      if (status !== 200) throw new Error(`/v1/proposals answers ${status}: ${text.slice(0, 300)}`);
      return body.proposals;
    },
    accept: async (id) => keep(await post(`/v1/proposals/${id}/acceptance`, undefined), "the acceptance"),
    async dismiss(id) {
      const { status, text } = await post(`/v1/proposals/${id}/dismissal`, { reason: "End of the trial" });
      if (status >= 300) throw new Error(`the dismissal was answered ${status}: ${text.slice(0, 300)}`);
    },
    desk: async () => (await signIn(makeVisitor(base()), key)).text,
    async runsAfter(job, after) {
      const { status, body, text } = await ask("/v1/jobs");
      if (status !== 200) throw new Error(`/v1/jobs answers ${status}: ${text.slice(0, 300)}`);
      const { lastRuns } = body.jobs.find((each: Json) => each.name === job);
      return lastRuns.filter((run: Json) => run.outcome !== "running" && startedAfter(run, after)).reverse();
    },
  };
}

const startedAfter = (run: Json, after: Temporal.Instant): boolean =>
  Time.Instant.compare(Time.Instant.from(run.startedAt), after) > 0;
