"""Style and script of the page that `cqterm.exchange.html` writes."""

STYLE = """
:root{--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--card:#f6f8fa;--good:#0a6b2d;--bad:#b3261e;
--link:#0b57d0}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9aa4af;--line:#30363d;--card:#161b22;
--good:#6fdd8b;--bad:#ff9b92;--link:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:0 1rem 4rem;color:var(--ink);background:var(--paper);
font:1rem/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
header{position:sticky;top:0;background:var(--paper);border-bottom:1px solid var(--line);padding:.5rem 0;z-index:1}
h1{font-size:1.4rem;margin:0}
h2{font-size:1.15rem;margin:0}
h2 span+span{margin-inline-start:.6rem;font-weight:400}
.tools{display:flex;flex-wrap:wrap;gap:.5rem 1rem;margin-top:.25rem}
[hidden]{display:none!important}
input,select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.3rem;
padding:.35rem .5rem;max-width:100%}
#count{margin:.25rem 0 0;color:var(--soft)}
article{content-visibility:auto;contain-intrinsic-size:auto 12rem;border-bottom:1px solid var(--line);
padding:1rem .5rem;scroll-margin-top:9rem}
article:focus,article:target{outline:2px solid var(--link);outline-offset:-2px}
p{margin:.25rem 0}
a{color:var(--link)}
.facts,small,footer,.note{color:var(--soft)}
table{border-collapse:collapse;margin:.5rem 0}
th,td:nth-child(2){white-space:nowrap}
th,td{text-align:start;vertical-align:top;padding:.1rem .8rem .1rem 0;font-weight:400}
.preferred th,.admitted th,.right,ins{color:var(--good)}
.preferred td span{font-weight:600}
.deprecated th,.superseded th,del{color:var(--bad)}
.deprecated td span,.superseded td span{text-decoration:line-through}
ins{text-decoration:none}
blockquote{margin:.5rem 0;padding-inline-start:.8rem;border-inline-start:3px solid var(--line)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:40rem){header{position:static}article{scroll-margin-top:0}.tools label{flex:1 1 100%}
input,select{width:100%}}
@media print{.tools,#count{display:none}header{position:static}article{content-visibility:visible;break-inside:avoid}
details::details-content{content-visibility:visible}body{max-width:none;font-size:10pt}}
"""

SCRIPT = """
"use strict";
const search = document.getElementById("search"), state = document.getElementById("state");
const domain = document.getElementById("domain"), count = document.getElementById("count");
const articles = [...document.querySelectorAll("article")];
const fold = text => text.normalize("NFKC").toLowerCase().split(/\\s+/).filter(Boolean);
document.querySelector(".tools").hidden = false;
function show() {
  const words = fold(search.value);
  let shown = 0;
  for (const article of articles) {
    const data = article.dataset;
    const fits = words.every(word => data.find.includes(word)) && (!state.value || data.state === state.value)
      && (!domain || !domain.value || data.domain === domain.value);
    article.hidden = !fits;
    shown += fits;
  }
  count.textContent = `${shown.toLocaleString("en")} of ${articles.length.toLocaleString("en")} concepts`;
}
function step(by) {
  const visible = articles.filter(article => !article.hidden);
  const next = visible[visible.indexOf(document.activeElement) + by] ?? visible[by > 0 ? 0 : visible.length - 1];
  if (next) { next.focus(); next.scrollIntoView({block: "nearest"}); }
}
search.addEventListener("input", show);
for (const filter of [state, domain]) filter?.addEventListener("change", show);
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target === search) { search.value = ""; show(); }
  if (event.key === "Enter" && event.target === search) step(1);
  if (event.target.matches("input, select")) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); }
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(each => { each.open = true; }));
show();
"""
