/** What all alerts about hosts say of themselves. */
export const told = {
  team: "infrastructure",
  service: "host",
  dashboard: { uid: "host", variables: ["instance"] },
} as const;

/** Alerts whose panels are on a page beside that of the host. */
export const toldOfHardware = { ...told, dashboard: { uid: "hardware", variables: ["instance"] } } as const;
export const toldOfNetwork = { ...told, dashboard: { uid: "network", variables: ["instance"] } } as const;
export const toldOfStorage = { ...told, dashboard: { uid: "storage", variables: ["instance"] } } as const;
export const toldOfSystem = { ...told, dashboard: { uid: "host-system", variables: ["instance"] } } as const;
