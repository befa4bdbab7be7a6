/** "Disk space, by mount" → "disk-space-by-mount". */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/**
 * The id of a panel, from its name and nothing else: it stays when panels before it come and go, so that links to a
 * panel keep working and a diff shows one panel. 1 to 16777215: short in an address, rarely the same for two names.
 * The hash is FNV-1a of 32 bits, folded to 24.
 */
export function panelId(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const folded = ((hash >>> 24) ^ (hash & 0xffffff)) >>> 0;
  return folded === 0 ? 1 : folded;
}

/**
 * Ids for the names of one dashboard. Throws an Error where a name is there twice, or two names get the same id:
 * Grafana drops one of two panels with one id.
 */
export function panelIds(dashboard: string, names: readonly string[]): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const owners = new Map<number, string>();
  for (const name of names) {
    const id = panelId(name);
    const owner = owners.get(id);
    if (owner !== undefined)
      throw new Error(
        owner === name
          ? `The dashboard ${dashboard} has two panels named ${name}. Give one of them another title, or an id: { id: "${name}-2" }.`
          : `The panels ${owner} and ${name} of the dashboard ${dashboard} get the same id, ${id}. Give one of them an id of its own: { id: "${name}-2" }.`,
      );
    owners.set(id, name);
    ids.set(name, id);
  }
  return ids;
}
