import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance, job } from "./model/variables";
import * as thanos from "./panels/stack-thanos";

/** Are metrics uploaded, joined and answered from object storage? */
export const thanosDashboard = dashboard(
  "thanos",
  "Thanos",
  {
    description: "Are metrics uploaded, joined and answered from object storage?",
    tags: ["stack"],
    needs: ["thanos"],
    variables: [cluster, job, instance],
    links: ["overview", "stack", "prometheus"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      thanos.thanosHaltedNow,
      thanos.thanosQueryErrorsNow,
      thanos.thanosUploadAgeNow,
      thanos.thanosStoresNow,
      thanos.thanosPrometheusUpNow,
    ),
    row("Answers", thanos.thanosQueriesAtOnce, thanos.thanosSyncFailures, thanos.thanosBucketFailures),
    row(
      "Bucket",
      thanos.thanosUploadsFailed,
      thanos.thanosBacklog,
      thanos.thanosCompactionsFailed,
      thanos.thanosIterations,
    ),
    closedRow("How fast are answers?", thanos.thanosQueryTime),
  ],
);
