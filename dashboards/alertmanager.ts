import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as alertmanager from "./panels/stack-alertmanager";
import * as alertmanagerState from "./panels/stack-alertmanager-state";

/** Are people told of alerts: what does Alertmanager hold, send and lose? */
export const alertmanagerDashboard = dashboard(
  "alertmanager",
  "Alertmanager",
  {
    description: "Are people told of alerts: what does Alertmanager hold, send and lose?",
    tags: ["stack"],
    variables: [cluster, instance],
    links: ["overview", "stack", "alerts", "prometheus"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      alertmanager.notificationsFailedShareInAllNow,
      alertmanager.alertmanagerConfigLoadedNow,
      alertmanager.alertsReceivedNow,
      alertmanager.alertsActiveNow,
      alertmanager.silencesActiveNow,
    ),
    row(
      "Notifications",
      alertmanager.notificationsSent,
      alertmanager.notificationsFailed,
      alertmanager.notificationsFailedShare,
      alertmanager.notificationDuration,
    ),
    row(
      "Alerts and silences",
      alertmanagerState.alertsKnown,
      alertmanagerState.suppressedShare,
      alertmanagerState.alertsSuppressed,
      alertmanagerState.aggregationGroups,
      alertmanagerState.alertsInvalid,
    ),
    closedRow(
      "Cluster",
      alertmanagerState.membersKnown,
      alertmanagerState.membersFailed,
      alertmanagerState.gossipQueued,
      alertmanagerState.configurationsInForce,
      alertmanagerState.stateNotSaved,
    ),
  ],
);
