import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import { severalServices } from "./panels/services-variables";
import * as users from "./panels/users";

/** Who uses the services, and whether they can. What they do is in behaviour.ts, their sessions in sessions.ts. */
export const usersDashboard = dashboard(
  "users",
  "Users",
  {
    description: "Are the users there, do they get in, and what do they do?",
    tags: ["users"],
    needs: ["services"],
    variables: [cluster, severalServices],
    links: ["overview", "services", "behaviour", "sessions", "business"],
    time: "24h",
  },
  [
    row(
      "Are they there?",
      users.activeNow,
      users.sessionsOpenNow,
      users.loginsFailedNow,
      users.loginAttemptsNow,
      users.sessionLengthNow,
    ),
    row("One line for each service", users.usersTable),
    row("What they do", users.activeOverTime, users.eventsOverTime, users.loginsFailedOverTime),
    closedRow("Against other weeks", users.usersLastWeek, users.usersAgainstOtherWeeks),
  ],
);
