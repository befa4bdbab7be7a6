import { type Known, lines } from "./settings-example";

/** Secrets in the wrong place, too few and too many. */
export const knownSecrets: readonly Known[] = [
  {
    name: "secret in the plain part",
    set: [["ordersDsn", "postgresql://observatory:hunter2@db/orders"]],
    removeSecrets: ["ordersDsn"],
    text: lines(
      "ordersDsn is a secret and stands in plain text. If others have seen the file, change the secret",
      "as well. Type this, and the secret at its prompt; it takes the place of the line:",
      "",
      "./observatory pulumi config set --secret observatory:ordersDsn -s docker",
    ),
  },
  {
    name: "DSN in the entry of its database",
    set: [["postgres.3.dsn", "postgresql://observatory:hunter2@db/carts"]],
    removeSecrets: ["cartsDsn"],
    text: lines(
      "postgres[3].dsn holds a DSN in plain text. If others have seen the file, change the secret as",
      "well. Take the line away, and type:",
      "",
      "./observatory pulumi config set --secret observatory:cartsDsn -s docker",
    ),
  },
  {
    name: "receiver URL with a token",
    set: [["receivers.team.url", "https://alerts.example.com/team?token=hunter2"]],
    text: lines(
      "receivers.team.url holds a token in plain text. If others have seen the file, change the secret",
      "as well. Take the line away, and type:",
      "",
      "./observatory pulumi config set --secret observatory:teamUrl -s docker",
    ),
  },
  {
    name: "probe with a password",
    set: [["probes.2.target", "https://robot:hunter2@gate.example.com"]],
    text: lines(
      "probes[2].target holds a password in plain text. Probes take no secrets: probe an address that",
      "needs none. If others have seen the file, change the secret as well.",
    ),
  },
  {
    name: "password anywhere else",
    set: [["hosts.5.address", "https://robot:hunter2@db.example.com:9100"]],
    text: lines(
      "hosts[5].address holds a password in plain text, and nothing here needs one. Take it away. If",
      "others have seen the file, change the secret as well.",
    ),
  },
  {
    name: "plain secret that nothing uses",
    set: [["stockDsn", "hunter2"]],
    text: lines(
      "stockDsn looks like a secret in plain text, and nothing uses it. If others have seen the file,",
      "change the secret as well. To take it away, type:",
      "",
      "./observatory pulumi config rm observatory:stockDsn -s docker",
      "",
      "To watch that database, write and type:",
      "",
      "observatory:postgres:",
      "  - name: stock",
      "",
      "./observatory pulumi config set --secret observatory:stockDsn -s docker",
    ),
  },
  {
    name: "missing DSN",
    removeSecrets: ["usersDsn"],
    text: lines(
      "The DSN of the database users is missing. Type:",
      "",
      "./observatory pulumi config set --secret observatory:usersDsn -s docker",
      "",
      "and at its prompt the DSN, for example:",
      "",
      "postgresql://observatory:PASSWORD@db.example.com:5432/users?sslmode=require",
    ),
  },
  {
    name: "missing receiver URL",
    removeSecrets: ["oncallUrl"],
    text: lines(
      "The URL of the receiver oncall is missing. Write, for example:",
      "",
      "observatory:receivers:",
      "  oncall:",
      "    kind: webhook",
      "    url: https://alerts.example.com/hook",
      "",
      "or, if the URL holds a token or a password, type:",
      "",
      "./observatory pulumi config set --secret observatory:oncallUrl -s docker",
    ),
  },
  {
    name: "secret that nothing uses",
    addSecrets: ["itmsDsn"],
    text: lines(
      "The secret itmsDsn is used by nothing. Did you mean itemsDsn? To take the secret away, type:",
      "",
      "./observatory pulumi config rm observatory:itmsDsn -s docker",
    ),
  },
  {
    name: "secret beside a URL",
    addSecrets: ["deskUrl"],
    text: lines(
      "The secret deskUrl is used by nothing, because receivers.desk.url is set. Keep one of the two.",
      "To take the secret away, type:",
      "",
      "./observatory pulumi config rm observatory:deskUrl -s docker",
    ),
  },
  {
    name: "secret inside of a setting",
    nestedSecrets: [["receivers", "deadman", "url"]],
    set: [["receivers.deadman.url", undefined]],
    text: lines(
      "receivers.deadman.url is a secret inside of a setting, where it would lose its protection. Take",
      "the line away, and store it as a key of its own. Type:",
      "",
      "./observatory pulumi config set --secret observatory:deadmanUrl -s docker",
    ),
  },
  {
    name: "setting stored as a secret",
    nestedSecrets: [["demo"]],
    text: lines(
      "demo is stored as a secret, or holds one. Settings are plain, and secrets have keys of their",
      "own, for example ordersDsn. Type:",
      "",
      "./observatory pulumi config rm observatory:demo -s docker",
      "",
      "and write, for example:",
      "",
      "observatory:demo: true",
    ),
  },
];
