import { load, open } from "shindan";
import engine from "shindan/shindan_bg.wasm?url";

await load(fetch(engine));
const knowledge = await open(await (await fetch("/packs/caora.shindan")).arrayBuffer());
const found = knowledge.explain({ text: "FUJ905 0x02000001", lang: "en", role: "reception" });
document.querySelector("#out").textContent = found.answers.map(({ rule }) => rule).join(" ");
