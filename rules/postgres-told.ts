/** What all alerts on PostgreSQL say of themselves. */
export const postgresTold = {
  team: "database",
  service: "postgres",
  dashboard: { uid: "postgres", variables: ["instance"] },
} as const;
