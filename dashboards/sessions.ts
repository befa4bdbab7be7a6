import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, type Variable } from "./model/variables";
import * as users from "./panels/users";
import * as sessions from "./panels/users-sessions";

/** How long sessions last says something for the users of one service only. */
const oneService: Variable = { name: "job", label: "Service", metric: "app_sessions_open", multi: false };

/** Sessions of one service: how many are open, how long they last, and which are lost. */
export const sessionsDashboard = dashboard(
  "sessions",
  "Sessions",
  {
    description: "Do users stay as long as they want to, or are they thrown out?",
    tags: ["users"],
    needs: ["services"],
    variables: [cluster, oneService],
    links: ["users", "behaviour", "services"],
    time: "24h",
  },
  [
    row(
      "Is it well?",
      users.sessionsOpenNow,
      sessions.sessionsPerUserNow,
      users.sessionLengthNow,
      sessions.sessionsShortNow,
      sessions.sessionsLostNow,
      sessions.sessionsExpiredNow,
    ),
    row("How many", sessions.sessionsOverTime, sessions.begunAndEnded, sessions.lostOverTime),
    row("How long", sessions.lengths, sessions.lengthsOverTime),
    row("Against last week", sessions.sessionsLastWeek, sessions.sessionsAgainstLastWeek),
    closedRow(
      "Where they are, and how they end",
      sessions.sessionsByInstance,
      sessions.sessionsPerUserOverTime,
      sessions.expiredOverTime,
    ),
  ],
);
