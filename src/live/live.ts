import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { type Answers, makeAnswers } from "./answers.ts";
import { type LiveBoard, makeBoard } from "./board.ts";
import { type Follower, followRecord } from "./follow.ts";

/** What a process holds of now, and how it keeps up with the record. */
export interface Live {
  board: LiveBoard;
  follower: Follower;
  answers: Answers;
}

/** Answers that are kept: all crossings in both languages and three forms are 350, and filters many more. */
const MOST_ANSWERS = 5_000;

/** The live part of a process, which knows nothing until its follower is started. */
export function makeLive(ctx: Context, config: Config): Live {
  const board = makeBoard(ctx, (of) => answers.drop(of));
  const follower = followRecord(ctx, board, config.NOTICE_POLL_SECONDS);
  const answers = makeAnswers(
    {
      now: () => ctx.now().epochMilliseconds,
      stale: follower.stale,
      touches: board.touches,
      isTouchedSince: board.isTouchedSince,
    },
    MOST_ANSWERS,
  );
  return { board, follower, answers };
}
