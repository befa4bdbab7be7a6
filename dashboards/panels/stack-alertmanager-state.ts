/** Panels of Alertmanager: alerts, silences, the cluster. */
import { AlertmanagerGossipSlow } from "../../rules/alertmanager-cluster";
import * as held from "../../rules/alertmanager-state";
import * as server from "../../signals/alertmanager";
import * as state from "../../signals/alertmanager-state";
import { timeseries } from "../model/panel";

const notScraped = "No data: Alertmanager is not scraped";

export const alertsKnown = timeseries(server.alertsKnown, {
  why: "Suppressed alerts are silenced or inhibited.",
  act: "Review the silences if nearly all are.",
  noValue: notScraped,
});

export const suppressedShare = timeseries(state.suppressedShare, {
  line: held.AlertmanagerMostSuppressed,
  why: "A silence that is too wide also hides what is new.",
  act: "Replace it by one that names the alert and the instance.",
  noValue: "No alert fires",
});

export const alertsSuppressed = timeseries(state.alertsSuppressed, {
  why: "Shows how many alerts fire without anybody being told.",
  act: "Look which silence or which graver alert holds them back, and whether it still should.",
  noValue: notScraped,
});

export const aggregationGroups = timeseries(state.aggregationGroups, {
  line: held.AlertmanagerGroupsMany,
  why: "Each group is a message of its own: a flood of groups is a flood of messages.",
  act: "Take labels with many values, such as instance, out of the grouping of the routes.",
  noValue: notScraped,
});

export const alertsInvalid = timeseries(state.alertsInvalid, {
  why: "Alertmanager threw these away, so nobody is told of them.",
  act: "The log names the label that is not allowed; find the rule or the program that sends it.",
  noValue: notScraped,
});

export const membersKnown = timeseries(state.membersKnown, {
  why: "Fewer than there are means that the cluster is divided, and both halves tell people.",
  act: "Check that members reach each other on the port for gossip, by TCP and by UDP.",
  noValue: "No data: there is one Alertmanager only",
});

export const membersFailed = timeseries(state.membersFailed, {
  why: "While a member is away there is one stand-in fewer, and silences made there are not known here.",
  act: "Look at the pod and the node of the member that is gone, and bring it back.",
  noValue: "No data: there is one Alertmanager only",
});

export const gossipQueued = timeseries(state.gossipQueued, {
  line: AlertmanagerGossipSlow,
  why: "News come late to the other members, and people are told twice.",
  act: "See whether alerts are too many.",
  noValue: "No data: there is one Alertmanager only",
});

export const configurationsInForce = timeseries(state.configurationsInForce, {
  why: "It should be one. With two, it depends on chance which routes an alert takes.",
  act: "Compare the times of the last reload; the member with the oldest one has not loaded the new file.",
  noValue: notScraped,
});

export const stateNotSaved = timeseries(state.stateNotSaved, {
  why: "After a restart silences are gone, and people are told again of what they know.",
  act: "Check whether its data folder is full, or belongs to another user.",
  noValue: "Everything was saved",
});
