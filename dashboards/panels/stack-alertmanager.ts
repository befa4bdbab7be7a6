/** Panels of Alertmanager: whether it works, and its notifications. */
import * as told from "../../rules/alertmanager-notifications";
import * as held from "../../rules/alertmanager-state";
import * as server from "../../signals/alertmanager";
import * as state from "../../signals/alertmanager-state";
import { stat, timeseries } from "../model/panel";

const notScraped = "No data: Alertmanager is not scraped";

const loaded = { 0: { text: "Refused", colour: "bad" }, 1: { text: "Loaded", colour: "good" } } as const;

export const notificationsFailedShareInAllNow = stat(server.notificationsFailedShareInAll, {
  line: told.AlertmanagerTellsNobody,
  why: "Each failed notification is an alert that somebody did not hear of.",
  act: "See below which kind of receiver fails, and look at its address and key in the stack file.",
  noValue: "Nothing was sent",
});

export const alertmanagerConfigLoadedNow = stat(server.alertmanagerConfigLoaded, {
  states: loaded,
  why: "With a refused configuration new routes and receivers are not in force, and a restart fails.",
  act: "Run `amtool check-config` on the file: it names the line of the mistake.",
  noValue: notScraped,
});

export const alertsReceivedNow = stat(state.alertsReceived, {
  sparkline: true,
  why: "The watchdog alone comes about once a minute: 0 means that no alert at all arrives.",
  act: "Open Prometheus: its row of alerts tells whether it sends, and what comes back.",
  noValue: notScraped,
});

export const alertsActiveNow = stat(state.alertsActive, {
  line: held.AlertmanagerAlertFlood,
  why: "More than people can read is a fault of its own.",
  act: "Look for the one cause behind them.",
  noValue: notScraped,
});

export const silencesActiveNow = stat(server.silencesActive, {
  line: held.AlertmanagerSilencesMany,
  why: "A silence that was forgotten hides the next fault of the same kind.",
  act: "List them with `amtool silence query`, ask who made each, and end what is over.",
  noValue: notScraped,
});

export const notificationsSent = timeseries(server.notificationsSent, {
  why: "Shows who is told how much; beyond a few an hour, people stop to read.",
  act: "Group alerts more widely under `routes`, or send warnings to a place that nobody is called from.",
  noValue: notScraped,
});

export const notificationsFailed = timeseries(server.notificationsFailed, {
  why: "Shows through which kind of receiver people were not told, and since when.",
  act: "Read the log of Alertmanager: it holds the answer of the receiver, 401 for a wrong key among others.",
  noValue: notScraped,
});

export const notificationsFailedShare = timeseries(server.notificationsFailedShare, {
  line: told.AlertmanagerNotificationsFailing,
  why: "Whoever is told that way misses alerts.",
  act: "Check address and key of the receiver.",
  noValue: "Nothing was sent",
});

export const notificationDuration = timeseries(server.notificationDuration, {
  line: told.AlertmanagerNotificationsSlow,
  why: "A receiver that answers slowly delays every alert that goes to it.",
  act: "Call the address of the receiver by hand and time it; a proxy between may be the slow part.",
  noValue: "Nothing was sent",
});
