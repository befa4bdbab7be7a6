import { AlertmanagerGossipSlow } from "../rules/alertmanager-cluster";
import * as told from "../rules/alertmanager-notifications";
import * as held from "../rules/alertmanager-state";
import * as server from "../signals/alertmanager";
import * as state from "../signals/alertmanager-state";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster, instance } from "./model/variables";

const notScraped = "No data: Alertmanager is not scraped";
const loaded = { 0: { text: "Refused", colour: "bad" }, 1: { text: "Loaded", colour: "good" } } as const;

/** Are people told of alerts: what does Alertmanager hold, send and lose? */
export const alertmanagerDashboard = dashboard(
  "alertmanager",
  "Alertmanager",
  {
    description: "Are people told of alerts: what does Alertmanager hold, send and lose?",
    tags: ["stack"],
    variables: [cluster, instance],
    links: ["overview", "stack", "prometheus"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      stat(server.notificationsFailedShareInAll, {
        line: told.AlertmanagerTellsNobody,
        why: "Somebody was not told.",
        act: "See below which kind of receiver fails.",
        noValue: "Nothing was sent",
      }),
      stat(server.alertmanagerConfigLoaded, {
        states: loaded,
        why: "With a refused configuration new routes are not in force.",
        act: "Read the log for the mistake.",
        noValue: notScraped,
      }),
      stat(state.alertsReceived, {
        sparkline: true,
        why: "The watchdog alone comes every minute: 0 means that nothing arrives.",
        act: "Check the way from Prometheus.",
        noValue: notScraped,
      }),
      stat(state.alertsActive, {
        line: held.AlertmanagerAlertFlood,
        why: "More than people can read is a fault of its own.",
        act: "Look for the one cause behind them.",
        noValue: notScraped,
      }),
      stat(server.silencesActive, {
        line: held.AlertmanagerSilencesMany,
        why: "A silence that was forgotten hides the next fault.",
        act: "End those that are not needed.",
        noValue: notScraped,
      }),
    ),
    row(
      "Notifications",
      timeseries(server.notificationsSent, {
        why: "Shows who is told how much.",
        act: "If it is more than people read, group more.",
        noValue: notScraped,
      }),
      timeseries(server.notificationsFailed, {
        why: "Shows how many were not told.",
        act: "Read the log for the answer of the receiver.",
        noValue: notScraped,
      }),
      timeseries(server.notificationsFailedShare, {
        line: told.AlertmanagerNotificationsFailing,
        why: "Whoever is told that way misses alerts.",
        act: "Check address and key of the receiver.",
        noValue: "Nothing was sent",
      }),
      timeseries(server.notificationDuration, {
        line: told.AlertmanagerNotificationsSlow,
        why: "A slow receiver delays all that goes to it.",
        act: "Time it by hand.",
        noValue: "Nothing was sent",
      }),
    ),
    row(
      "Alerts and silences",
      timeseries(server.alertsKnown, {
        why: "Suppressed alerts are silenced or inhibited.",
        act: "Review the silences if nearly all are.",
        noValue: notScraped,
      }),
      timeseries(state.suppressedShare, {
        line: held.AlertmanagerMostSuppressed,
        why: "A silence that is too wide hides what is new.",
        act: "Silence by name and instance.",
        noValue: "No alert fires",
      }),
      timeseries(state.alertsSuppressed, {
        why: "Shows how many are held back.",
        act: "Review the silences.",
        noValue: notScraped,
      }),
      timeseries(state.aggregationGroups, {
        line: held.AlertmanagerGroupsMany,
        why: "Each group is a message of its own.",
        act: "Take labels with many values out of the grouping.",
        noValue: notScraped,
      }),
      timeseries(state.alertsInvalid, {
        why: "Nobody is told of these.",
        act: "Find who sends them.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "Cluster",
      timeseries(state.membersKnown, {
        why: "Fewer than there are means that the cluster is divided.",
        act: "Check gossip by TCP and UDP.",
        noValue: "No data: there is one Alertmanager only",
      }),
      timeseries(state.membersFailed, {
        why: "One stand-in fewer.",
        act: "Bring the member back.",
        noValue: "No data: there is one Alertmanager only",
      }),
      timeseries(state.gossipQueued, {
        line: AlertmanagerGossipSlow,
        why: "News come late to the other members, and people are told twice.",
        act: "See whether alerts are too many.",
        noValue: "No data: there is one Alertmanager only",
      }),
      timeseries(state.configurationsInForce, {
        why: "It should be one.",
        act: "See which member has not loaded the new one.",
        noValue: notScraped,
      }),
      timeseries(state.stateNotSaved, {
        why: "After a restart silences are gone.",
        act: "Check room and rights of its folder.",
        noValue: "Everything was saved",
      }),
    ),
  ],
);
