/** What alerts on the stack's own servers have in common: whose they are, and where they are shown. */
export const toldOf = (service: string) =>
  ({
    team: "infrastructure",
    service,
    dashboard: { uid: service, variables: ["instance"] },
  }) as const;
