import { type Dashboard } from "../../dashboards/model/dashboard";
import { type Rules } from "../../rules/rule";
import { selectedJobs } from "../../signals/rename-jobs";
import { withoutOwn } from "./content";
import { queriesOf } from "./dashboards";

/** Names of the scrape jobs that rules and dashboards select, sorted: those that may have other names elsewhere. */
export function contentJobs(rules: readonly Rules[], dashboards: readonly Dashboard[]): readonly string[] {
  const ofRules = rules
    .map(withoutOwn)
    .flatMap(({ alerts, recordings }) => [
      ...alerts.map((alert): string => alert.expr()),
      ...recordings.map(({ expr }): string => expr()),
    ]);
  return selectedJobs([...ofRules, ...dashboards.flatMap(queriesOf)]);
}
