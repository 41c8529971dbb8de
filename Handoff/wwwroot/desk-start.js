// Before anything is drawn: the theme. After the page is there: the line to the server, and what is said when it is cut.
(() => {
  const root = document.documentElement;
  const key = "poste.theme";

  /** Dark from 20:00 to 7:00 unless the operator chose. */
  const apply = () => {
    const choice = localStorage.getItem(key) ?? "auto";
    const hour = new Date().getHours();
    const dark = choice === "dark" || (choice === "auto" && (hour >= 20 || hour < 7));
    root.dataset.theme = dark ? "dark" : "light";
    return { choice, dark };
  };
  window.deskTheme = {
    apply,
    choose(choice) {
      localStorage.setItem(key, choice);
      return apply().dark;
    },
  };
  apply();
  setInterval(apply, 60_000);

  document.addEventListener("DOMContentLoaded", () => {
    const lost = document.getElementById("components-reconnect-modal");
    const words = document.getElementById("lost-words");
    const reload = document.getElementById("lost-reload");
    let since = 0;
    let counting = 0;

    // A page of the studio has no exchanges that go back, and its last words may not be saved: it is never reloaded unasked.
    const studio = () => document.querySelector(".studio");
    const count = () => {
      if (studio()) {
        words.textContent = lost.dataset.studio;
        return;
      }
      const left = Math.ceil(Number(lost.dataset.patience) - (Date.now() - since) / 1000);
      words.textContent = left > 0 ? lost.dataset.offline.replace("{reste}", left) : lost.dataset.past;
    };
    const stop = () => {
      clearInterval(counting);
      counting = 0;
    };
    lost.addEventListener("components-reconnect-state-changed", event => {
      switch (event.detail.state) {
        case "show":
        case "retrying":
          if (counting) return;
          since = Date.now();
          count();
          counting = setInterval(count, 1000);
          return;
        case "hide":
          stop();
          return;
        case "failed":
        case "rejected": {
          // The server has forgotten this page. A text that is not sent yet must not vanish with it.
          stop();
          const draft = document.getElementById("composer")?.value || studio();
          words.textContent = draft ? lost.dataset.overDraft : lost.dataset.over;
          reload.href = location.pathname;
          reload.hidden = false;
          if (!draft) location.reload();
        }
      }
    });

    const opening = document.getElementById("desk-opening");
    setTimeout(() => {
      if (!document.querySelector(".desk, .alone")) opening.textContent = opening.dataset.slow;
    }, 5000);

    // At first at once: of the fifteen seconds of patience none may be lost.
    const wait = attempts => (attempts < 3 ? 300 : attempts < 30 ? 1000 : 3000);
    Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 100_000, retryIntervalMilliseconds: wait } } });
  });
})();
