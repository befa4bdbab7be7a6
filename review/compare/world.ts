import { allAlerts } from "../../rules/catalogue";
import { type World } from "./stack";
import { type Emitters } from "./metrics";

/** What this checkout knows: its alerts, and which programs give which metric. */
export function worldOf(emitters: Emitters = new Map()): World {
  return { alerts: allAlerts, emitters };
}
