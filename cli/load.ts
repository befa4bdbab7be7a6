import { catalogue } from "../stacks/catalogue";
import { describeFor } from "../stacks/main";
import { type Stack } from "../stacks/observatory";
import { readSettings } from "../stacks/read-settings";
import { type Settings } from "../stacks/settings";
import { type Site } from "../platforms/workload";
import { stackFile } from "./workspace";

/** A stack as its file describes it, read before any resource is touched. */
export interface Loaded {
  readonly settings: Settings;
  readonly site: Site;
  readonly stack: Stack;
}

/** Reads and checks a stack file. Throws SettingsError with all mistakes, UserError where there is no such stack. */
export function load(name: string): Loaded {
  const settings = readSettings(stackFile(name), catalogue);
  return { settings, ...describeFor(settings) };
}
