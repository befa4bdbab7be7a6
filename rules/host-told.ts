/** What all alerts about hosts say of themselves. */
export const told = {
  team: "infrastructure",
  service: "host",
  dashboard: { uid: "host", variables: ["instance"] },
} as const;
