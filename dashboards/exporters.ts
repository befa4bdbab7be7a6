import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance, job } from "./model/variables";
import * as exporters from "./panels/stack-exporters";

/** Every program that only measures others: whether it answers, how fast, with what. */
export const exportersDashboard = dashboard(
  "exporters",
  "Exporters",
  {
    description: "Does every exporter answer, how fast, and with everything?",
    tags: ["stack"],
    variables: [cluster, job, instance],
    links: ["overview", "stack", "prometheus", "host"],
    time: "3h",
  },
  [
    row(
      "Do they answer?",
      exporters.downNow,
      exporters.inAllNow,
      exporters.slowestNow,
      exporters.versionsNow,
    ),
    row("Each of them", exporters.all),
    row("Over time", exporters.states, exporters.times),
    closedRow("What do they give?", exporters.samples, exporters.dropped, exporters.broken),
    closedRow("What do they take themselves?", exporters.memory, exporters.cpu),
    closedRow("Which versions run?", exporters.versions, exporters.nodeVersions),
  ],
);
