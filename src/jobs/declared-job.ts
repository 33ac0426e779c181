import type { CoreSettings } from "../core-settings.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";
import type { Job } from "./job.ts";

/** An entry in the list of jobs: the settings that the job needs, and how to create the job from them. */
export interface DeclaredJob<Shape extends SettingShape = SettingShape> {
  settings: Shape;
  /** Returns false if the settings leave the job switched off. Without this function, the job is always on. */
  isOn?(settings: CoreSettings & SettingsOf<Shape>): boolean;
  /** Creates the job. `userAgent` identifies Garita to other servers. */
  make(settings: CoreSettings & SettingsOf<Shape>, userAgent: string): Job;
}

/** Declares a job with its own settings. */
export const declareJob = <Shape extends SettingShape>(declared: DeclaredJob<Shape>): DeclaredJob<Shape> => declared;

/** Declares a job that needs no settings. */
export const fixedJob = (job: Job) => declareJob({ settings: {}, make: () => job });

/** Creates every declared job that the settings switch on. */
export const makeJobs = (
  declared: readonly DeclaredJob[],
  settings: CoreSettings & SettingsOf<SettingShape>,
  userAgent: string,
): Job[] => declared.filter((each) => each.isOn?.(settings) ?? true).map((each) => each.make(settings, userAgent));
