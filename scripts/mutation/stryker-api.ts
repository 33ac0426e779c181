/**
 * The parts of Stryker's interface that the programs here use. Stryker is installed outside `node_modules`, so its own
 * types cannot be imported.
 */
export interface Mutant {
  id: string;
  /** Absolute path. */
  fileName: string;
  /** The kind of change, such as `ConditionalExpression`. */
  mutatorName: string;
  replacement: string;
  location: { start: SourcePosition; end: SourcePosition };
}

interface SourcePosition {
  line: number;
  column: number;
}

/** A tested mutant. Positions count from 1. `CompileError` means that the sample left the mutant out. */
export interface TestedMutant extends Mutant {
  status: "Killed" | "Timeout" | "Survived" | "NoCoverage" | "RuntimeError" | "CompileError" | "Ignored" | "Pending";
  /** Whether the mutated code runs when its module is loaded. */
  static?: boolean;
}

/** How often each mutant's code ran: when modules were loaded, and in each test. */
export interface MutantCoverage {
  static: Record<string, number>;
  perTest: Record<string, Record<string, number>>;
}

export interface MutantRun {
  activeMutant: Mutant;
  /** The tests to run, or undefined for a mutant whose code runs when its module is loaded. */
  testFilter?: string[];
  /** The number of executions after which a mutant counts as an endless loop. */
  hitLimit?: number;
  /** The mutated file in Stryker's copy of the project. */
  sandboxFileName: string;
}

export type MutantRunResult =
  | { status: "killed"; killedBy: string[]; failureMessage: string; nrOfTests: number }
  | { status: "survived"; nrOfTests: number }
  | { status: "timeout"; reason: string };

/** The result of running all tests without a mutant. */
export interface DryRun {
  status: "complete";
  tests: { id: string; name: string; fileName: string; timeSpentMs: number; status: 0 | 1; failureMessage?: string }[];
  mutantCoverage: MutantCoverage;
}

/** The global object through which instrumented code learns which mutant is active, and reports what ran. */
export interface InstrumenterContext {
  activeMutant?: string;
  currentTestId?: string;
  mutantCoverage?: MutantCoverage;
  hitCount?: number;
  hitLimit?: number;
}
