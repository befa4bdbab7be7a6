import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import { areasNow, errorLinesNow, firingNow, probesFailingNow, targetsDownNow } from "./panels/stack-home";
import * as live from "./panels/stack-live";

/** The last minutes of everything on one screen, for a release or an incident. */
export const liveDashboard = dashboard(
  "live",
  "Live",
  {
    description: "What happens at this moment, everywhere?",
    tags: ["home"],
    variables: [cluster],
    links: ["overview", "alerts", "services", "log-errors"],
    time: "15m",
    refresh: "10s",
  },
  [
    row("Now", firingNow, targetsDownNow, probesFailingNow, live.requestsNow, live.failedNow, errorLinesNow),
    row("Areas", areasNow),
    row("Services and their users", live.requests, live.errors, live.users),
    row("What they stand on", live.hostsCpu, live.hostsMemory, live.databases, live.gpus),
    row("What is written", live.lines),
    closedRow("How slow is it, and who writes errors?", live.latency, live.probes, live.errorsOfLogs),
  ],
);
