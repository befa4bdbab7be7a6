/** Services of the settings whose names do not tell them apart. */
import { type Mistake, mistake } from "../settings-errors";
import { type Draft, type Given } from "./given";

export function serviceMistakes({ services = [], kubernetes }: Draft, { catalogue }: Given): Mistake[] {
  const own = [
    kubernetes?.namespace,
    kubernetes?.namespace === undefined ? undefined : `${kubernetes.namespace}-hosts`,
  ];
  const names = services.map((service) => service?.name);
  return services.flatMap((service, index) => {
    if (service?.name === undefined) return [];
    const { name, namespace } = service;
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
