import type { Temporal } from "temporal-polyfill";
import { FALLBACK } from "../../locales/index.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { timeTag } from "../standing-text.ts";
import { buttonForm } from "./form/reason-form.ts";
import { deskLayout, notice, type SignedIn } from "./layout.ts";

/** A job as shown on the desk. */
export interface JobShown {
  name: string;
  schedule: string;
  nextRunAt: Temporal.Instant | null;
  lastRuns: {
    startedAt: Temporal.Instant;
    endedAt: Temporal.Instant | null;
    outcome: "running" | "succeeded" | "failed";
    counts: Record<string, number | string>;
    error: string | null;
  }[];
}

/** Renders the page of the jobs: their schedules, their last runs and, for admins, a button to start a run. */
export function deskJobsPage(
  frame: Frame,
  sitting: SignedIn,
  { jobs, told }: { jobs: readonly JobShown[]; told: { text: string; kind: "done" | "look" } | null },
): string {
  const words = frame.messages.desk;
  return deskLayout(frame, sitting, {
    title: words.jobs,
    main: html`<h1>${words.jobs}</h1>
${told !== null && notice(told.text, told.kind)}<p class="hint">${words.job.lead}${sitting.role !== "admin" && ` ${words.job.admins}`}</p>
${jobs.map((job) => section(frame, sitting, job))}`,
  });
}

function section(frame: Frame, sitting: SignedIn, { name, schedule, nextRunAt, lastRuns }: JobShown): Html {
  const { messages } = frame;
  const words = messages.desk.job;
  const id = `job-${name}`;
  return html`<section class="job" aria-labelledby="${id}"><h2 id="${id}">${name}</h2>
<dl><dt>${words.schedule}</dt><dd><code>${schedule}</code></dd><dt>${words.next}</dt><dd>${nextRunAt === null ? words.noNext : timeTag(nextRunAt, "UTC", messages)}</dd></dl>
${lastRuns.length === 0 ? html`<p>${words.none}</p>` : runsTable(frame, id, lastRuns)}
${sitting.role === "admin" && buttonForm(frame, sitting, { action: `/desk/jobs/${name}/runs`, submit: words.run(name), isQuiet: true })}</section>
`;
}

function runsTable({ messages }: Frame, id: string, runs: JobShown["lastRuns"]): Html {
  const words = messages.desk.job;
  const row = ({ startedAt, endedAt, outcome, counts, error }: JobShown["lastRuns"][number]): Html => {
    const took = endedAt === null ? "–" : words.seconds(startedAt.until(endedAt).total("seconds").toFixed(1));
    const counted = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
    return html`<tr><td data-label="${words.began}">${timeTag(startedAt, "UTC", messages)}</td><td data-label="${words.outcome}"><span class="outcome ${outcome}">${words.outcomes[outcome]}</span></td><td data-label="${words.took}">${took}</td><td data-label="${words.counted}">${error !== null && html`<span lang="${FALLBACK.language}">${error}</span> `}<span lang="${FALLBACK.language}">${counted.join(", ") || "–"}</span></td></tr>
`;
  };
  return html`<div class="scroll" role="region" aria-labelledby="${id}-runs" tabindex="0"><table class="runs"><caption id="${id}-runs">${words.last}</caption><thead><tr>${[words.began, words.outcome, words.took, words.counted].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${runs.map(row)}</tbody></table></div>`;
}
