import { type RuleText, writeText } from "../error-phrases.ts";
import { writeForLog } from "../errors.ts";

/** Thrown for hours that cannot be parsed. `rule` is the broken rule. */
export class UnreadableHours extends RangeError {
  override readonly name = "UnreadableHours";
  readonly rule: RuleText;

  constructor(text: string, rule: RuleText) {
    super(`hours '${text}': ${writeForLog(({ errors }) => writeText(errors.rules, rule), rule)}`);
    this.rule = rule;
  }
}
