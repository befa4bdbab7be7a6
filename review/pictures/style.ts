/** Families that are on every machine: a picture asks nobody for a font. */
export const sansSerif = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/**
 * Colours as custom properties, for pages and single pictures alike. The four colours of marks are told apart by people
 * with every common kind of colour blindness (blue, orange, and two that differ in lightness), and never alone: each mark
 * has a sign and a line of its own.
 */
const light =
  "--ground:#fff;--panel:#f6f7f9;--line:#c5cad3;--text:#1b1f27;--soft:#586174;--sketch:#8d97aa;--sketch-soft:#d3d8e2;--added:#005fb8;--removed:#a3330c;--changed:#8a5a00;--moved:#6a3d9a;--added-soft:#e0eefb;--removed-soft:#fbe6de;--changed-soft:#fdf1d3;--moved-soft:#efe6f8;--accent:#0b57d0";
const dark =
  "--ground:#14171c;--panel:#1d2129;--line:#454d5c;--text:#e7eaf0;--soft:#a6afbf;--sketch:#79849a;--sketch-soft:#3a4250;--added:#6cb6ff;--removed:#ff9b73;--changed:#f0c050;--moved:#c9a4f2;--added-soft:#16304d;--removed-soft:#46241a;--changed-soft:#40340f;--moved-soft:#352547;--accent:#8ab4f8";

/** Custom properties of both schemes: people's own setting decides. */
export const colours = `:root{color-scheme:light dark;${light}}@media (prefers-color-scheme:dark){:root{${dark}}}`;

const marks = ["added", "removed", "changed", "moved"]
  .map(
    (mark) =>
      `.${mark}>.box{fill:var(--${mark}-soft);stroke:var(--${mark})}.${mark}>.badge,.${mark}>.stripe{fill:var(--${mark})}.edge-${mark}{stroke:var(--${mark})}`,
  )
  .join("");

/** Rules of the elements of pictures, without the colours. */
export const pictureRules = `.picture{font-family:${sansSerif}}.picture text{fill:var(--text)}.ground{fill:var(--ground)}.picture .box{fill:var(--panel);stroke:var(--line)}.picture .head{font-size:13px;font-weight:600}.picture .row{font-size:11px;font-weight:600}.picture .name{font-size:10px;font-weight:600}.picture .meta{font-size:8.5px;fill:var(--soft)}.picture .small{font-size:9.5px;fill:var(--soft)}.picture .sign{font-size:11px;font-weight:700;fill:var(--ground);text-anchor:middle}.picture .rule{stroke:var(--line);fill:none}.line{stroke:var(--sketch);fill:none;stroke-width:1.2;vector-effect:non-scaling-stroke}.soft{stroke:var(--sketch-soft);fill:none;vector-effect:non-scaling-stroke}.area{fill:var(--sketch-soft)}.full{fill:var(--sketch)}.hatch{stroke:var(--ground);stroke-width:2}.edge{fill:none;stroke:var(--soft);stroke-width:1.4}.arrow{fill:var(--soft)}${marks}.changed>.box,.added>.box{stroke-width:2}.removed>.box{stroke-width:2;stroke-dasharray:6 3}.moved>.box{stroke-width:2;stroke-dasharray:2 2}.outside>.box{stroke-dasharray:4 3}`;

/** The whole style of a picture that stands alone. */
export const pictureStyle = `${colours}${pictureRules}`;
