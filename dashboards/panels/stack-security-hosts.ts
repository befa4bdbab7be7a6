/** Panels of the security audit from the logs of hosts: who came in, who was refused, who acted as whom. */
import * as audit from "../../signals/log-audit";
import { barGauge, logs, stat, timeseries } from "../model/panel";

/** What has to be collected, for the reader of an empty panel. */
const needs = "collected are /var/log/*.log, or the journal with `logs: { journal: true }` in the stack file";
const none = `None: good, if logs of hosts are collected (${needs})`;

export const refusedNow = stat(audit.loginRefusals, {
  why: "Single ones are typing mistakes. Hundreds an hour are machines that guess passwords.",
  act: "See the addresses below. Allow keys only, and close the port to the world.",
  noValue: none,
});

export const sudoNow = stat(audit.sudoCount, {
  why: "Each is somebody who did something as another user, root most often.",
  act: "Read below who did what. Whatever cannot be explained is to be asked about.",
  noValue: `No sudo, or no logs of hosts (${needs})`,
});

export const refusedByHost = timeseries(audit.loginRefusalsByHost, {
  why: "One host with many refusals is reachable for strangers; all hosts at once are somebody inside.",
  act: "Check the firewall of the host that stands out.",
  noValue: none,
});

export const sessionsByHost = timeseries(audit.loginsByHost, {
  why: "A session at an odd time, or on a host that nobody uses, is worth a question.",
  act: "Read the log of the host around the peak for the user and the address.",
  noValue: `No sessions, or no logs of hosts (${needs})`,
});

export const addresses = barGauge(audit.refusedAddresses, {
  why: "Few addresses with many attempts are simple to keep out.",
  act: "Block them, or allow only those that should come in.",
  noValue: none,
});

export const refusedLines = logs(audit.loginRefusalLines, {
  height: 10,
  why: "The line names the user and the address.",
  act: "Look whether a refusal is followed by a success of the same user.",
  noValue: none,
});

export const sudoLines = logs(audit.sudoLines, {
  height: 10,
  why: "The line names who, as whom, where and what.",
  act: "Compare with planned work.",
  noValue: `No sudo, or no logs of hosts (${needs})`,
});

export const accountLines = logs(audit.accountLines, {
  height: 10,
  why: "A new user or a new member of an administrators' group stays after the intruder has gone.",
  act: "Take away what nobody answers for.",
  noValue: `No changes, or no logs of hosts (${needs})`,
});

export const deniedLines = logs(audit.deniedLines, {
  height: 10,
  why: "A program that wants more than its profile allows is misconfigured, or is being misused.",
  act: "Decide for each whether the profile or the program is wrong.",
  noValue: `Nothing was denied, or logs of the kernel are not collected (${needs})`,
});
