// The desk's hands and ears in the browser: counting seconds, sound, keys, focus, the end of the transcript.
let ear;
let ahead = 0; // the server's clock minus this one, in milliseconds

// Seconds -----------------------------------------------------------------------------------------------------------

const ticking = new Set();
const two = n => String(n).padStart(2, "0");

class ElapsedTime extends HTMLElement {
  static observedAttributes = ["since"];
  connectedCallback() { ticking.add(this); this.tick(); }
  disconnectedCallback() { ticking.delete(this); }
  attributeChangedCallback() { this.tick(); }
  tick() {
    const s = Math.max(0, Math.floor((Date.now() + ahead - Number(this.getAttribute("since"))) / 1000));
    const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60)];
    write(this, h >= 48 ? `${Math.floor(h / 24)} j` : h > 0 ? `${h}:${two(m % 60)}:${two(s % 60)}` : `${m}:${two(s % 60)}`);
  }
}

class RemainingTime extends HTMLElement {
  static observedAttributes = ["until"];
  connectedCallback() { ticking.add(this); this.tick(); }
  disconnectedCallback() { ticking.delete(this); }
  attributeChangedCallback() { this.tick(); }
  tick() {
    write(this, String(Math.max(0, Math.ceil((Number(this.getAttribute("until")) - Date.now() - ahead) / 1000))));
  }
}

