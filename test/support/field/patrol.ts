import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../../src/clock.ts";
import type { Traveller } from "./traveller.ts";

/** Clients that send requests continuously during all steps. */
export interface Patrol {
  /** Pauses while the process is deliberately stopped. Resolves once no request is in progress. */
  rest(): Promise<void>;
  goOn(): void;
  /** Ends the requests. Returns the number of answers, the duration of the slowest in seconds, and all errors. */
  end(): Promise<{ answers: number; slowest: number; faults: string[] }>;
}

const ASKED = ["/lukeville", "/san-ysidro", "/v1/crossings/del-rio/status", "/laredo-world-trade", "/v1/crossings"];
const PAUSE_MS = 200;
/** Every request must be answered within ten seconds. Current answers come from memory. */
const LIMIT_SECONDS = 10;

/** Requests the current answers at one URL after another. Each request must be answered 200 within the limit. */
export function startPatrol({ ask }: Pick<Traveller, "ask">): Patrol {
  let state: "asks" | "rests" | "over" = "asks";
  let [answers, slowest] = [0, 0];
  const faults: string[] = [];
  let asking: Promise<void> = Promise.resolve();
  const askOne = async (path: string) => {
    const at = machineClock();
    try {
      const { status, seconds } = await ask(path);
      answers++;
      slowest = Math.max(slowest, seconds);
      if (status !== 200 || seconds > LIMIT_SECONDS)
        faults.push(`${path} at ${at}: ${status} after ${seconds.toFixed(1)} s`);
    } catch (error) {
      faults.push(`${path} at ${at}: ${error}`);
    }
  };
  const walk = async () => {
    for (let i = 0; state !== "over"; i++) {
      if (state === "asks") asking = askOne(ASKED[i % ASKED.length] ?? "");
      await asking;
      await sleep(PAUSE_MS);
    }
  };
  const walking = walk();
  return {
    rest() {
      state = "rests";
      return asking;
    },
    goOn() {
      state = "asks";
    },
    async end() {
      state = "over";
      await walking;
      return { answers, slowest, faults };
    },
  };
}
