import { Router } from "express";
import { Refusal } from "../../../domain/errors.ts";
import { deskJobsPage } from "../../../web/desk/jobs-page.ts";
import { PROBLEMS } from "../../problem.ts";
import { decodeQuery } from "../../request/decode.ts";
import { pageQuery } from "../../wire/page.ts";
import { type DeskDependencies, demandAdmin, makeDeskSessions, redirect, sendPage } from "../desk-sessions.ts";
import { JobsQuery } from "../wire-desk.ts";

/** Returns the routes that show the jobs and let admins start a run. */
export function jobPageRoutes(parts: DeskDependencies): Router {
  const { jobs } = parts;
  const router = Router();
  const visit = makeDeskSessions(parts);
  router.get(
    "/jobs",
    visit(async ({ req, res, ctx, frame, sitting }) => {
      const { started } = decodeQuery(JobsQuery, pageQuery(req.query));
      const { notices } = frame.messages.desk;
      const told = started === undefined ? null : { text: notices.started(started), kind: "done" as const };
      sendPage(res, deskJobsPage(frame, sitting, { jobs: await jobs.list(ctx), told }));
    }),
  );
  router.post(
    "/jobs/:name/runs",
    visit(async (visitor) => {
      demandAdmin(visitor);
      const { req, res, ctx, frame, sitting } = visitor;
      const name = String(req.params.name);
      try {
        const run = await jobs.run(ctx, name);
        if (run === undefined) throw new Refusal("not_found", ["unknownJob", name]);
        return redirect(res, frame, "/desk/jobs", { started: name });
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "conflict") throw error;
        const told = { text: frame.messages.desk.job.underWay(name), kind: "look" as const };
        const page = deskJobsPage({ ...frame, path: "/desk/jobs" }, sitting, { jobs: await jobs.list(ctx), told });
        return sendPage(res, page, PROBLEMS.conflict.status);
      }
    }),
  );
  return router;
}
