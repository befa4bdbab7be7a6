import { colours, pictureRules, sansSerif } from "../pictures/style";

/** The style of a review as a page: one column of words, pictures that scroll in a frame of their own where they are wide. */
export const pageStyle = `${colours}${pictureRules}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 ${sansSerif}}
header,main{max-width:96rem;margin:0 auto;padding:0 1rem}
h1{font-size:1.5rem;margin:1.2rem 0 .4rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
ul{padding-left:1.2rem;margin:.3rem 0}
li{margin:.2rem 0;overflow-wrap:anywhere;max-width:75rem}
code{font:0.9em ui-monospace,"SF Mono",Menlo,Consolas,monospace;background:var(--panel);padding:.05em .15em;border-radius:3px}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.3rem .6rem;z-index:1}
nav ul,.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.4rem 1rem;margin:.5rem 0}
nav li{margin:0}
.stacks{color:var(--soft);font-style:italic}
summary{cursor:pointer;padding:.35rem .2rem}
details.board{border:1px solid var(--line);border-radius:4px;margin:.5rem 0;padding:0 .6rem}
.counts{color:var(--soft);margin-left:.4rem;white-space:nowrap}
.sides{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1rem;align-items:start;padding:.4rem 0 .8rem}
.sides.one{grid-template-columns:minmax(0,1fr)}
figure{margin:0;min-width:0}
figcaption{font-weight:600;margin:.2rem 0}
.frame{overflow-x:auto;padding:3px}
.picture{max-width:100%;height:auto;display:block}
.sides.one .picture{max-width:none}
.shared{position:absolute;width:0;height:0;overflow:hidden}
.legend .mark{display:inline-block;min-width:1.4em;text-align:center;border-radius:3px;font-weight:700;color:var(--ground)}
.mark.added{background:var(--added)}.mark.removed{background:var(--removed)}.mark.changed{background:var(--changed)}.mark.moved{background:var(--moved)}
@media (max-width:56rem){.sides{grid-template-columns:minmax(0,1fr)}}
@media (max-width:40rem){body{font-size:15px}.picture{max-width:none}ul{padding-left:1rem}}
@media print{.skip,nav{display:none}}
`;
