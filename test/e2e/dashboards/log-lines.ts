/** Log lines as services and hosts write them, good and bad ones. */
import { appendFileSync } from "node:fs";

/** Files that take the lines. */
export interface LogFiles {
  /** Of a service. */
  readonly service: string;
  /** Of a host: who logs in, and who acts for somebody else. */
  readonly host: string;
}

/** Appends a few lines to each file. */
export function writeLines({ service, host }: LogFiles, round: number, now: Date): void {
  const time = now.toISOString();
  const said = [
    `INFO order ${round} placed`,
    `ERROR payment ${round} failed: card expired`,
    ...(round % 10 === 0 ? [`FATAL ledger ${round} is not balanced`] : []),
  ];
  append(
    service,
    said.map((text) => `${time} ${text}`),
  );
  // The name of the host and the number of the process stand before each, as syslog writes them.
  const from = `203.0.113.${round % 20} port ${40_000 + round}`;
  const audited = [
    `sshd[${round}]: Failed password for invalid user admin from ${from} ssh2`,
    `sshd[${round}]: Accepted publickey for deploy from ${from} ssh2: ED25519 SHA256:abc`,
    "sudo: deploy : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/usr/bin/systemctl restart shop",
    `useradd[${round}]: new user: name=guest${round}, UID=${1000 + round}, GID=1000, home=/home/guest, shell=/bin/sh`,
    `kernel: audit: type=1400 apparmor="DENIED" operation="open" profile="shop" name="/etc/shadow" pid=${round}`,
  ];
  append(
    host,
    audited.map((text) => `${time} localhost ${text}`),
  );
}

function append(file: string, lines: readonly string[]): void {
  appendFileSync(file, lines.map((line) => `${line}\n`).join(""));
}
