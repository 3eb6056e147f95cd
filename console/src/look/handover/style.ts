/** The style of the report. It is for paper as much as for screens, so it is light. */
export const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#17202b;font:15px/1.55 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2rem 1.25rem}
h1{margin:0 0 .6rem;font-size:1.5rem;line-height:1.25}
h2{margin:2rem 0 .6rem;padding-top:.8rem;border-top:1px solid #d5dbe3;font-size:1.15rem}
h3{margin:1.4rem 0 .4rem;font-size:1rem}
.verdict{display:inline-block;margin:0 0 1rem;padding:.4rem .8rem;border-left:4px solid #55616f;background:#f3f5f8;font-size:1.05rem}
.verdict-fault{border-color:#b3122a;background:#fde7e9}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:.3rem 1.5rem;margin:0 0 1rem}
dl div{display:flex;gap:.6rem}
dt{flex:none;color:#55616f}
dd{margin:0;overflow-wrap:anywhere}
figure{display:inline-block;margin:.6rem .6rem .6rem 0;vertical-align:top;break-inside:avoid}
figure.wide{display:block;margin-right:0}
figure img{display:block;max-width:100%;height:auto;border:1px solid #d5dbe3;border-radius:6px}
figure.small img{max-width:26rem;width:100%}
figcaption{color:#55616f;font-size:.85rem}
pre{padding:.8rem 1rem;overflow:auto;border-radius:6px;background:#f3f5f8;font:12.5px/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;font-size:.875rem}
th,td{padding:.35rem .5rem;border-bottom:1px solid #d5dbe3;text-align:left;vertical-align:top;overflow-wrap:break-word}
.calls{table-layout:fixed}
.c-id{width:3.2rem}.c-agent{width:9.5rem}.c-query{width:auto}.c-result{width:auto}.c-time{width:4.6rem}
.summary{max-width:70ch;font-size:1.05rem}
th{color:#55616f}
tr:target td{background:#fff3c4}
tr.failed td{color:#c62334}
.error{padding:.6rem .8rem;border-left:4px solid #c62334;background:#fde7e9}
.note,footer,summary{color:#55616f}
footer{margin-top:3rem;font-size:.85rem}
a{color:#1d5fd0}
@media print{main{max-width:none;padding:0}a{color:inherit;text-decoration:none}tr,li{break-inside:avoid}h2,h3{break-after:avoid}}
`.trim();
