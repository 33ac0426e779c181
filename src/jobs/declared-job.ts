import type { CoreSettings } from "../core-settings.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";
import type { Job } from "./job.ts";

/** A job as the list has it: the settings that it needs, and the job that is made from them. */
export interface DeclaredJob<Shape extends SettingShape = SettingShape> {
  settings: Shape;
  /** `userAgent` is the name under which Garita asks other servers. */
  make(settings: CoreSettings & SettingsOf<Shape>, userAgent: string): Job;
}

/** Declares a job with settings of its own. */
export const declareJob = <Shape extends SettingShape>(declared: DeclaredJob<Shape>): DeclaredJob<Shape> => declared;

/** Declares a job that needs no settings. */
export const fixedJob = (job: Job) => declareJob({ settings: {}, make: () => job });

/** The jobs of a list, made from the settings. */
export const makeJobs = (
  declared: readonly DeclaredJob[],
  settings: CoreSettings & SettingsOf<SettingShape>,
  userAgent: string,
): Job[] => declared.map((each) => each.make(settings, userAgent));
