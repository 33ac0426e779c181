import type { CoreSettings } from "../core-settings.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";
import type { Job } from "./job.ts";

/** An entry in the list of jobs: its settings, and how to create the job. */
export interface DeclaredJob<Shape extends SettingShape = SettingShape> {
  settings: Shape;
  /** Returns false if the settings switch the job off. Jobs without this function are always on. */
  isOn?(settings: CoreSettings & SettingsOf<Shape>): boolean;
  /** Creates the job. `userAgent` names Garita to other servers. */
  make(settings: CoreSettings & SettingsOf<Shape>, userAgent: string): Job;
}

/** Declares a job with its own settings. */
export const declareJob = <Shape extends SettingShape>(declared: DeclaredJob<Shape>): DeclaredJob<Shape> => declared;

/** Declares a job without settings. */
export const fixedJob = (job: Job) => declareJob({ settings: {}, make: () => job });

/** Creates the jobs that the settings switch on. */
export const makeJobs = (
  declared: readonly DeclaredJob[],
  settings: CoreSettings & SettingsOf<SettingShape>,
  userAgent: string,
): Job[] => declared.filter((each) => each.isOn?.(settings) ?? true).map((each) => each.make(settings, userAgent));
