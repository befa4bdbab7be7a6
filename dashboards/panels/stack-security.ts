/** Panels of the security audit from metrics: who is refused, and what was changed. */
import { LoginsFailing } from "../../rules/users";
import { silencesActive } from "../../signals/alertmanager";
import { alertmanagerConfigLoaded } from "../../signals/alertmanager";
import { containerRestarts } from "../../signals/containers";
import { prometheusConfigLoaded } from "../../signals/prometheus";
import { certificateExpiry, probeEncrypted } from "../../signals/probes";
import * as security from "../../signals/security";
import { loginAttempts, loginsFailed } from "../../signals/users";
import { barGauge, stat, stateTimeline, table, timeseries } from "../model/panel";

const noLogins = "No service tells of logins (app_user_events with event login and login_failed)";
const noRequests = "No service counts its requests (http_requests)";
const noAlertmanager = "No data: Alertmanager is not scraped";
const noApi = "No refusals, or no Kubernetes API server is scraped";

export const loginsFailedNow = stat(loginsFailed, {
  line: LoginsFailing,
  why: "Either users cannot get in, or somebody tries out passwords.",
  act: "Compare with the number of attempts: many more than usual are an attack.",
  noValue: "Nobody tried to log in, or no service tells of logins",
});

export const unauthorisedNow = stat(security.unauthorisedShare, {
  why: "A share that rises means expired keys, a client without rights, or somebody who searches.",
  act: "See below which status and which service it is.",
  noValue: noRequests,
});

export const serversRefusedNow = stat(security.serversRefused, {
  badFrom: 0.01,
  decimals: 2,
  why: "The monitoring's own servers know everything; who asks them without a password should be known.",
  act: "Look at the log of that server, and at who may reach its port.",
  noValue: "No request was refused: good",
});

export const silencesNow = stat(silencesActive, {
  legend: [],
  why: "A silence also hides what an intruder does.",
  act: "Ask who made each one, and end those that nobody answers for.",
  noValue: noAlertmanager,
});

export const loginsFailedOverTime = timeseries([loginsFailed], {
  title: "Logins failed over time",
  line: LoginsFailing,
  why: "The moment at which it rose leads to the cause.",
  act: "Compare with releases and with the identity provider.",
  noValue: noLogins,
});

export const attemptsOverTime = timeseries(loginAttempts, {
  why: "Attempts that jump without more users are a machine that guesses.",
  act: "Limit attempts by address and by user, and see from where they come.",
  noValue: noLogins,
});

export const unauthorisedOverTime = timeseries(security.unauthorisedRate, {
  why: "401 is somebody who is not known, 403 somebody who wants more than they may.",
  act: "Find the route in the log of the service, then who calls it.",
  noValue: "No request was answered 401 or 403: good, or no service counts its requests",
});

export const serversRefusedOverTime = timeseries(security.serversRefused, {
  title: "Refused by the stack's servers, over time",
  why: "A steady rate is a client with an old password, peaks are somebody who tries.",
  act: "See whose password was changed last, and who may reach the server.",
  noValue: "No request was refused: good",
});

export const grafanaLoginsOverTime = timeseries(security.grafanaLogins, {
  why: "Logins at times at which nobody works are worth a question.",
  act: "Look into the log of Grafana for the user.",
  noValue: "Nobody logged in, or Grafana does not run here",
});

export const apiRefusalsOverTime = timeseries(security.apiRefusals, {
  why: "403 is a workload or a person without the right; 401 is a token that is wrong or has expired.",
  act: "Find the user in the audit log of the API server; give the right, or take the token away.",
  noValue: noApi,
});

export const apiAuthenticationsOverTime = timeseries(security.apiAuthentications, {
  why: "Tokens that are tried out show here, before anything else does.",
  act: "Look into the audit log for the addresses.",
  noValue: noApi,
});

export const silences = timeseries(security.silencesByState, {
  why: "A step up of the active ones is a silence that somebody made, a step from active to expired one that was ended.",
  act: "Compare the steps with planned work. `amtool silence query --expired` shows who made each, and why.",
  noValue: noAlertmanager,
});

export const configurationAges = table(security.configurationAge, {
  width: 12,
  columns: { job: {}, instance: {} },
  why: "A young configuration that nobody has rolled out is a change that nobody knows of.",
  act: "Compare with the last `up` of the stack.",
  noValue: "No data: neither Prometheus nor Alertmanager is scraped",
});

export const configurationsLoaded = stateTimeline([prometheusConfigLoaded, alertmanagerConfigLoaded], {
  title: "Configurations in force",
  width: 12,
  states: { 0: { text: "Refused", colour: "bad" }, 1: { text: "Loaded", colour: "good" } },
  why: "Shows when a change was made that the server did not take.",
  act: "Read the log of that server for the place of the mistake.",
  noValue: "No data: neither Prometheus nor Alertmanager is scraped",
});

export const newPrograms = table(security.programsNew, {
  width: 12,
  columns: { instance: { title: "Host" }, groupname: { title: "Program" } },
  why: "A program that was never there before is a release, a job, or a stranger.",
  act: "Ask who started it. On the host, see its parent and its file.",
  noValue: "No new program, or no day of history yet",
});

export const containersStarted = timeseries(security.containersNew, {
  why: "Containers that start while nobody deploys are restarts, or are not ours.",
  act: "See on the page of containers which ones are young.",
  noValue: "No containers are watched here",
});

export const containersRestarted = timeseries(containerRestarts, {
  title: "Containers made anew",
  why: "A container that is replaced under its name runs something else than before.",
  act: "Compare its image with what was released.",
  noValue: "No containers are watched here",
});

export const hostStarts = barGauge(security.hostStarts, {
  why: "A host that nobody has started again was started by a fault, or by somebody.",
  act: "Read its log before the start.",
  noValue: "No data: no host is scraped",
});

export const certificates = table(certificateExpiry, {
  title: "Certificates of what is probed",
  width: 12,
  columns: { instance: { title: "Address" } },
  why: "People who click a warning away once do so when it is real as well.",
  act: "Renew what has less than three weeks left.",
  noValue: "No HTTPS probes",
});

export const encryption = stateTimeline(probeEncrypted, {
  title: "Encrypted or not",
  width: 12,
  states: { 0: { text: "Plain", colour: "warning" }, 1: { text: "Encrypted", colour: "good" } },
  why: "What goes over the network in plain text can be read and changed on the way.",
  act: "Put TLS before what is plain and leaves the machine.",
  noValue: "No HTTP probes",
});
