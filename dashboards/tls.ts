import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as certificates from "./panels/probes-certificates";
import * as depth from "./panels/probes-depth";
import { certified } from "./panels/probes-variables";

/** Every certificate that is seen from outside or within, whatever job sees it. */
export const tlsDashboard = dashboard(
  "tls",
  "Certificates",
  {
    description: "Which certificate expires next, and is what the servers show in order?",
    tags: ["probes", "security"],
    needs: ["probes"],
    variables: [cluster, certified],
    links: ["probes", "dependencies", "network-quality", "stack"],
    time: "30d",
    refresh: "30m",
  },
  [
    row(
      "Are they in order?",
      certificates.nextNow,
      certificates.soonNow,
      certificates.outOfSightNow,
      certificates.chainsNow,
      certificates.oldVersionsNow,
      certificates.seenNow,
    ),
    row("Every certificate", certificates.certificatesTable),
    row("Renewals", certificates.leftOverTime),
    closedRow("Chains", certificates.chainMismatch, certificates.changes),
    closedRow("Whose they are", certificates.names),
    closedRow("Versions and ciphers", depth.tlsVersions, certificates.ciphers, depth.encrypted),
  ],
);
