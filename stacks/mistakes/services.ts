/** Services of the settings that cannot be told apart, from each other or from the stack's own servers. */
import { type Mistake, mistake, yaml } from "../settings-errors";
import { type Draft, type Given } from "./given";

export function serviceMistakes({ services = [], kubernetes }: Draft, { catalogue }: Given): Mistake[] {
  const own = [
    kubernetes?.namespace,
    kubernetes?.namespace === undefined ? undefined : `${kubernetes.namespace}-hosts`,
  ];
  const names = services.map((service) => service?.name);
  return services.flatMap((service, index) => {
    if (service?.name === undefined) return [];
    const { name, namespace, labels } = service;
    const first = names.indexOf(name);
    return [
      ...(first < index
        ? [
            mistake(
              ["services", index, "name"],
              `services[${first}] and services[${index}] have the same name ${name}. Give each service a name of its own.`,
            ),
          ]
        : []),
      ...(catalogue.jobs?.includes(name) === true
        ? [
            mistake(
              ["services", index, "name"],
              `services[${index}] is called ${name}, as a job of observatory itself: alerts could not tell the two apart. Give the service another name.`,
            ),
          ]
        : []),
      ...(labels !== undefined && Object.keys(labels).length === 0
        ? [
            mistake(
              ["services", index, "labels"],
              `services[${index}].labels is empty, so that every pod of the namespace would be ${name}. Write, for example:`,
              yaml({ services: [{ name, labels: { app: name } }] }),
            ),
          ]
        : []),
      ...(namespace !== undefined && own.includes(namespace)
        ? [
            mistake(
              ["services", index, "namespace"],
              `services[${index}] is in ${namespace}, where the servers of observatory run, which are scraped anyway. Take the entry away.`,
            ),
          ]
        : []),
    ];
  });
}
