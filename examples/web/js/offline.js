// Works without a network after the first load, where the page came over https (or from this machine).
import { button, el } from "./dom.js";
import { state } from "./state.js";
import { texts } from "./texts.js";

export async function workOffline() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || location.search.includes("pack=")) return;
  try {
    const registered = await serviceWorker.register("sw.js", { updateViaCache: "none" });
    registered.addEventListener("updatefound", () => {
      const { installing } = registered;
      installing.addEventListener("statechange", () => installing.state === "installed" && serviceWorker.controller && offer(installing));
    });
    if (registered.waiting && serviceWorker.controller) offer(registered.waiting);
    await serviceWorker.ready;
    const t = texts(state.lang);
    document.querySelector("#about").append(el("p", { id: "offline" }, t.offline));
  } catch {
    // Without it the page still works with a network.
  }
}

/** A new version is taken when the person says so, never in the middle of a diagnosis. */
function offer(worker) {
  const t = texts(state.lang);
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  document.querySelector("#about").append(el("p", { id: "newer", role: "status" }, `${t.newer} `, button(t.reload, () => worker.postMessage("take over"), "link")));
}
