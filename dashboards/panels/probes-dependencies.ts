/** Services of third parties. */
import { ProbeCertificateExpiring, ProbeCertificateExpiringSoon } from "../../rules/probe-tls";
import {
  ProbeAvailabilityLow,
  ProbeAvailabilityMonthLow,
  ProbeSlowerThanUsual,
} from "../../rules/probe-usual";
import * as dependencies from "../../signals/dependencies";
import { stat, stateTimeline, table, timeseries, type Panel } from "../model/panel";

const none = "No dependencies: write `dependency: true` at probes of what belongs to somebody else";
const noHttp = "No dependency is called by HTTP";

/** The same panels for a page whose variables are about a service: its instances are none of the dependencies. */
export function ofAService(...panels: readonly Panel[]): readonly Panel[] {
  return panels.map((each) => (each.kind === "text" ? each : { ...each, past: ["instance"] }));
}

export const failingNow = stat(dependencies.dependenciesFailing, {
  badFrom: 1,
  why: "What is built on it fails or falls back now.",
  act: "Look at the status page of its owner before you look for a fault of your own.",
  noValue: none,
});

export const hourNow = stat(dependencies.worstDependencyHour, {
  decimals: 2,
  why: "Tells a single failed call from an outage that goes on.",
  act: "If it goes on, switch to what was planned for that: another provider, a queue, a notice to users.",
  noValue: none,
});

export const dayNow = stat(dependencies.worstDependencyDay, {
  line: ProbeAvailabilityLow,
  decimals: 2,
  why: "Several short outages of a day are one fault that its owner has not found.",
  act: "Report it with the times from the row of availability.",
  noValue: none,
});

export const monthNow = stat(dependencies.worstDependencyMonth, {
  line: ProbeAvailabilityMonthLow,
  decimals: 3,
  why: "Your own promise cannot be better than the worst of what it is built on.",
  act: "Compare with what its owner promised. Less is a reason for a credit note.",
  noValue: none,
});

export const slowestNow = stat(dependencies.slowestDependency, {
  why: "Your users wait for it where you call it while they wait.",
  act: "Set a time-out that is shorter than the patience of users.",
  noValue: none,
});

export const dependenciesTable = table(
  [
    dependencies.dependencyAbsence,
    dependencies.dependencyHour,
    dependencies.dependencyDay,
    dependencies.dependencyMonth,
    dependencies.dependencyTime,
  ],
  {
    title: "Dependencies, those absent longest first",
    line: [ProbeAvailabilityLow, ProbeAvailabilityMonthLow],
    columns: { instance: { title: "Dependency" }, kind: {} },
    drill: [
      { title: "This dependency alone", uid: "dependencies", variables: { instance: "instance" } },
      { title: "Its certificate", uid: "tls", variables: { instance: "instance" } },
      { title: "The way to it", uid: "network-quality", variables: { instance: "instance" } },
    ],
    why: "One line for each: how long it was away in a month, and what was left of an hour, a day and a month.",
    act: "Take these lines to the talk with its owner.",
    noValue: none,
  },
);

export const answers = stateTimeline(dependencies.dependencyAnswers, {
  title: "Dependencies over time",
  states: { 0: { text: "Fails", colour: "bad" }, 1: { text: "Answers", colour: "good" } },
  why: "Errors of your own that begin with a red bar here are not your own.",
  act: "Compare the beginning with that of your errors. All red at once is the way out of your own network.",
  noValue: none,
});

export const availabilityHour = timeseries(dependencies.dependencyHour, {
  why: "The depth of a dent is how much of an hour was lost.",
  act: "Dents at one time of the day are maintenance: ask for its times.",
  noValue: none,
});

export const availabilityDay = timeseries(dependencies.dependencyDay, {
  line: ProbeAvailabilityLow,
  why: "A day below its neighbours is a day on which your users noticed it as well.",
  act: "Mark the day for the next talk with the owner.",
  noValue: none,
});

export const availabilityMonth = timeseries(dependencies.dependencyMonth, {
  line: ProbeAvailabilityMonthLow,
  why: "Shows whether a provider becomes better or worse, in the unit of contracts.",
  act: "One that only becomes worse is to be replaced before it is urgent.",
  noValue: none,
});

export const callTime = timeseries(dependencies.dependencyTime, {
  why: "A dependency that becomes slow makes everything slow that waits for it.",
  act: "Call it less often, keep its answers, or ask after the user has been answered.",
  noValue: none,
});

export const slowness = timeseries(dependencies.dependencySlowness, {
  line: ProbeSlowerThanUsual,
  why: "Above 2 it takes twice as long as it always did, though it still answers.",
  act: "Ask its owner what changed at the step.",
  noValue: "No data: the usual is known after some hours",
});

export const phases = timeseries(dependencies.dependencyPhases, {
  why: "resolve and connect are the way to it, tls and processing its own servers, transfer the size of its answer.",
  act: "Name the phase in the report to its owner, which spares a round of questions.",
  noValue: noHttp,
});

export const status = timeseries(dependencies.dependencyStatus, {
  why: "401 and 403 are your own key that ran out, 429 your own calls that are too many; 5xx is theirs.",
  act: "For the first two, look at your account with them.",
  noValue: noHttp,
});

export const content = stateTimeline(dependencies.dependencyContent, {
  states: { 0: { text: "As expected", colour: "good" }, 1: { text: "Wrong", colour: "bad" } },
  why: "A page of excuses has status 200, too.",
  act: "Call the address and read what it says.",
  noValue: "No dependency is held against a text",
});

export const certificate = timeseries(dependencies.dependencyCertificate, {
  line: [ProbeCertificateExpiring, ProbeCertificateExpiringSoon],
  min: 0,
  why: "When it expires, your calls are refused by your own side, and only its owner can renew it.",
  act: "Tell its owner at two weeks. Do not switch the check off.",
  noValue: "No dependency shows a certificate",
});
