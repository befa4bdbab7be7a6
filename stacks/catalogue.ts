import { portTable } from "../components/ports";
import { dashboardUids } from "../dashboards/catalogue";
import { thresholdProblems } from "../rules/alert";
import { allAlerts } from "../rules/catalogue";
import { type Catalogue } from "./mistakes/given";

/** Every alert, dashboard and port of the program: what a stack file may speak of. */
export const catalogue: Catalogue = {
  alerts: Object.values(allAlerts).map(({ name, signal, threshold }) => ({
    name,
    hasThreshold: threshold !== undefined,
    ...(signal === undefined ? {} : { thresholdProblems: (value) => thresholdProblems(signal, value) }),
  })),
  dashboards: dashboardUids,
  ports: Object.entries(portTable({ postgres: [] })).flatMap(([owner, ports]) =>
    Object.values(ports).map((port) => ({ port, owner })),
  ),
};
