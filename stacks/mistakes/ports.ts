/** Ports that two servers would share, or that do not exist. */
import { list, type Mistake, mistake } from "../settings-errors";
import { versions } from "../versions";
import { type Draft, type Given } from "./given";
import { yamlAt } from "./write";

const last = 65535;

/** Port of the exporter of the database at a position of the list, unless the settings give one. */
export function defaultPostgresPort(index: number): number {
  return versions["postgres-exporter"].port + index;
}

/** Checks the exporters of databases against each other and against every other server. */
export function portMistakes(draft: Draft, given: Given): Mistake[] {
  const { postgres = [], portOffset = 0 } = draft;
  const taken = serverPorts(given);
  const exporters = postgres.map((database, index) => ({
    index,
    owner: `the exporter of ${database?.name ?? `postgres[${index}]`}`,
    // A database of the wrong form may or may not have a port.
    port: database === undefined ? undefined : portOf(given, index),
  }));
  const used = [...taken.keys(), ...exporters.map(({ port }) => port)];
  return exporters.flatMap(({ index, owner, port }) => {
    if (port === undefined) return [];
    const at = ["postgres", index, "port"];
    const write = yamlAt(at, freePort(index, postgres.length, used), draft);
    const shifted = port + portOffset;
    const beyond =
      shifted > last
        ? [
            mistake(
              at,
              `Port ${port} of ${owner} is ${shifted} with portOffset ${portOffset}; ports end at ${last}. Write, for example:`,
              write,
            ),
          ]
        : [];
    const earlier = exporters.find((other) => other.index < index && other.port === port)?.owner;
    const owners = [taken.get(port), earlier].filter((other) => other !== undefined);
    return owners.length === 0
      ? beyond
      : [
          ...beyond,
          mistake(
            at,
            `Port ${port} is that of ${list(owners, "and")}, and of ${owner} too. Write, for example:`,
            write,
          ),
        ];
  });

  function portOf({ values }: Given, index: number): number | undefined {
    const written = postgres[index]?.port;
    if (written !== undefined) return written;
    const raw = (values["postgres"] as readonly ({ port?: unknown } | null)[] | undefined)?.[index]?.port;
    // Written, but wrong: that is told elsewhere.
    return raw === undefined ? defaultPostgresPort(index) : undefined;
  }
}

function serverPorts({ catalogue }: Given): ReadonlyMap<number, string> {
  const all =
    catalogue.ports ??
    Object.entries(versions)
      .filter(([name]) => name !== "postgres-exporter")
      .map(([owner, { port }]) => ({ port, owner }));
  return new Map(all.map(({ port, owner }) => [port, owner]));
}

/** A port that is free for one of `count` exporters, and offered to none of the others. */
function freePort(index: number, count: number, used: readonly (number | undefined)[]): number {
  let port = defaultPostgresPort(count + index);
  while (used.includes(port)) port += count;
  return port;
}
