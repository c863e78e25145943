/** The service worker that keeps the site for use without a network, and the way to a new version of it. */

/** Calls back when a worker has all its files and waits for the old version to go. */
const whenInstalled = (worker: ServiceWorker, then: () => void): void => {
  const look = (): void => {
    if (worker.state === "installed") then();
  };
  worker.addEventListener("statechange", look);
  look();
};

/**
 * Has the browser keep the site. Where that is not possible (no https, no room, switched off) the page works as
 * before, from the network.
 * @param onUpdate a newer version is there, complete, and can be taken with `takeUpdate`
 */
export const keepOffline = async (onUpdate: () => void): Promise<void> => {
  if (!("serviceWorker" in navigator)) return;
  // A browser that was told to keep nothing refuses, or answers with nothing.
  const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker
    .register("./sw.js")
    .catch(() => undefined);
  if (registration === undefined) return;
  // Without a controller it is the first version, and nothing is new about it.
  const tell = (): void => {
    if (navigator.serviceWorker.controller !== null) onUpdate();
  };
  if (registration.waiting !== null) tell();
  registration.addEventListener("updatefound", () => {
    if (registration.installing !== null) whenInstalled(registration.installing, tell);
  });
};

/** Takes the version that waits, and loads the page anew. What the reader made is stored already. */
export const takeUpdate = async (): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration();
  const waiting = registration?.waiting ?? null;
  if (waiting === null) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage("take over");
};