class ClockTime extends HTMLElement {
  connectedCallback() { ticking.add(this); this.tick(); }
  disconnectedCallback() { ticking.delete(this); }
  tick() {
    const now = new Date(Date.now() + ahead);
    write(this, `${now.getHours()}:${two(now.getMinutes())}`);
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

customElements.define("elapsed-time", ElapsedTime);
customElements.define("remaining-time", RemainingTime);
customElements.define("clock-time", ClockTime);
setInterval(() => ticking.forEach(element => element.tick()), 1000);

// Sound: two soft tones every 4 s, rising over 20 s, without a file --------------------------------------------------

let audio;
let ringingSince = 0;
let ringer = 0;

function sound() {
  audio ??= new AudioContext();
  return audio;
}

function tone(frequency, at, level) {
  const oscillator = sound().createOscillator();
  const gain = sound().createGain();
  oscillator.type = "sine";
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(level, at + 0.05);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.6);
  oscillator.connect(gain).connect(sound().destination);
  oscillator.start(at);
  oscillator.stop(at + 0.65);
}

function twoTones() {
  if (sound().state !== "running") return;
  const level = 0.08 + 0.42 * Math.min(1, (Date.now() - ringingSince) / 20_000);
  tone(587, sound().currentTime, level);
  tone(784, sound().currentTime + 0.35, level);
}

export function ring(rings) {
  clearInterval(ringer);
  ringer = 0;
  if (!rings) return;
  ringingSince = Date.now();
  twoTones();
  ringer = setInterval(twoTones, 4000);
}

export async function letSound() {
  // A browser that refuses leaves the promise open for ever.
  await Promise.race([sound().resume(), new Promise(done => setTimeout(done, 500))]);
  if (ringer) twoTones();
  return state();
}

// What the page says of itself ---------------------------------------------------------------------------------------

function state() {
  return {
    visible: document.visibilityState === "visible",
    heard: sound().state === "running",
    dark: document.documentElement.dataset.theme === "dark",
  };
}

const tell = (what, ...values) => ear?.invokeMethodAsync(what, ...values).catch(() => { /* the line is cut: said elsewhere */ });

export function pulse(now) {
  ahead = now - Date.now();
  return state();
}

export function open(listener) {
  ear = listener;
  document.addEventListener("visibilitychange", () => tell("State", state()));
  sound().addEventListener("statechange", () => tell("State", state()));
  // Any first click or key lets the page be heard.
  for (const gesture of ["pointerdown", "keydown"]) {
    document.addEventListener(gesture, () => { if (sound().state !== "running") sound().resume(); }, { capture: true, passive: true });
  }
  document.addEventListener("keydown", keys);
  menus();
  picks();
  tabs();
  hands();
  // From here on every key is heard.
  document.documentElement.dataset.desk = "ready";
  // A browser puts an idle page to sleep, and its operator with it, unless the page holds a lock.
  navigator.locks?.request(`poste-${crypto.randomUUID()}`, { mode: "shared" }, () => new Promise(() => { }));
  return { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, theme: deskTheme.apply().choice, dark: deskTheme.apply().dark, state: state() };
}

export const theme = choice => deskTheme.choose(choice);

// Keys ---------------------------------------------------------------------------------------------------------------

function keys(event) {
  if (event.repeat || event.isComposing) return;
  if (event.key === "Enter" && event.ctrlKey && event.target.id === "composer") {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.key.toLowerCase() === "k" && event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey) {
    event.preventDefault();
    tell("Key", "k");
    return;
  }
  if (event.key === "Escape" && document.querySelector("[data-escape]")) {
    tell("Key", "escape");
    return;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey || event.getModifierState("AltGraph")) return;
  // The letter as engraved on this keyboard; where Alt makes another sign of it, the place of the key.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const key = digit ?? letter;
  if (!/^([unrtqmpswjglaeo]|[1-9])$/.test(key)) return;
  event.preventDefault();
  tell("Key", key);
}

// Menus open, are walked with the arrows and close here: no round trip, and they work while the line is cut ------------

function menus() {
  const items = menu => [...menu.querySelectorAll("[role^=menuitem]")];
  const shut = menu => {
    menu.open = false;
    menu.querySelector("summary").focus();
  };
  document.addEventListener("toggle", event => {
    const menu = event.target;
    if (menu.matches?.("[data-menu]") && menu.open) (menu.querySelector("[aria-checked=true]") ?? items(menu)[0])?.focus();
  }, true);
  document.addEventListener("pointerdown", event => {
    for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("click", event => {
    const menu = event.target.closest?.("[role^=menuitem]")?.closest("[data-menu]");
    if (menu) shut(menu);
  });
  document.addEventListener("focusout", event => {
    const menu = event.target.closest?.("[data-menu][open]");
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("keydown", event => {
    const menu = event.target.closest?.("[data-menu]");
    if (!menu) return;
    if (event.key === "Escape" && menu.open) {
      event.stopPropagation();
      shut(menu);
    }
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -1e3, End: 1e3 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (!menu.open) { menu.open = true; return; }
    const all = items(menu);
    const at = all.indexOf(document.activeElement) + step;
    all[at >= all.length ? (step > 1 ? all.length - 1 : 0) : at < 0 ? (step < -1 ? 0 : all.length - 1) : at].focus();
  }, true);
  // The focus stays in a small window until it is closed.
  document.addEventListener("keydown", event => {
    const trap = event.key === "Tab" && event.target.closest?.("[data-trap]");
    if (!trap) return;
    const stops = [...trap.querySelectorAll("button, select, textarea, input:not([type=radio])")].filter(stop => !stop.disabled);
    const radio = trap.querySelector("input[type=radio]:checked") ?? trap.querySelector("input[type=radio]");
    if (radio) stops.unshift(radio);
    const from = event.target.type === "radio" ? 0 : stops.indexOf(event.target);
    if (event.shiftKey ? from > 0 : from < stops.length - 1) return;
    event.preventDefault();
    stops[event.shiftKey ? stops.length - 1 : 0].focus();
  });
}

// Lists under a field are walked and chosen from here: the server filters, the browser points ------------------------------

function picks() {
  const watched = new WeakSet();
  const list = field => document.getElementById(field.dataset.pick);
  const options = box => [...box.querySelectorAll("[role=option]")];
  const active = field => {
    if (!field?.matches?.("[data-pick]") || field.hasAttribute("data-pick-off")) return false;
    return !field.dataset.pickWhen || new RegExp(field.dataset.pickWhen).test(field.value);
  };
  const point = (field, box, at) => {
    const all = options(box);
    all.forEach((option, i) => option.setAttribute("aria-selected", i === at ? "true" : "false"));
    box.dataset.at = at;
    if (all[at]) {
      field.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  const choose = (field, box) => options(box)[Number(box.dataset.at)]?.click();
  const refresh = field => {
    const box = list(field);
    if (!box) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    const shown = `${box.dataset.for} ${options(box).length}`;
    if (box.shown !== shown) {
      box.shown = shown;
      point(field, box, 0);
    }
    // Enter came before the list for these letters did.
    if (field.waits && box.dataset.for === field.value) {
      field.waits = false;
      choose(field, box);
    }
  };
  document.addEventListener("focusin", event => {
    const field = event.target;
    if (!field.matches?.("[data-pick]")) return;
    const frame = field.closest("[data-picker]");
    if (!watched.has(frame)) {
      watched.add(frame);
      new MutationObserver(() => refresh(field)).observe(frame, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-for"] });
    }
    refresh(field);
  });
  document.addEventListener("input", event => { event.target.waits = false; });
  document.addEventListener("keydown", event => {
    const field = event.target;
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !active(field)) return;
    const box = list(field);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && box) {
      event.preventDefault();
      const count = options(box).length;
      if (count) point(field, box, (Number(box.dataset.at) + step + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (box?.dataset.for === field.value) choose(field, box);
      else field.waits = true;
    }
  }, true);
  // The focus stays in the field when an option is clicked.
  document.addEventListener("mousedown", event => { if (event.target.closest?.("[role=option]")) event.preventDefault(); });
}

function tabs() {
  document.addEventListener("keydown", event => {
    const tab = event.target.closest?.("[role=tab]");
    const step = tab && { ArrowRight: 1, ArrowLeft: -1, Home: -1e3, End: 1e3 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...tab.parentElement.querySelectorAll("[role=tab]")];
    const at = Math.abs(step) > 1 ? (step > 0 ? all.length - 1 : 0) : (all.indexOf(tab) + step + all.length) % all.length;
    all[at].focus();
    all[at].click();
  });
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without a secure line the browser has no clipboard for pages, but still copies what is selected.
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "vh";
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus();
    return done;
  }
}

export function print() {
  window.print();
}

export function language(code) {
  document.cookie = `poste.langue=c=${code}|uic=${code}; path=/; max-age=31536000; samesite=strict${location.protocol === "https:" ? "; secure" : ""}`;
  location.reload();
}

export function focusOn(id) {
  document.getElementById(id)?.focus();
}

export function submit(id) {
  document.getElementById(id)?.requestSubmit();
}

export function composed() {
  return document.getElementById("composer")?.value ?? null;
}

// A hand on the list keeps it still; a hand that rests for 20 s is not about to click ---------------------------------

function hands() {
  let held = false;
  let rest = 0;
  const set = now => {
    if (held !== now) tell("Hold", held = now);
  };
  const touch = event => {
    if (!event.target.closest?.("[data-hold]")) return;
    set(true);
    clearTimeout(rest);
    rest = setTimeout(() => set(false), 20_000);
  };
  const leave = () => {
    const list = document.querySelector("[data-hold]");
    if (list?.matches(":hover") || list?.contains(document.activeElement)) return;
    clearTimeout(rest);
    set(false);
  };
  for (const sign of ["pointermove", "pointerdown", "keydown", "focusin", "wheel"]) document.addEventListener(sign, touch, { passive: true });
  for (const sign of ["pointermove", "focusin", "focusout"]) document.addEventListener(sign, () => setTimeout(leave), { passive: true });
  document.documentElement.addEventListener("pointerleave", () => setTimeout(leave));
}

// The end of the transcript --------------------------------------------------------------------------------------------

let followed;

export function follow(frame) {
  const log = frame.querySelector(".tr");
  let atEnd = true;
  let measures = "";
  const end = () => {
    log.scrollTop = log.scrollHeight;
    frame.classList.remove("behind");
  };
  log.addEventListener("scroll", () => {
    // A window that changes its size scrolls too: then the reader has not left the end.
    const now = `${log.scrollHeight} ${log.clientHeight} ${log.clientWidth}`;
    const resized = now !== measures;
    measures = now;
    if (resized && atEnd) {
      end();
      return;
    }
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    if (atEnd) frame.classList.remove("behind");
  }, { passive: true });
  new MutationObserver(changes => {
    if (atEnd) end();
    else if (changes.some(change => [...change.addedNodes].some(node => node.nodeName === "ARTICLE"))) frame.classList.add("behind");
  }).observe(log, { childList: true, subtree: true, characterData: true }); // a line grows too, by what became of it
  new ResizeObserver(() => { if (atEnd) end(); }).observe(log);
  frame.querySelector("[data-follow]").addEventListener("click", () => { end(); log.focus(); });
  followed = end;
  end();
}

export function toEnd() {
  followed?.();
}
