import { reservedJobs } from "../components/cluster-job-names";
import { portTable } from "../components/ports";
import { allDashboards, dashboardUids } from "../dashboards/catalogue";
import { contentJobs } from "../platforms/content/jobs";
import { allAlerts, allRules } from "../rules/catalogue";
import { tuningProblems } from "../rules/tuning-problems";
import { type Catalogue } from "./mistakes/given";

/** Every alert, dashboard and port of the program: what a stack file may speak of. */
export const catalogue: Catalogue = {
  alerts: Object.values(allAlerts).map((alert) => ({
    name: alert.name,
    hasThreshold: alert.threshold !== undefined,
    parameters: Object.keys(alert.parameters),
    problems: (tuning) => tuningProblems(alert, tuning),
  })),
  dashboards: dashboardUids,
  ports: Object.entries(portTable({ postgres: [] })).flatMap(([owner, ports]) =>
    Object.values(ports).map((port) => ({ port, owner })),
  ),
  jobs: reservedJobs,
  // A function: making every dashboard takes a quarter of a second, and few stack files ask.
  content: () => ({
    rules: allRules().map(({ name }) => name),
    jobs: contentJobs(allRules(), allDashboards()),
  }),
};
