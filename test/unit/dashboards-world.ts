/** What the dashboards are held against: the metrics of the pinned programs, and all rules. */
import { type World } from "../../dashboards/lint/finding";
import { allAlerts, allRules } from "../../rules/catalogue";
import { knownMetrics } from "../contracts/read";

export const world: World = {
  metrics: knownMetrics(allRules()),
  alerts: Object.values(allAlerts),
};
