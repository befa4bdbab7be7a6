/**
 * Picks an exact share of calls: with 0.25 every fourth, evenly spread. Not random, so that a test that
 * asks for a share gets it, and a demonstration shows a steady line.
 */
export interface Share {
  /** True if the next call is one of the share. @param share 0 (none) to 1 (all) */
  next(share: number): boolean;
}

export function createShare(): Share {
  let owed = 0;
  return {
    next: (share) => {
      if (share <= 0) {
        owed = 0;
        return false;
      }
      owed += share;
      // Sums of fractions such as 0.1 fall short of 1 by rounding.
      if (owed < 1 - 1e-9) return false;
      owed -= 1;
      return true;
    },
  };
}
