/**
 * Who came in, who was refused, and who acted for somebody else, from the hosts' own logs. On one host they are in auth.log
 * or secure, and with the journal in lines without a name; in a cluster each is called as its unit.
 */
import { logql } from "./logql";
import { among, logSignal, type LogScope } from "./logs";

/** Services that log authentication, by the names that their files and units have. */
const names =
  "auth|secure|messages|syslog|unknown_service|audit.*|login.*|polkit.*|session-.*|ssh.*|su|sudo|systemd-logind.*|user@.*";

const hosts = (scope: LogScope): string => among(scope, `service_name=~"${names}"`);

/** Words of sshd, PAM, su, sudo and login, wherever in the line. */
const words = {
  accepted: "Accepted (password|publickey|keyboard-interactive|gssapi)|session opened for user",
  changed:
    "new (user|group):|(delete|remove|add) (user|group)|add '.*' to (shadow )?group|removed .* from group|password (changed|expired)|changed user|usermod|userdel|groupdel",
  denied: "apparmor=.?DENIED|avc: +denied|operation not permitted by seccomp",
  refused:
    "Failed (password|publickey|keyboard)|authentication failure|Invalid user|incorrect password attempt|FAILED (SU|LOGIN)|maximum authentication attempts|not in sudoers|account (is )?locked",
  sudo: "PWD=.* USER=.* COMMAND=",
} as const;

export const loginRefusals = logSignal({
  title: "Refused on hosts",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Attempts in the time shown to log in, or to use su or sudo, that a host refused.",
  lines: (scope) => logql`sum(count_over_time(${hosts(scope)} |~ "(?i)(${words.refused})" [${scope.range}]))`,
});

export const loginRefusalsByHost = logSignal({
  title: "Refused, by host",
  unit: "cps",
  tone: "error",
  by: ["host"],
  min: 0,
  meaning: "Attempts per second to log in, or to use su or sudo, that were refused, by host.",
  lines: (scope) => logql`sum by (host) (rate(${hosts(scope)} |~ "(?i)(${words.refused})" [${scope.range}]))`,
});

// sshd, su and login name the address in words of their own; what has none is not counted.
export const refusedAddresses = logSignal({
  title: "Addresses that were refused most",
  unit: "short",
  tone: "error",
  by: ["address"],
  min: 0,
  meaning: "The fifteen addresses from which most attempts to log in were refused in the time shown.",
  lines: (scope) =>
    logql`topk(15, sum by (address) (count_over_time(${hosts(scope)} |~ "(?i)(${words.refused})" | regexp "(from |rhost=)(?P<address>(\\d+\\.){3}\\d+|\\w*:\\S*:\\w+)" | address!="" [${scope.range}])))`,
});

export const loginRefusalLines = logSignal({
  title: "Refusals, line by line",
  unit: "short",
  by: [],
  meaning: "Lines of hosts about attempts to log in, or to use su or sudo, that were refused, newest first.",
  lines: (scope) => logql`${hosts(scope)} |~ "(?i)(${words.refused})"`,
});

export const loginsByHost = logSignal({
  title: "Sessions opened",
  unit: "cps",
  by: ["host"],
  min: 0,
  meaning: "Logins and sessions per second that a host let in, cron and sudo among them.",
  lines: (scope) =>
    logql`sum by (host) (rate(${hosts(scope)} |~ "(?i)(${words.accepted})" [${scope.range}]))`,
});

export const sudoCount = logSignal({
  title: "Commands by sudo",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Commands in the time shown that somebody ran as another user, by sudo.",
  lines: (scope) => logql`sum(count_over_time(${hosts(scope)} |~ "${words.sudo}" [${scope.range}]))`,
});

export const sudoLines = logSignal({
  title: "Commands by sudo, line by line",
  unit: "short",
  by: [],
  meaning: "Who ran what as whom by sudo, newest first.",
  lines: (scope) => logql`${hosts(scope)} |~ "${words.sudo}"`,
});

export const accountLines = logSignal({
  title: "Accounts and groups that changed",
  unit: "short",
  by: [],
  meaning: "Lines of hosts about users, groups and passwords that were added, changed or removed.",
  lines: (scope) => logql`${hosts(scope)} |~ "(?i)(${words.changed})"`,
});

export const deniedLines = logSignal({
  title: "What the kernel denied",
  unit: "short",
  by: [],
  meaning: "Lines about programs that AppArmor, SELinux or seccomp kept from something.",
  lines: (scope) => logql`${among(scope, `service_name=~"kern.*|${names}"`)} |~ "(?i)(${words.denied})"`,
});
