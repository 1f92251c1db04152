/* Brings every state of the text to every tab. A browser opens few connections to one address, so
   one tab alone listens (it holds the lock) and tells the others; when it goes, the next one takes over. */

const channel = new BroadcastChannel("bookbuild");

export async function follow(tell, lost = () => {}) {
  let last = -1;
  const hear = (state) => {
    if (state === null) {
      last = -1; /* a preview that is started again counts from the beginning */
      return lost();
    }
    if (state.number === last) return;
    last = state.number;
    tell(state);
  };
  /* First of all, and not beside the signals: it may be the last word of a preview that was ending. */
  hear(await fetch("/_serve/state").then((answer) => answer.json()).catch(() => null));
  channel.addEventListener("message", (event) => hear(event.data));
  navigator.locks.request("bookbuild", () => new Promise(() => listen(hear)));
}

function listen(hear) {
  const events = new EventSource("/_serve/events");
  const tell = (state) => {
    channel.postMessage(state);
    hear(state);
  };
  events.addEventListener("message", (event) => tell(JSON.parse(event.data)));
  events.addEventListener("error", () => {
    tell(null);
    /* A browser tries again by itself, but not where it was refused: a preview that was just ending. */
    if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(hear), 1000);
  });
}
