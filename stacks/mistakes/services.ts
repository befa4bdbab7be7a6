/** Services of the settings that cannot be told apart, from each other or from the stack's own servers. */
import { type Mistake, mistake, yaml } from "../settings-errors";
import { type Draft, type Given } from "./given";

export function serviceMistakes({ services = [], kubernetes }: Draft, { catalogue }: Given): Mistake[] {
  const own = [
    kubernetes?.namespace,
    kubernetes?.namespace === undefined ? undefined : `${kubernetes.namespace}-hosts`,
  ];
  const names = services.map((service) => service?.name);
  return services.flatMap((service, index) => [
    ...nameMistakes(names, index, catalogue.jobs ?? []),
    ...labelMistakes(service, index),
    ...(service?.namespace !== undefined && own.includes(service.namespace)
      ? [
          mistake(
            ["services", index, "namespace"],
            `services[${index}] is in ${service.namespace}, where the servers of observatory run, which are scraped anyway. Take the entry away.`,
          ),
        ]
      : []),
  ]);
}

function nameMistakes(
  names: readonly (string | undefined)[],
  index: number,
  jobs: readonly string[],
): Mistake[] {
  const name = names[index];
  if (name === undefined) return [];
  const at = ["services", index, "name"];
  const first = names.indexOf(name);
  return [
    ...(first < index
      ? [
          mistake(
            at,
            `services[${first}] and services[${index}] have the same name ${name}. Give each service a name of its own.`,
          ),
        ]
      : []),
    ...(jobs.includes(name)
      ? [
          mistake(
            at,
            `services[${index}] is called ${name}, as a job of observatory itself: alerts could not tell the two apart. Give the service another name.`,
          ),
        ]
      : []),
  ];
}

function labelMistakes(service: NonNullable<Draft["services"]>[number], index: number): Mistake[] {
  const { name = "checkout", labels } = service ?? {};
  if (labels === undefined || Object.keys(labels).length > 0) return [];
  return [
    mistake(
      ["services", index, "labels"],
      `services[${index}].labels is empty, so that every pod of the namespace would be ${name}. Write, for example:`,
      yaml({ services: [{ name, labels: { app: name } }] }),
    ),
  ];
}
