import { ROOT } from "../../src/root.ts";
import { paced, progress } from "../progress.ts";
import { survivorLine } from "./mutation-report.ts";
import { isCounted } from "./mutation-score.ts";
import type { TestedMutant } from "./stryker-api.ts";

/** Prints how many mutants have been tested. */
export class ProgressLines {
  #tested = 0;
  #missed = 0;
  readonly #tell = paced((done) => `${done} mutants tested, ${this.#missed} not noticed`);

  onMutantTested(mutant: TestedMutant): void {
    if (!isCounted(mutant)) return;
    this.#tested++;
    if (mutant.status === "Survived" || mutant.status === "NoCoverage") {
      this.#missed++;
      if (mutant.status === "Survived") progress(survivorLine(mutant, ROOT));
    }
    this.#tell(this.#tested);
  }
}
