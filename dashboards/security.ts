import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as certificates from "./panels/stack-certificates";
import * as audit from "./panels/stack-security";
import * as hosts from "./panels/stack-security-hosts";

/** Who came in, who was refused, and what was changed, as far as it is collected. */
export const securityDashboard = dashboard(
  "security",
  "Security audit",
  {
    description: "Who came in, who was refused, and what was changed?",
    tags: ["security", "logs"],
    variables: [cluster, instance],
    links: ["overview", "logs", "users", "probes", "alertmanager"],
    time: "24h",
    refresh: "5m",
  },
  [
    row(
      "Is somebody trying?",
      hosts.refusedNow,
      hosts.sudoNow,
      audit.loginsFailedNow,
      audit.unauthorisedNow,
      audit.serversRefusedNow,
      audit.silencesNow,
    ),
    row("Hosts", hosts.refusedByHost, hosts.sessionsByHost, hosts.addresses),
    row("Services", audit.loginsFailedOverTime, audit.attemptsOverTime, audit.unauthorisedOverTime),
    row("Refused, line by line", hosts.refusedLines),
    closedRow("Who acted as whom, and who was added?", hosts.sudoLines, hosts.accountLines),
    closedRow("What did the kernel deny?", hosts.deniedLines),
    closedRow(
      "The monitoring itself",
      audit.serversRefusedOverTime,
      audit.grafanaLoginsOverTime,
      audit.silences,
    ),
    closedRow("Which configuration is in force?", audit.configurationAges, audit.configurationsLoaded),
    closedRow(
      "What runs that did not run before?",
      audit.newPrograms,
      audit.hostStarts,
      audit.containersStarted,
      audit.containersRestarted,
    ),
    closedRow(
      "Certificates and encryption",
      audit.certificates,
      audit.encryption,
      certificates.stackCertificateValid,
      certificates.stackCertificateVerified,
    ),
    closedRow(
      "Who is refused by the Kubernetes API?",
      audit.apiRefusalsOverTime,
      audit.apiAuthenticationsOverTime,
    ),
  ],
);
