import { closedRow, dashboard, row } from "./model/dashboard";
import * as jobs from "./panels/kubernetes-jobs";
import { jobsFailedInAll } from "./panels/kubernetes-namespaces";
import * as panels from "./panels/kubernetes-scaling";
import { cluster, namespace } from "./panels/kubernetes-variables";

/** What a cluster adds and takes away by itself, what it may, and what it does by the clock. */
export const kubernetesScalingDashboard = dashboard(
  "kubernetes-scaling",
  "Kubernetes scaling and jobs",
  {
    description: "Can workloads grow as they want to, can nodes be drained, and do jobs do their work?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, namespace],
    links: ["kubernetes", "kubernetes-namespaces", "kubernetes-workloads"],
    time: "24h",
  },
  [
    row(
      "Is anything stuck?",
      panels.atTheirLimit,
      panels.drainsBlocked,
      panels.fullestQuota,
      jobs.lateNow,
      jobsFailedInAll,
      jobs.runningNow,
    ),
    row("Autoscalers", panels.load, panels.use, panels.gap),
    row("Budgets and quotas", panels.budgetMissing, panels.disruptionsAllowed, panels.quotas),
    row("Jobs", jobs.sinceSuccess, jobs.running, jobs.late),
    closedRow("Autoscalers in depth", panels.autoscalers, panels.replicas),
    closedRow("Do the quotas fit into the cluster?", panels.quotasPromised),
    closedRow("Jobs that fail, and those that do not start", jobs.failures, jobs.suspended),
  ],
);
