import { describe, expect, it } from "vitest";
import { dashboardUids } from "../../dashboards/catalogue";
import { allAlerts } from "../../rules/catalogue";
import { areas } from "../../signals/areas";

describe("the areas of the home page", () => {
  it("lead to dashboards that are there", () => {
    expect(areas.map((each) => each.dashboard).filter((uid) => !dashboardUids.includes(uid))).toEqual([]);
  });

  it("have every alert in exactly one of them, but for the watchdog, which always fires", () => {
    const services = [...new Set(Object.values(allAlerts).map((each) => each.service))].sort();
    const counted = services.map((service) => [
      service,
      areas.filter((each) => each.services.includes(service)).length,
    ]);
    expect(counted).toEqual(services.map((service) => [service, service === "watchdog" ? 0 : 1]));
  });

  it("name no subject that no alert has", () => {
    const known = new Set<string>(Object.values(allAlerts).map((each) => each.service));
    expect(areas.flatMap((each) => each.services).filter((service) => !known.has(service))).toEqual([]);
  });
});
