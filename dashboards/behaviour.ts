import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, type Variable } from "./model/variables";
import * as users from "./panels/users";
import * as behaviour from "./panels/users-behaviour";

/** Shares and ways through say something for the users of one service only. */
const oneService: Variable = {
  name: "job",
  label: "Service",
  metric: "app_user_events_total",
  multi: false,
};

/** What the users of one service do, and what they do no longer. */
export const behaviourDashboard = dashboard(
  "behaviour",
  "Behaviour of users",
  {
    description: "What do the users of this service do, how far do they get, and is it as usual?",
    tags: ["users"],
    needs: ["services"],
    variables: [cluster, oneService],
    links: ["users", "sessions", "service", "business"],
    time: "24h",
  },
  [
    row(
      "Is it as usual?",
      users.activeNow,
      behaviour.eventsNow,
      behaviour.eventsPerUserNow,
      behaviour.loginsNow,
      users.loginsFailedNow,
      behaviour.silentNow,
    ),
    row("What they do", users.eventsOverTime, behaviour.sharesOverTime, behaviour.perLoginOverTime),
    row("How far they get", behaviour.eventsTable, behaviour.perLoginNow),
    row("Logins", behaviour.loginsOverTime, users.loginsFailedOverTime),
    closedRow(
      "Against other weeks",
      behaviour.eventsLastWeek,
      behaviour.eventsAgainstLastWeek,
      users.usersAgainstOtherWeeks,
      behaviour.eventsPerUserOverTime,
    ),
  ],
);
