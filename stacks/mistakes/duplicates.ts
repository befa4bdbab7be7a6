/** Things that must differ and do not. */
import { secretKey } from "../settings";
import { type Mistake, mistake, type Path, pathText } from "../settings-errors";
import { type Draft } from "./given";

/** Names, addresses, files, and hosts that are this machine. */
export function duplicates(draft: Draft): Mistake[] {
  const { hosts = [], postgres = [], probes = [], processes = [], logs } = draft;
  return [
    ...twice(
      "hosts",
      "name",
      hosts.map((host) => host?.name),
      "Give each host a name of its own.",
    ),
    ...twice(
      "hosts",
      "address",
      hosts.map((host) => host?.address),
      "Take one of the two away.",
    ),
    ...twice(
      "postgres",
      "name",
      postgres.map((database) => database?.name),
      "Give each database a name of its own.",
    ),
    ...twice(
      "probes",
      "name",
      probes.map((probe) => probe?.name),
      "Give each probe a name of its own.",
    ),
    ...twice(
      "probes",
      "target",
      // One name server may be asked for several names.
      probes.map((probe) => (probe?.kind === "dns" ? undefined : probe?.target)),
      "Take one of the two away.",
    ),
    ...twice(
      "processes",
      "name",
      processes.map((group) => group?.name),
      "Put their executables into one group.",
    ),
    ...twiceIn(["logs", "files"], logs?.files ?? []),
    ...ownHost(draft),
    ...sharedSecrets(postgres.map((database) => database?.name)),
    ...sharedExecutables(processes),
  ];
}

function twice(of: string, key: string, values: readonly (string | undefined)[], remedy: string): Mistake[] {
  return repeated(values).map(({ index, first, value }) =>
    mistake([of, index, key], `${of}[${first}] and ${of}[${index}] have the same ${key} ${value}. ${remedy}`),
  );
}

/** Entries of a plain list that stand in it twice. */
export function twiceIn(path: Path, values: readonly (string | undefined)[]): Mistake[] {
  return repeated(values).map(({ index, value }) =>
    mistake([...path, index], `${pathText(path)} names ${value} twice. Take one of the two away.`),
  );
}

function repeated(values: readonly (string | undefined)[]) {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return value === undefined || first === index ? [] : [{ index, first, value }];
  });
}

function ownHost({ host, hosts = [] }: Draft): Mistake[] {
  return hosts.flatMap((other, index) =>
    host === undefined || other?.name !== host
      ? []
      : [
          mistake(
            ["hosts", index, "name"],
            `hosts[${index}] is called ${host}, as this machine is (host). This machine is watched anyway: take the entry away, or give one of the two another name.`,
          ),
        ],
  );
}

/** a-1 and a1 differ, their secret does not. */
function sharedSecrets(names: readonly (string | undefined)[]): Mistake[] {
  return names.flatMap((name, index) => {
    if (name === undefined) return [];
    const key = secretKey(name, "Dsn");
    const other = names
      .slice(0, index)
      .find((earlier) => earlier !== undefined && earlier !== name && secretKey(earlier, "Dsn") === key);
    return other === undefined
      ? []
      : [
          mistake(
            ["postgres", index, "name"],
            `Databases ${other} and ${name} would share the secret ${key}. Rename one.`,
          ),
        ];
  });
}

function sharedExecutables(groups: NonNullable<Draft["processes"]>): Mistake[] {
  const owners = new Map<string, number>();
  return groups.flatMap((group, index) =>
    (group?.executables ?? []).flatMap((executable, position) => {
      const owner = executable === undefined ? undefined : owners.get(executable);
      if (executable !== undefined && owner === undefined) owners.set(executable, index);
      if (owner === undefined) return [];
      const text =
        owner === index
          ? `processes[${index}].executables names ${executable} twice. Take one of the two away.`
          : `${executable} belongs to processes[${owner}] and processes[${index}]; a process is counted in the first group only. Take one of the two away.`;
      return [mistake(["processes", index, "executables", position], text)];
    }),
  );
}
