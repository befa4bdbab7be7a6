/** Where the use of hosts leads to in weeks. What does so within hours has alerts, in filesystem-trends.ts. */
import { filesystemWeeksLeft, recordedCapacity } from "../signals/capacity";
import { recording } from "./recording";
import { type Rules } from "./rule";

/** Capacity of hosts. */
export const hostCapacityRules: Rules = {
  name: "host-capacity",
  // A week's course changes little within minutes.
  interval: "5m",
  recordings: [recording(recordedCapacity.filesystemTimeLeft, filesystemWeeksLeft)],
  alerts: [],
};
